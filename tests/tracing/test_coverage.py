"""What a plan takes up, leaves out and adds: one answer, whoever is asked."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from policygraph.builds.reader import Reader
from policygraph.builds.store import Build, open_build
from policygraph.pipeline import build
from policygraph.queries.coverage import read_coverage
from policygraph.queries.selection import Selection
from policygraph.queries.views_from_above import SIGNS, below
from policygraph.validation.check import validate
from tests.tracing.asking import Row, rows, stock_rows

# Provision and measure (or '') of a document.
Cells = set[tuple[str, str, str]]


@pytest.fixture(scope="module", params=["chain", "seeds"])
def asked(request: pytest.FixtureRequest, chain: Build, real_plans: Build) -> Build:
    return chain if request.param == "chain" else real_plans


def by_directive(asked: Build) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in stock_rows(asked, "coverage"):
        found[row["directive"]].append(row)
    return found


def cells(table: list[Row]) -> Cells:
    return {(row["document"], row["provision"], row["measure"]) for row in table if row["provision"]}


def test_whether_triples_tell_what_the_table_tells(asked: Build) -> None:
    above = "?at pg:path ?p ; pg:ofDocument ?d"
    localises = f"?measure pg:localises ?at ; pg:ofDocument ?plan ; pg:path ?m . {above} ."
    leaves_out = f"?plan pg:leavesOut ?at . {above} . BIND ('' AS ?m)"
    adds_to = "?measure pg:addsTo|pg:unknownIn ?d ; pg:ofDocument ?plan ; pg:path ?m . BIND ('' AS ?p)"
    names = "?plan dcterms:identifier ?document . OPTIONAL { ?d pg:docNumber ?n }"
    told = {
        (row["document"], row["n"], row["p"], row["m"])
        for part in (localises, leaves_out, adds_to)
        for row in rows(asked, f"SELECT ?document ?n ?p ?m WHERE {{ {part} {names} }}")
    }
    assert told == {
        (row["document"], row["directive"], row["provision"], row["measure"])
        for row in stock_rows(asked, "coverage")
    }


def test_whether_the_matrix_from_above_is_the_table(asked: Build) -> None:
    for directive, table in by_directive(asked).items():
        tables = [t for t in below(Reader(asked), directive).tables if t.title.startswith("Coverage")]
        shown = {
            (document, row[0]): cell
            for matrix in tables
            for row in matrix.rows
            for document, cell in zip(matrix.columns[2:], row[2:], strict=True)
            if cell
        }
        told: dict[tuple[str, str], list[str]] = defaultdict(list)
        for row in table:
            if row["provision"]:
                sign = f"{SIGNS[row['status']]} {row['measure']}".strip()
                told[row["document"], row["provision"]].append(sign)
        assert shown == {place: " ".join(signs) for place, signs in told.items()}


def test_whether_the_map_is_the_table(asked: Build) -> None:
    found = read_coverage(asked, Selection())
    table = by_directive(asked)[found.parent.number]
    plans = {plan.iri: plan.name for plan in found.plans}
    leaves = {p.iri: p.path for p in found.provisions if not p.is_chapter}
    shown: Cells = set()
    for provision, path in leaves.items():
        for plan, name in plans.items():
            cell = found.cells.get((provision, plan))
            shown |= {(name, path, m.path) for m in cell.measures} if cell else {(name, path, "")}
    assert shown == {cell for cell in cells(table) if cell[0] in plans.values()}
    added = {(plans[plan], measure.path) for plan, of in found.additions.items() for measure in of}
    assert added == {
        (row["document"], row["measure"])
        for row in table
        if row["status"] == "addition" and row["document"] in plans.values()
    }


def test_whether_themes_are_the_table(asked: Build) -> None:
    themes = {
        (row["document"], theme, row["measure"])
        for row in stock_rows(asked, "measures")
        for theme in row["theme"].split(";")
        if theme != "none"
    }
    table = by_directive(asked).get("国发〔2021〕33号", [])
    assert themes == {cell for cell in cells(table) if cell[2]}


@pytest.mark.long
def test_whether_the_check_reports_what_the_table_calls_absent(asked: Build) -> None:
    plans = {row["d"] for row in rows(asked, "SELECT ?d WHERE { ?p a pg:CityPlan ; dcterms:identifier ?d }")}
    absent = {
        (row["document"], row["provision_iri"])
        for row in stock_rows(asked, "coverage")
        if row["status"] == "absent" and row["document"] in plans
    }
    assert absent
    assert {(r.document, r.value) for r in validate(asked).results if r.rule == "PG021"} == absent


@pytest.mark.long
def test_whether_a_city_that_cites_only_its_province_is_held_against_the_nation(real_plans: Build) -> None:
    (found,) = [result for result in validate(real_plans).results if result.rule == "PG021"]
    assert found.document == "sanmenxia"
    assert found.en.endswith("“总体要求” of 国发〔2021〕33号, which stands above it")


CITY = """长治市“十四五”节能减排实施方案
根据《山西省“十四五”节能减排实施方案》（晋政发〔2022〕25号），制定本方案。
一、总体要求
坚持节约优先。
二、重点工程
（一）园区节能环保提升工程。建设园区。（市发展改革委负责）
"""


def test_whether_a_directive_that_is_known_in_part_is_told_as_far_as_it_is_known(tmp_path: Path) -> None:
    (tmp_path / "city.txt").write_text(CITY, encoding="utf-8")
    build([tmp_path / "city.txt"], tmp_path / "out")
    # The register knows three headings of the province's directive and no more.
    found = [
        (row["status"], row["provision"], row["measure"])
        for row in stock_rows(open_build(tmp_path / "out"), "coverage")
        if row["directive"] == "晋政发〔2022〕25号"
    ]
    assert found == [
        ("carried-out", "一", "一"),
        ("absent", "二", ""),
        ("absent", "三/（一）", ""),
        ("unknown", "", "二/（一）"),
    ]
