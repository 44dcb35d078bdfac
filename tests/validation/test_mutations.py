"""Each rule fires on a defect that a program puts into a plan's graph, at its place, and on nothing else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from policygraph import resources
from policygraph.graph.store import open_build
from policygraph.pipeline import build
from policygraph.validation import engines
from policygraph.validation.catalogue import read_shapes
from policygraph.validation.data import data_of, texts_of

PG = "https://w3id.org/policygraph/ontology#"
ID = "https://w3id.org/policygraph/id/"
PLAN = f"{ID}plan/jincheng"
CODE = "https://w3id.org/policygraph/vocab/code/"
QUDT = "http://qudt.org/schema/qudt/numericValue"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
QUOTED = "http://www.w3.org/ns/prov#wasQuotedFrom"
YEAR = "http://www.w3.org/2001/XMLSchema#gYear"
TITLE = "http://purl.org/dc/terms/title"
# What no rule looks at, left away so that a hundred validations take seconds.
UNUSED = re.compile(rb"(?m)^.*(?:altLabel|hiddenLabel|ignorableQualifier|definition>).*\n")


@dataclass(frozen=True)
class Graph:
    lines: tuple[str, ...]
    shapes: bytes
    found: frozenset[tuple[str, str]]

    def subjects(self, kind: str, having: str = "") -> list[str]:
        named = [x.split(" ", 1)[0] for x in self.lines if x.endswith(f"<{TYPE}> <{PG}{kind}> .")]
        with_it = {x.split(" ", 1)[0] for x in self.lines if f"> <{having}" in x} if having else set(named)
        return sorted(s[1:-1] for s in named if s.startswith(f"<{PLAN}") and s in with_it)


def _run(lines: tuple[str, ...], shapes: bytes) -> frozenset[tuple[str, str]]:
    rows = engines.run("shifty", shapes, "\n".join([*lines, ""]).encode())
    return frozenset((row.shape.rsplit("#")[-1], row.focus) for row in rows)


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory, seeds: Path) -> Graph:
    out = tmp_path_factory.mktemp("build")
    build([seeds / "plans" / "jincheng.txt"], out)
    opened = open_build(out)
    lines = tuple(UNUSED.sub(b"", data_of(opened, texts_of(opened))).decode().rstrip("\n").split("\n"))
    shapes = read_shapes(resources.shapes()).turtle
    return Graph(lines, shapes, _run(lines, shapes))


# A rule fires where a statement is taken away: (rule, class of the subject, predicate, what the rule is about).
LOSSES = [
    ("PG001", "CityPlan", TITLE),
    ("PG002", "CityPlan", f"{PG}area"),
    ("PG003", "CityPlan", "http://data.europa.eu/eli/ontology#based_on"),
    ("PG006", "Measure", f"{PG}textSpan"),
    ("PG007", "Measure", f"{PG}path"),
    ("PG008", "Target", f"{PG}indicator"),
    ("PG009", "Target", QUDT),
    ("PG010", "Target", f"{PG}unit"),
    ("PG011", "Target", f"{PG}comparator"),
    ("PG012", "Target", f"{PG}targetYear"),
    ("PG013", "Target", f"{PG}area"),
    ("PG014", "Assignment", f"{PG}role"),
    ("PG015", "Assignment", f"{PG}agency"),
    ("PG016", "Obligation", f"{PG}strength"),
    ("PG201", "Citation", QUOTED),
    ("PG201", "Target", QUOTED),
]


@pytest.mark.parametrize("nth", [0, -1])
@pytest.mark.parametrize(("rule", "kind", "predicate"), LOSSES)
def test_whether_what_is_taken_away_is_missed(
    graph: Graph, rule: str, kind: str, predicate: str, nth: int
) -> None:
    candidates = graph.subjects(kind, predicate)
    if rule == "PG010":
        candidates = [t for t in candidates if _has_usual_unit(graph, t)]
    subject = candidates[nth]
    kept = tuple(x for x in graph.lines if not x.startswith(f"<{subject}> <{predicate}> "))
    assert len(kept) < len(graph.lines)
    assert _run(kept, graph.shapes) - graph.found == {(rule, subject)}


def _has_usual_unit(graph: Graph, target: str) -> bool:
    start = f"<{target}> <{PG}indicator> "
    indicator = next(x for x in graph.lines if x.startswith(start))[len(start) : -2]
    return any(x.startswith(f"{indicator} <{PG}usualUnit>") for x in graph.lines)


def _target(name: str, **changes: str) -> tuple[str, ...]:
    """A target of the plan with an indicator of its own, so that it meets no other."""
    facts = {
        f"{PG}inProvision": f"<{PLAN}/measure/3.1>",
        f"{PG}indicator": f"<{ID}indicator/x>",
        f"{PG}indicatorPhrase": '"测试"@zh',
        f"{PG}area": f"<{ID}place/x>",
        f"{PG}targetYear": f'"2025"^^<{YEAR}>',
        f"{PG}kind": f"<{CODE}level>",
        f"{PG}unit": "<https://w3id.org/policygraph/vocab/unit/percent>",
        f"{PG}unitPhrase": '"%"@zh',
        f"{PG}comparator": f"<{CODE}eq>",
        f"{PG}strength": f"<{CODE}firm>",
        QUDT: '"10"^^<http://www.w3.org/2001/XMLSchema#decimal>',
        QUOTED: f"<{ID}text/jincheng#char=2,18>",
    } | {(k if k == QUDT else PG + k): v for k, v in changes.items()}
    subject = f"<{PLAN}/target/{name}>"
    return (f"{subject} <{TYPE}> <{PG}Target> .", *(f"{subject} <{p}> {o} ." for p, o in facts.items()))


def _decimal(value: str) -> str:
    return f'"{value}"^^<http://www.w3.org/2001/XMLSchema#decimal>'


def _finding(code: str) -> tuple[str, ...]:
    subject = f"<{PLAN}/finding/{code}>"
    return (
        f"{subject} <{TYPE}> <{PG}Finding> .",
        f'{subject} <{PG}findingCode> "{code}" .',
        f'{subject} <http://purl.org/dc/terms/description> "about it"@en .',
    )


INTENSITY = "<https://w3id.org/policygraph/vocab/indicator/energy-intensity-gdp>"
AREA = "<https://w3id.org/policygraph/vocab/area/140500>"
ADDED = [
    ("PG101", "a", (*_target("a"), *_target("b", **{QUDT: _decimal("11")}))),
    ("PG101", "a", (*_target("a", unit="<u:t>"), *_target("b", unit="<u:t>", **{QUDT: _decimal("9")}))),
    (
        "PG104",
        "a",
        _target("a", indicator=INTENSITY, kind=f"<{CODE}decrease>", area=AREA, indicatorPhrase='"甲"@zh'),
    ),
    (
        "PG104",
        "b",
        _target("b", indicator=INTENSITY, kind=f"<{CODE}decrease>", area=AREA, indicatorPhrase='"乙"@zh'),
    ),
    ("PG106", "a", _target("a", targetYear=f'"2035"^^<{YEAR}>')),
    ("PG106", "a", _target("a", targetYear=f'"2060"^^<{YEAR}>')),
    ("PG107", "a", _target("a", **{QUDT: _decimal("109")})),
    ("PG107", "a", _target("a", kind=f"<{CODE}decrease>", **{QUDT: _decimal("150")})),
    (
        "PG108",
        "a",
        _target(
            "a",
            indicator=INTENSITY,
            indicatorPhrase='"甲"@zh',
            unit="<https://w3id.org/policygraph/vocab/unit/kilowatt>",
        ),
    ),
]
CODES = {
    "annex-absent": "PG022",
    "annex-empty": "PG022",
    "heading-out-of-sequence": "PG110",
    "heading-repeated": "PG110",
    "table-repeated": "PG111",
    "mojibake-repaired": "PG204",
    "header-injected": "PG204",
    "bracket-unclosed": "PG205",
    "table-ragged": "PG205",
}


@pytest.mark.parametrize(("rule", "name", "added"), ADDED)
def test_whether_a_contradiction_is_found(graph: Graph, rule: str, name: str, added: tuple[str, ...]) -> None:
    found = _run((*graph.lines, *added), graph.shapes) - graph.found
    assert found == {(rule, f"{PLAN}/target/{name}")}


@pytest.mark.parametrize(("code", "rule"), CODES.items())
def test_whether_a_finding_of_the_reader_reaches_its_rule(graph: Graph, code: str, rule: str) -> None:
    found = _run((*graph.lines, *_finding(code)), graph.shapes) - graph.found
    assert found == {(rule, f"{PLAN}/finding/{code}")}


@pytest.mark.parametrize("nth", [0, -1])
def test_whether_a_wrong_quote_is_found(graph: Graph, nth: int) -> None:
    lines = [x for x in graph.lines if f"> <{PG}exact> " in x]
    changed = lines[nth][: lines[nth].index("exact> ") + 7] + '"改过的引文" .'
    found = _run(tuple(changed if x == lines[nth] else x for x in graph.lines), graph.shapes)
    assert found - graph.found == {("PG203", lines[nth].split(" ")[0][1:-1])}


@pytest.mark.parametrize("nth", [0, -1])
def test_whether_a_span_that_ends_before_it_starts_is_found(graph: Graph, nth: int) -> None:
    line = [x for x in graph.lines if f"> <{PG}end> " in x][nth]
    changed = re.sub(r'"\d+"', '"0"', line)
    found = _run(tuple(changed if x == line else x for x in graph.lines), graph.shapes)
    assert found - graph.found == {("PG202", line.split(" ")[0][1:-1])}


@pytest.mark.parametrize("nth", [0, -1])
def test_whether_a_span_in_no_text_is_found(graph: Graph, nth: int) -> None:
    line = [x for x in graph.lines if f"> <{PG}inText> " in x][nth]
    found = _run(tuple(x for x in graph.lines if x != line), graph.shapes)
    assert ("PG206", line.split(" ")[0][1:-1]) in found - graph.found


@pytest.mark.parametrize("change", ["9", "11.5"])
def test_whether_a_wrong_change_in_a_row_is_found(graph: Graph, change: str) -> None:
    row = {"rowBaseline": _decimal("0"), "rowChange": f"<{PLAN}/target/b>"}
    number = {"rowNumber": _decimal(change), "rowPrecision": _decimal("0.06")}
    added = (*_target("a", **row), *_target("b", kind=f"<{CODE}increase>", **number))
    assert _run((*graph.lines, *added), graph.shapes) - graph.found == {("PG102", f"{PLAN}/target/a")}


@pytest.mark.parametrize(("rule", "kind"), [("PG024", "Indicator"), ("PG025", "Unit")])
def test_whether_what_is_not_curated_is_found(graph: Graph, rule: str, kind: str) -> None:
    thing = f"{ID}{kind.lower()}/x"
    added = (
        *_target("a", **{kind.lower(): f"<{thing}>"}),
        f"<{thing}> <{TYPE}> <{PG}{kind}> .",
        f'<{thing}> <{PG}curated> "false"^^<http://www.w3.org/2001/XMLSchema#boolean> .',
        f'<{thing}> <http://www.w3.org/2004/02/skos/core#prefLabel> "某"@zh .',
    )
    assert _run((*graph.lines, *added), graph.shapes) - graph.found == {(rule, thing)}
