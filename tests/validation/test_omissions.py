"""Each kind of thing, robbed of any one statement that all of its class have, is missed by a rule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from policygraph.builds.store import Build, open_build
from policygraph.pipeline import build
from policygraph.rdf.terms import PG, RDF
from policygraph.validation.check import validate
from policygraph.validation.omissions import omissions

# Builds or draws whole plans again and again.
pytestmark = pytest.mark.long

UNION = ox.DefaultGraph()
TYPE = RDF.iri("type")
# What is derived, what a document need not say, and words that a counterpart by hand does not have.
OPTIONAL = {
    ("Annex", "textSpan"),
    ("Preamble", "textSpan"),
    ("CityPlan", "cites"),
    ("Correspondence", "evidence"),
    ("Finding", "wasQuotedFrom"),
    ("Measure", "tracesTo"),
    ("CityPlan", "tracesTo"),
    ("CityPlan", "leavesOut"),
}


def _instances(build: Build) -> dict[str, list[ox.NamedNode]]:
    """The things of documents by class."""
    found: dict[str, list[ox.NamedNode]] = defaultdict(list)
    own = (f"{build.base}id/plan/", f"{build.base}id/text/")
    for quad in build.store.quads_for_pattern(None, ox.NamedNode(TYPE), None, UNION):
        thing, name = quad.subject, quad.object
        if not isinstance(thing, ox.NamedNode) or not isinstance(name, ox.NamedNode):
            continue
        if thing.value.startswith(own) and name.value.startswith(PG.base):
            found[name.value.removeprefix(PG.base)].append(thing)
    return found


def _always(build: Build) -> Iterator[tuple[str, str]]:
    """Classes with each predicate that all their things have."""
    for name, things in sorted(_instances(build).items()):
        counts: dict[str, int] = defaultdict(int)
        for thing in things:
            stated = {q.predicate.value for q in build.store.quads_for_pattern(thing, None, None, UNION)}
            for predicate in stated:
                counts[predicate] += 1
        for predicate, number in sorted(counts.items()):
            if number == len(things) and (name, _last(predicate)) not in OPTIONAL:
                yield name, predicate


def _rounds(build: Build, waiting: list[tuple[str, str]]) -> Iterator[dict[ox.NamedNode, tuple[str, str]]]:
    """What each of several things is to be robbed of; a class with few things takes several rounds."""
    instances = _instances(build)
    while waiting:
        chosen: dict[ox.NamedNode, tuple[str, str]] = {}
        for one in waiting:
            free = next((thing for thing in reversed(instances[one[0]]) if thing not in chosen), None)
            if free is not None:
                chosen[free] = one
        waiting = [one for one in waiting if one not in chosen.values()]
        yield chosen


def _results(build: Build) -> set[tuple[str, str]]:
    return {(result.rule, result.focus) for result in validate(build, engine="shifty").results}


def _last(iri: str) -> str:
    return iri.rpartition("#")[2].rpartition("/")[2]


def test_whether_any_statement_that_all_have_is_missed(real_plans: Build) -> None:
    always, before = list(_always(real_plans)), _results(real_plans)
    assert len(always) >= 70
    assert {name for name, _ in always} >= {
        "Citation",
        "Assignment",
        "Target",
        "Obligation",
        "Finding",
        "Span",
    }
    unmissed = []
    for robbed in _rounds(real_plans, always):
        taken = [
            quad
            for thing, (_, predicate) in robbed.items()
            for quad in real_plans.store.quads_for_pattern(thing, ox.NamedNode(predicate), None, None)
        ]
        for quad in taken:
            real_plans.store.remove(quad)
        try:
            missed = {focus for _, focus in _results(real_plans) - before}
        finally:
            real_plans.store.extend(taken)
        unmissed += [what for thing, what in robbed.items() if thing.value not in missed]
    assert unmissed == []


@pytest.mark.parametrize(
    "folder", ["tests/accuracy/plans", "tests/tracing/plans", "tests/validation/findings/parent"]
)
def test_whether_builds_lack_nothing(repository: Path, tmp_path: Path, folder: str) -> None:
    build([repository / folder], tmp_path / "build")
    assert list(omissions(open_build(tmp_path / "build"))) == []


def test_whether_a_heading_that_is_a_bare_number_lacks_nothing(tmp_path: Path) -> None:
    text = "临河市“十四五”节能减排实施方案\n一、\n推动园区改造。\n二、\n推动锅炉改造。\n附件1\n"
    (tmp_path / "plan.txt").write_text(text, encoding="utf-8")
    build([tmp_path / "plan.txt"], tmp_path / "build")
    assert list(omissions(open_build(tmp_path / "build"))) == []


def test_whether_an_annex_without_heading_lacks_nothing(tmp_path: Path) -> None:
    text = (
        "临河市“十四五”节能减排实施方案\n一、任务\n推动园区改造。\n附件：重点任务分工\n"
        "重点任务\t牵头单位\n开展园区改造\t市发展改革委\n推动锅炉改造\t市能源局\n"
    )
    (tmp_path / "plan.txt").write_text(text, encoding="utf-8")
    build([tmp_path / "plan.txt"], tmp_path / "build")
    assert list(omissions(open_build(tmp_path / "build"))) == []
