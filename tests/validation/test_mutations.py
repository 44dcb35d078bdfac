"""Each rule fires on its defects at the right place, and nothing else changes."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from policygraph import resources
from policygraph.validation.catalogue import read_shapes
from tests.validation.mutations import Mutation, Outcome, counted, outcomes
from tests.validation.mutations_completeness import COMPLETENESS
from tests.validation.mutations_consistency import CONSISTENCY
from tests.validation.mutations_corrections import CORRECTIONS
from tests.validation.mutations_facts import FACTS
from tests.validation.mutations_figures import FIGURES
from tests.validation.mutations_grounding import GROUNDING
from tests.validation.mutations_harmless import HARMLESS
from tests.validation.mutations_naming import NAMING

MUTATIONS = (*COMPLETENESS, *FACTS, *CONSISTENCY, *FIGURES, *NAMING, *GROUNDING, *CORRECTIONS)
# Two English words side by side; PUE, GDP and VOCs stand alone in Chinese sentences.
ENGLISH = re.compile(r"[A-Za-z]{2,} [A-Za-z]{2,}")


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory, repository: Path, seeds: Path) -> dict[str, Outcome]:
    parents = repository / "tests" / "validation" / "findings" / "parent"
    files = (*(seeds / "plans").glob("*.txt"), *parents.glob("*.txt"))
    corpus = {file.stem: file.read_text(encoding="utf-8") for file in files}
    return outcomes((*MUTATIONS, *HARMLESS), corpus, tmp_path_factory.mktemp("mutations"))


@pytest.mark.long
@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda m: m.name)
def test_whether_the_defect_is_found_where_it_is_and_nothing_else(
    found: dict[str, Outcome], mutation: Mutation
) -> None:
    outcome = found[mutation.name]
    assert outcome.new == counted(mutation.hits)
    assert outcome.lost == counted(mutation.lost)


@pytest.mark.long
@pytest.mark.parametrize("mutation", HARMLESS, ids=lambda m: m.name)
def test_whether_a_harmless_change_is_let_pass(found: dict[str, Outcome], mutation: Mutation) -> None:
    outcome = found[mutation.name]
    assert (outcome.new, outcome.lost) == (Counter(), counted(mutation.lost))


@pytest.mark.long
def test_whether_documents_without_a_defect_keep_their_findings(found: dict[str, Outcome]) -> None:
    untouched = {name: one for name, one in found.items() if "unmutated in round" in name}
    assert untouched
    assert {name: one for name, one in untouched.items() if one.new or one.lost} == {}


def test_whether_each_rule_has_two_mutations() -> None:
    rules = {rule.id for rule in read_shapes(resources.shapes()).rules if rule.topic != "baseline"}
    made = Counter(mutation.rule for mutation in MUTATIONS)
    assert made.keys() == rules
    assert {rule for rule, number in made.items() if number < 2} == set()
    assert len({mutation.name for mutation in MUTATIONS}) == len(MUTATIONS) >= 60


def test_whether_a_finding_of_another_rule_says_why_it_follows() -> None:
    unexplained = [m.name for m in MUTATIONS for one in m.hits[1:] if one.rule != m.rule and not one.reason]
    assert unexplained == []


@pytest.mark.long
def test_whether_messages_are_whole_in_both_languages(found: dict[str, Outcome]) -> None:
    messages = [pair for outcome in found.values() for pair in outcome.messages]
    assert [zh for zh, _ in messages if ENGLISH.search(zh) or "{" in zh or not re.search("[一-鿿]", zh)] == []
    assert [en for _, en in messages if "{" in en or not ENGLISH.search(en)] == []
