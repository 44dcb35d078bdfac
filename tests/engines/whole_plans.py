"""Both engines give the same results on the plans, and on all that the tests of the rules put wrong in them.

Run by `make test-engines`: pySHACL takes minutes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from policygraph.builds.store import Build
from tests.validation.mutations import PREFIXES, Mutation
from tests.validation.test_engines import assert_agreement, built_of
from tests.validation.test_mutations import MUTATIONS


def packed(mutations: list[Mutation], corpus: Mapping[str, str]) -> Iterator[tuple[dict[str, str], str]]:
    """Texts and an update that carry all mutations in as few graphs as their replacements allow."""
    while mutations:
        texts, updates, left = dict(corpus), [], []
        for mutation in mutations:
            if any(texts[mutation.document].count(old) != 1 for old, _ in mutation.text):
                left.append(mutation)
                continue
            texts[mutation.document] = mutation.changed(texts[mutation.document])
            updates += [mutation.update] if mutation.update else []
        assert len(left) < len(mutations)
        mutations = left
        yield texts, ";".join(updates)


def test_whether_the_engines_agree_on_the_plans(real_plans: Build) -> None:
    assert_agreement(real_plans)


def test_whether_the_engines_agree_on_all_mutations(tmp_path: Path, repository: Path, seeds: Path) -> None:
    parents = repository / "tests" / "validation" / "findings" / "parent"
    files = (*(seeds / "plans").glob("*.txt"), *parents.glob("*.txt"))
    corpus = {file.stem: file.read_text(encoding="utf-8") for file in files}
    for number, (texts, update) in enumerate(packed(list(MUTATIONS), corpus)):
        folder = tmp_path / str(number)
        folder.mkdir()
        opened = built_of(texts, folder)
        opened.store.update(PREFIXES + update)
        assert_agreement(opened)
