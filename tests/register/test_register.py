"""The register of directives: against tables written from the text of 国发〔2021〕33号, and what every entry needs."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

import pyoxigraph as ox
import pytest

from policygraph.builds.reader import Reader
from policygraph.builds.store import Build
from policygraph.queries.trace import trace
from tests.tracing.asking import rows, stock_rows

HERE = Path(__file__).parent
PG = "https://w3id.org/policygraph/ontology#"
A = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
SOURCE = ox.NamedNode("http://purl.org/dc/terms/source")
PREFIXES = """PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX qudt: <http://qudt.org/schema/qudt/>
PREFIX area: <https://w3id.org/policygraph/vocab/area/>
"""
FIGURES = """SELECT ?provision ?words ?concept ?op ?value ?unit ?kind ?base ?year ?area WHERE {
    ?target a pg:Target ; pg:inProvision ?part ; pg:indicatorPhrase ?words ; pg:indicator ?indicator ;
        pg:comparator/skos:notation ?op ; qudt:numericValue ?value ;
        pg:kind/skos:notation ?kind .
    ?part pg:ofDocument directive:guofa-2021-33 ; pg:path ?provision .
    ?indicator skos:prefLabel ?concept . FILTER (LANG(?concept) = "zh")
    OPTIONAL { ?target pg:unit/skos:notation ?unit }
    OPTIONAL { ?target pg:baselineYear ?base }
    OPTIONAL { ?target pg:targetYear ?year }
    OPTIONAL { ?target pg:area/skos:prefLabel ?area . FILTER (LANG(?area) = "zh") }
}"""
BODIES = """SELECT ?provision ?role ?name WHERE {
    ?assignment a pg:Assignment ; pg:inProvision ?part ; pg:agency/skos:prefLabel ?name ; pg:role/skos:notation ?role .
    ?part pg:ofDocument directive:guofa-2021-33 ; pg:path ?provision .
} ORDER BY ?assignment"""
HEADINGS = """SELECT ?provision ?title WHERE {
    ?part pg:ofDocument directive:guofa-2021-33 ; pg:path ?provision ; pg:order ?order ; dcterms:title ?title .
    FILTER (LANG(?title) = "zh")
} ORDER BY ?order"""


def _table(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.fixture(scope="module")
def files(seeds: Path) -> ox.Store:
    """All files of the register."""
    store = ox.Store()
    for path in sorted((seeds / "directives").glob("*.ttl")):
        store.bulk_extend(ox.parse(path=str(path), format=ox.RdfFormat.TURTLE))
    return store


def _instances(store: ox.Store, kind: str) -> list[ox.NamedNode]:
    found = (quad.subject for quad in store.quads_for_pattern(None, A, ox.NamedNode(PG + kind)))
    return [node for node in found if isinstance(node, ox.NamedNode)]


def test_whether_the_nations_figures_are_those_of_its_text(real_plans: Build) -> None:
    found = [tuple(row.values()) for row in rows(real_plans, PREFIXES + FIGURES)]
    expected = [tuple(row.values()) for row in _table("figures.tsv")]
    assert len(expected) == 32
    assert sorted(found) == sorted(expected)


def test_whether_headings_and_bodies_are_those_of_the_text(real_plans: Build) -> None:
    expected = _table("bodies.tsv")
    headings = [(row["provision"], row["title"]) for row in rows(real_plans, HEADINGS)]
    assert headings == [(row["provision"], row["title"]) for row in expected]
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in rows(real_plans, PREFIXES + BODIES):
        found[row["provision"], row["role"]].append(row["name"])
    assert found == {
        (row["provision"], role): row[role].split("、")
        for row in expected
        for role in ("lead", "responsible", "implement")
        if row[role]
    }


def test_whether_nothing_of_the_national_directive_is_customary(files: ox.Store) -> None:
    assert not list(files.quads_for_pattern(None, ox.NamedNode(PG + "customary"), None))


def test_whether_sources_are_iris_of_pages(files: ox.Store) -> None:
    sources = [quad.object for quad in files.quads_for_pattern(None, SOURCE, None)]
    assert sources
    assert [source for source in sources if not isinstance(source, ox.NamedNode)] == []
    # A page of reworded text below a banner, and the folder of a page.
    spam = ("newyouayou", "udianpu.cn/html/News/202201>")
    assert [source for source in map(str, sources) if any(part in source for part in spam)] == []


@pytest.mark.parametrize("kind", ["Directive", "Provision", "Target", "Assignment"])
def test_whether_every_entry_names_source_and_evidence(files: ox.Store, kind: str) -> None:
    entries = _instances(files, kind)
    assert entries
    # A provision that stands for a whole document is no claim about its text.
    entries = [entry for entry in entries if not entry.value.endswith("/provision/all")]
    level = ox.NamedNode(PG + "evidenceLevel")
    assert [
        entry.value
        for entry in entries
        if len(list(files.quads_for_pattern(entry, level, None))) != 1
        or not list(files.quads_for_pattern(entry, SOURCE, None))
    ] == []


def test_whether_nothing_that_is_only_inferred_is_loaded(files: ox.Store) -> None:
    inferred = ox.NamedNode("https://w3id.org/policygraph/vocab/code/evidence-inferred")
    assert not list(files.quads_for_pattern(None, None, inferred))
    # What two cities of Henan share is a hint at the province's figures, no fact.
    loaded = [entry.value for kind in ("Provision", "Target") for entry in _instances(files, kind)]
    assert [entry for entry in loaded if "yuzheng" in entry] == []


def test_whether_cities_stand_to_the_levels_above_as_a_reader_says(real_plans: Build) -> None:
    columns = ("document", "concept", "op", "value", "unit", "above", "above_value", "verdict", "evidence")
    found = [
        tuple(row[column] for column in columns)
        for row in stock_rows(real_plans, "levels")
        if row["level"] == "prefecture" and row["verdict"]
    ]
    assert sorted(found) == sorted(tuple(row[column] for column in columns) for row in _table("verdicts.tsv"))
    below = [row for row in found if row[7] == "looser"]
    assert (len(found), len(below)) == (60, 10)


def test_whether_regions_have_no_members(real_plans: Build) -> None:
    regions = rows(real_plans, "SELECT ?region WHERE { ?region a pg:Region }")
    assert {row["region"].rpartition("/")[2] for row in regions} == {
        "fenwei-plain",
        "jing-jin-ji-surroundings",
        "yangtze-river-delta",
    }
    inside = "SELECT ?area WHERE { ?region a pg:Region . ?area dcterms:isPartOf ?region }"
    assert rows(real_plans, inside) == []


def test_whether_trace_shows_who_answers_for_a_provision(real_plans: Build) -> None:
    tree = trace(Reader(real_plans), "国发〔2021〕33号", "3.1")
    assigned = [(step.label, step.note) for step in tree.steps if step.relation == "is assigned to"]
    assert assigned[0] == ("工业和信息化部", "responsible; evidence: quote")
    assert assigned[-1] == ("地方各级人民政府", "implement; evidence: quote")
    held = [(step.label, step.note) for step in tree.steps if step.relation == "holds"]
    assert held[0] == ("钢铁超低排放改造产能 530000000 吨 (2025)", "全国; evidence: quote")
    assert trace(Reader(real_plans), "豫政〔2022〕29号").note == "evidence: digest"
    # The standing rule is one assignment, where it stands.
    rule = trace(Reader(real_plans), "directive/guofa-2021-33/agency/地方各级人民政府")
    assert [step.label for step in rule.steps if step.kind == "provision"] == [
        "三/（一） 重点行业绿色升级工程"
    ]


def test_whether_tables_of_bodies_show_the_plans_only(real_plans: Build) -> None:
    plans = {"anyang", "jincheng", "sanmenxia", "taiyuan", "yuncheng"}
    for name in ("assignments", "agencies", "functions", "measures", "deadlines"):
        assert {row["document"] for row in stock_rows(real_plans, name)} <= plans
    assert not [row for row in stock_rows(real_plans, "agencies") if row["agency"].startswith("国家发展")]
