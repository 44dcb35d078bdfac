"""The graph of one document."""

from __future__ import annotations

from dataclasses import replace

import pytest

from policygraph.graph.document import document_triples
from policygraph.graph.fact_iris import FactIris
from policygraph.model import Facts, Role, Span
from policygraph.rdf.iris import Iris
from policygraph.rdf.terms import CODE, DCTERMS, ELI, PG, PROV, QUDT, RDF, SKOS, Triple, iri, literal
from tests.graph.documents import PLAN, plan, span

ID = "https://w3id.org/policygraph/id"
MEASURE = f"<{ID}/plan/linhe/measure/2.1>"


def graph(facts: Facts) -> set[Triple]:
    return set(document_triples(facts, Iris(), FactIris(facts, Iris())))


def at(kind: str, quote: str) -> str:
    """The term of the plan's one fact of that kind that is quoted so."""
    places = {
        s
        for s, p, o in graph(plan())
        if p == PROV("wasQuotedFrom") and o == iri(Iris().span("linhe", span(quote)))
    }
    (found,) = (place for place in places if place.startswith(f"<{ID}/plan/linhe/{kind}/"))
    return found


@pytest.fixture(scope="module")
def triples() -> set[Triple]:
    return graph(plan())


def objects(triples: set[Triple], subject: str, predicate: str) -> set[str]:
    return {o for s, p, o in triples if (s, p) == (subject, predicate)}


def test_whether_the_plan_says_what_it_is(triples: set[Triple]) -> None:
    subject = f"<{ID}/plan/linhe>"
    assert objects(triples, subject, RDF("type")) == {PG("CityPlan")}
    assert objects(triples, subject, DCTERMS("identifier")) == {'"linhe"'}
    assert objects(triples, subject, PG("docNumber")) == {'"临市发〔2023〕1号"'}
    assert objects(triples, subject, ELI("passed_by")) == {f"<{ID}/agency/临河市人民政府>"}
    assert objects(triples, subject, ELI("date_document")) == {
        '"2023-01-31"^^<http://www.w3.org/2001/XMLSchema#date>'
    }


@pytest.mark.parametrize("level", ["province", "country"])
def test_whether_a_higher_document_is_a_directive(level: str) -> None:
    assert objects(graph(replace(plan(), level=level)), f"<{ID}/plan/linhe>", RDF("type")) == {
        PG("Directive")
    }


def test_whether_every_span_quotes_the_source_exactly(triples: set[Triple]) -> None:
    spans = {s for s, p, o in triples if p == RDF("type") and o == PG("Span")}
    assert len(spans) > 10
    for one in spans:
        start, end = one.rstrip(">").rpartition("=")[2].split(",")
        assert objects(triples, one, PG("exact")) == {literal(PLAN[int(start) : int(end)])}


def test_whether_a_span_holds_its_clean_reading_where_the_two_differ() -> None:
    """The plan's text read as if its 单位生产总值 stood in other characters."""
    start = PLAN.index("单位生产总值")
    source = PLAN.replace("单位生产总值", "單位生產總值")
    facts = plan()
    found = graph(replace(facts, text=replace(facts.text, source=source)))
    readings = {s: o for s, p, o in found if p == PG("reading")}
    assert readings
    for one in readings:
        first, last = map(int, one.rstrip(">").rpartition("=")[2].split(","))
        assert first <= start < last
        assert readings[one] == literal(PLAN[first:last])


def test_whether_a_chapter_without_items_is_a_measure_too(triples: set[Triple]) -> None:
    assert objects(triples, f"<{ID}/plan/linhe/chapter/1>", RDF("type")) == {PG("Chapter"), PG("Measure")}
    assert objects(triples, f"<{ID}/plan/linhe/chapter/2>", RDF("type")) == {PG("Chapter")}


def test_whether_items_are_part_of_their_chapter_and_chapters_of_the_plan(triples: set[Triple]) -> None:
    chapter = f"<{ID}/plan/linhe/chapter/2>"
    assert objects(triples, MEASURE, ELI("is_part_of")) == {chapter}
    assert objects(triples, chapter, ELI("is_part_of")) == {f"<{ID}/plan/linhe>"}


def test_whether_an_item_without_its_chapter_is_part_of_the_plan() -> None:
    facts = plan()
    kept = tuple(p for p in facts.outline.provisions if p.path != "二")
    found = graph(replace(facts, outline=replace(facts.outline, provisions=kept)))
    assert objects(found, MEASURE, ELI("is_part_of")) == {f"<{ID}/plan/linhe>"}


