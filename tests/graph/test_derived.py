"""Derived facts: shortcuts and lineage."""

from __future__ import annotations

from dataclasses import replace

from policygraph.graph.derived import Lineage, Links, document_links, shortcut_triples
from policygraph.graph.fact_iris import FactIris
from policygraph.model import CitationRelation, Facts
from policygraph.rdf.iris import Iris
from policygraph.rdf.terms import ELI, OWL, PG
from tests.graph.documents import plan

IRIS = Iris()
DIRECTIVE = "https://w3id.org/policygraph/id/directive"
NATION, PROVINCE = f"<{DIRECTIVE}/guofa-2021-33>", f"<{DIRECTIVE}/test-province>"
PARENTS = {PROVINCE: frozenset({NATION})}
PLAN = "<https://w3id.org/policygraph/id/plan/linhe>"
MEASURE = "<https://w3id.org/policygraph/id/plan/linhe/measure/2.1>"


def lineage(*documents: Facts) -> Lineage:
    return Lineage(PARENTS, [document_links(facts, IRIS) for facts in documents])


def test_whether_a_plan_that_cites_only_the_province_reaches_the_nation() -> None:
    assert lineage(plan()).above(PLAN) == {PROVINCE, NATION}


def test_whether_measures_trace_to_what_their_plan_traces_to() -> None:
    found, link = lineage(plan()), document_links(plan(), IRIS)
    triples = {*found.triples(link), *found.listed_triples()}
    assert {(MEASURE, PG("tracesTo"), NATION), (MEASURE, PG("tracesTo"), PROVINCE)} <= triples
    assert (PROVINCE, PG("tracesTo"), NATION) in triples


def test_whether_shortcuts_follow_the_facts() -> None:
    triples = set(shortcut_triples(plan(), IRIS, FactIris(plan(), IRIS)))
    energy = "<https://w3id.org/policygraph/id/agency/临河市能源局>"
    reform = "<https://w3id.org/policygraph/id/agency/临河市发展和改革委员会>"
    assert triples == {
        (PLAN, ELI("cites"), PROVINCE),
        (PLAN, ELI("based_on"), PROVINCE),
        (MEASURE, PG("leadAgency"), energy),
        (MEASURE, PG("responsibleAgency"), energy),
        (MEASURE, PG("responsibleAgency"), reform),
    }


def test_whether_a_mention_is_no_basis() -> None:
    facts = plan()
    mention = replace(facts.citations[0], relation=CitationRelation.MENTION)
    only = replace(facts, citations=(mention,))
    assert {p for s, p, _ in shortcut_triples(only, IRIS, FactIris(only, IRIS)) if s == PLAN} == {
        ELI("cites")
    }
    assert lineage(only).above(PLAN) == set()


def test_whether_a_directive_that_was_built_stands_for_the_one_in_the_register() -> None:
    directive = plan("province")
    directive = replace(
        directive,
        level="province",
        directive=f"{DIRECTIVE}/test-province",
        outline=replace(directive.outline, number="临政发〔2022〕9号"),
        citations=(replace(directive.citations[0], document="http://example.org/other"),),
    )
    found = lineage(plan(), directive)
    built = "<https://w3id.org/policygraph/id/plan/province>"
    assert found.above(PLAN) == {PROVINCE, built, NATION, "<http://example.org/other>"}
    assert found.above(built) == {NATION, "<http://example.org/other>"}
    assert (built, OWL("sameAs"), PROVINCE) in set(found.triples(document_links(directive, IRIS)))


def test_whether_circles_of_citations_end() -> None:
    one, two = "<http://a/1>", "<http://a/2>"
    found = Lineage({}, [Links("one", one, based_on=(two,)), Links("two", two, based_on=(one,))])
    assert found.above(one) == {two}
    assert found.above(two) == {one}
