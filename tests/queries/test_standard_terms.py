"""Queries that a stranger writes in ELI, ORG, QUDT, SKOS, DCAT, VoID and PROV terms, answered by plain rdflib."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from rdflib import Dataset

from policygraph.builds.store import Build
from policygraph.session import Session

# rdflib itself uses what it declares outdated.
pytestmark = [
    pytest.mark.long,
    pytest.mark.filterwarnings("ignore:Dataset.default_context:DeprecationWarning"),
]

PREFIXES = """
PREFIX area: <https://w3id.org/policygraph/vocab/area/>
PREFIX dcat: <http://www.w3.org/ns/dcat#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX eli: <http://data.europa.eu/eli/ontology#>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX qudt: <http://qudt.org/schema/qudt/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX unit: <http://qudt.org/vocab/unit/>
PREFIX void: <http://rdfs.org/ns/void#>
"""
PLAN = "<https://w3id.org/policygraph/id/plan/jincheng>"


@pytest.fixture(scope="module")
def dataset(real_plans: Build) -> Dataset:
    dataset = Dataset(default_union=True)
    dataset.parse(real_plans.folder / "graph.nq", format="nquads")
    return dataset


@pytest.fixture(scope="module")
def session(real_plans: Build) -> Session:
    return Session(real_plans)


def ask(dataset: Dataset, query: str) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in dataset.query(PREFIXES + query)]  # type: ignore[arg-type]


def test_eli_legal_resources_are_the_plans_and_the_directives(dataset: Dataset) -> None:
    found = ask(dataset, "SELECT DISTINCT ?d ?title { ?d a eli:LegalResource ; dcterms:title ?title }")
    titles = {str(title) for _, title in found}
    assert len([one for one, _ in found if "/id/plan/" in str(one)]) == 5
    assert "晋城市“十四五”节能减排实施方案" in titles


def test_eli_subdivisions_of_a_plan(dataset: Dataset, session: Session) -> None:
    found = ask(
        dataset, f"SELECT DISTINCT ?p {{ ?p a eli:LegalResourceSubdivision ; eli:is_part_of+ {PLAN} }}"
    )
    measures = session.measures().filter(document="jincheng").height
    # The measures, of which two are chapters, three chapters that are divided, and the preamble.
    assert measures == 23
    assert len(found) == 23 + 3 + 1


def test_eli_numbers_of_what_a_plan_is_based_on(dataset: Dataset) -> None:
    found = ask(dataset, f"SELECT ?number {{ {PLAN} eli:based_on+ ?d . ?d eli:number ?number }}")
    assert {str(number) for (number,) in found} == {"晋政发〔2022〕25号", "国发〔2021〕33号"}


def test_eli_who_cites_the_national_directive(dataset: Dataset, session: Session) -> None:
    found = ask(
        dataset,
        'SELECT DISTINCT ?plan { ?plan eli:cites|eli:based_on ?d . ?d eli:number "国发〔2021〕33号" '
        'FILTER (CONTAINS(STR(?plan), "/id/plan/")) }',
    )
    cited = session.citations().filter(doc_number="国发〔2021〕33号").select("document").rows()
    assert (
        {str(plan).rpartition("/")[2] for (plan,) in found}
        == {name for (name,) in cited}
        == {"jincheng", "yuncheng"}
    )


def test_org_organizations_are_the_agencies(dataset: Dataset, session: Session) -> None:
    found = ask(
        dataset,
        "SELECT DISTINCT ?o { ?o a org:Organization ; skos:prefLabel ?name FILTER EXISTS { ?a ?p ?o . "
        "?a prov:wasQuotedFrom|prov:wasDerivedFrom ?span FILTER (?p != eli:passed_by) } }",
    )
    # Beside those that answer for something a document names who issued it.
    agencies = session.agencies().select("iri").unique().height
    assert len(found) == agencies == 137


def test_org_purpose_and_classification(dataset: Dataset) -> None:
    found = ask(
        dataset,
        "SELECT DISTINCT ?o { ?o a org:Organization ; org:purpose/skos:prefLabel '生态环境'@zh ; "
        "org:classification/skos:prefLabel ?form ; skos:prefLabel ?name FILTER (CONTAINS(?name, '市生态环境局')) }",
    )
    assert len(found) == 5


def test_qudt_percentages(dataset: Dataset, session: Session) -> None:
    found = ask(
        dataset,
        "SELECT ?t ?v { ?t qudt:numericValue ?v ; qudt:hasUnit unit:PERCENT ; prov:wasQuotedFrom ?span "
        "FILTER (?v >= 90) }",
    )
    rows = session.targets().filter(unit="%").select("iri", "lower", "upper").rows()
    assert {str(target) for target, _ in found} == {iri for iri, low, high in rows if low == high >= 90}
    assert len(found) > 30


def test_qudt_tonnes_add_up(dataset: Dataset, session: Session) -> None:
    ((total,),) = ask(
        dataset,
        "SELECT (SUM(?v) AS ?total) { ?t qudt:hasUnit unit:TONNE ; qudt:numericValue ?v ; "
        "prov:wasQuotedFrom ?span }",
    )
    rows = session.targets().filter(unit="吨").select("lower", "upper").rows()
    assert Decimal(str(total)) == sum(low for low, high in rows if low == high) > 0


def test_skos_indicators_below_their_topic(dataset: Dataset) -> None:
    found = ask(
        dataset,
        "SELECT ?topic (COUNT(DISTINCT ?i) AS ?n) { ?scheme skos:hasTopConcept ?topic . ?i skos:broader ?topic ; "
        "skos:inScheme ?scheme . ?topic skos:prefLabel '能源'@zh } GROUP BY ?topic",
    )
    ((_, number),) = found
    assert int(number) > 40


def test_skos_areas_nest(dataset: Dataset) -> None:
    found = ask(
        dataset,
        "SELECT ?name { ?a skos:broader area:140000 ; skos:prefLabel ?name FILTER (LANG(?name) = 'zh') }",
    )
    assert {"太原市", "晋城市", "运城市"} <= {str(name) for (name,) in found}
    top = ask(dataset, "SELECT ?top { <https://w3id.org/policygraph/vocab/area/> skos:hasTopConcept ?top }")
    # The country, and the three regions of directives that no province holds.
    assert len(top) == 4
    assert "100000" in {str(one).rpartition("/")[2] for (one,) in top}


def test_dcat_describes_what_can_be_downloaded(dataset: Dataset) -> None:
    found = ask(
        dataset,
        "SELECT ?licence ?publisher ?file ?type { ?d a dcat:Dataset ; dcterms:license ?licence ; "
        "dcterms:description ?about ; dcterms:publisher/rdfs:label ?publisher ; dcat:distribution ?one . "
        "?one dcat:downloadURL ?file ; dcat:mediaType ?type FILTER (LANG(?about) = 'en') }",
    )
    assert {str(file).rpartition("/")[2] for _, _, file, _ in found} == {"graph.nq", "graph.trig"}
    assert {str(licence) for licence, *_ in found} == {"https://creativecommons.org/licenses/by/4.0/"}


def test_void_names_vocabularies_and_dumps(dataset: Dataset) -> None:
    found = ask(
        dataset,
        "SELECT ?v { ?d a void:Dataset ; void:vocabulary ?v ; void:dataDump ?dump ; void:uriSpace ?s }",
    )
    assert len(found) == 14
    assert "http://data.europa.eu/eli/ontology#" in {str(one) for (one,) in found}


def test_prov_every_target_was_quoted_from_its_text(dataset: Dataset, session: Session) -> None:
    found = ask(
        dataset,
        "SELECT DISTINCT ?t { ?t qudt:numericValue ?v ; prov:wasQuotedFrom ?span . ?build prov:used ?text "
        "FILTER (STRSTARTS(STR(?span), STR(?text))) }",
    )
    rows = session.targets().select("iri", "lower", "upper").rows()
    thresholds = session.conditions().drop_nulls("value")
    assert len(found) == len([iri for iri, low, high in rows if low == high]) + len(thresholds)