def test_whether_a_target_keeps_all_that_its_number_means(triples: set[Triple]) -> None:
    target = at("target", "14.5%")
    assert objects(triples, target, PG("comparator")) == {CODE("eq")}
    assert objects(triples, target, QUDT("numericValue")) == {
        '"14.5"^^<http://www.w3.org/2001/XMLSchema#decimal>'
    }
    assert objects(triples, target, PG("targetYear")) == {'"2025"^^<http://www.w3.org/2001/XMLSchema#gYear>'}
    assert objects(triples, target, PG("inProvision")) == {f"<{ID}/plan/linhe/chapter/1>"}


def test_whether_a_range_has_bounds_instead_of_a_value(triples: set[Triple]) -> None:
    target = at("target", "2.30万吨至3万吨")
    assert objects(triples, target, QUDT("numericValue")) == set()
    assert len(objects(triples, target, PG("lowerValue")) | objects(triples, target, PG("upperValue"))) == 2


def test_whether_unknown_indicators_and_units_are_kept_and_marked(triples: set[Triple]) -> None:
    for subject in (f"<{ID}/indicator/氮氧化物减排量>", f"<{ID}/unit/吨%2F批%20次>"):
        assert objects(triples, subject, PG("curated")) == {
            '"false"^^<http://www.w3.org/2001/XMLSchema#boolean>'
        }


def test_whether_a_curated_indicator_is_left_to_its_vocabulary(triples: set[Triple]) -> None:
    indicators = objects(triples, at("target", "14.5%"), PG("indicator"))
    assert [t for t in triples if t[0] in indicators] == []


def test_whether_a_target_belongs_to_the_sentence_around_it(triples: set[Triple]) -> None:
    obligation = at("obligation", "2023年10月底前必须关停\\小锅炉20座")
    assert objects(triples, at("target", "20座"), PG("partOfObligation")) == {obligation}


def test_whether_a_place_outside_the_vocabulary_is_described(triples: set[Triple]) -> None:
    (place,) = objects(triples, at("target", "2.30万吨至3万吨"), PG("area"))
    assert objects(triples, place, SKOS("prefLabel")) == {'"老城区 (北)"@zh'}


def test_whether_a_document_of_the_register_is_not_described_again(triples: set[Triple]) -> None:
    (cited,) = objects(triples, at("citation", "《临河省节能减排方案》（临政发〔2022〕9号）"), PG("cites"))
    assert cited == "<https://w3id.org/policygraph/id/directive/test-province>"
    assert [t for t in triples if t[0] == cited] == []


def test_whether_a_document_outside_the_register_is_described() -> None:
    facts = plan()
    citation = replace(facts.citations[0], document="")
    found = graph(replace(facts, citations=(citation,)))
    assert objects(found, f"<{ID}/document/临政发〔2022〕9号>", RDF("type")) == {PG("PolicyDocument")}


def test_whether_two_facts_at_one_place_stay_two(triples: set[Triple]) -> None:
    facts = plan()
    lead = facts.assignments[0]
    found = graph(replace(facts, assignments=(lead, replace(lead, role=Role("implement")))))
    assignments = {s for s, p, o in found if p == RDF("type") and o == PG("Assignment")}
    assert sorted(len(objects(found, a, PG("role"))) for a in assignments) == [1, 1]
    assert len({s for s, p, o in triples if p == PG("findingCode") and o == '"odd"'}) == 2


def test_whether_the_order_of_facts_changes_nothing() -> None:
    facts = plan()
    turned = replace(
        facts,
        targets=facts.targets[::-1],
        assignments=facts.assignments[::-1],
        findings=facts.findings[::-1],
        correspondences=facts.correspondences[::-1],
    )
    assert graph(turned) == graph(facts)


def test_whether_a_span_outside_the_source_is_refused() -> None:
    facts = plan()
    far = replace(facts.obligations[0], span=Span(3, len(PLAN) + 1))
    with pytest.raises(ValueError, match="is outside"):
        graph(replace(facts, obligations=(far,)))


def test_whether_everything_has_its_place(triples: set[Triple]) -> None:
    kinds = {PG(name) for name in ("Target", "Obligation", "Citation", "Assignment")}
    for subject in {s for s, p, o in triples if p == RDF("type") and o in kinds}:
        assert len(objects(triples, subject, PROV("wasQuotedFrom"))) == 1
