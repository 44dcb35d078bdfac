"""Tracing to directives, and showing a thing in its source."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator

import pytest

from policygraph.build.reader import Reader
from policygraph.errors import QueryError
from policygraph.queries.display import as_json, write_thing, write_trace
from policygraph.queries.show import show
from policygraph.queries.trace import Step, trace
from tests.graph.documents import PLAN, span

MEASURE = "https://w3id.org/policygraph/id/plan/linhe/measure/2.1"


def steps(step: Step) -> Iterator[Step]:
    yield step
    for one in step.steps:
        yield from steps(one)


@pytest.mark.parametrize(
    ("name", "path", "sentence"),
    [
        ("\udcff", "二", "the name is no text in UTF-8"),
        ("\udcff", "", "the name is no text in UTF-8"),
        ("linhe", "\udcff", "the path is no text in UTF-8"),
    ],
)
def test_whether_arguments_that_are_no_text_are_told(
    name: str, path: str, sentence: str, view: Reader
) -> None:
    with pytest.raises(QueryError, match=sentence):
        trace(view, name, path)
    with pytest.raises(QueryError, match=sentence):
        show(view, name, path)


@pytest.mark.parametrize("path", ["二/（一）", "二/(一)", "二/一", "2.1"])
def test_whether_a_measure_leads_to_province_and_nation(view: Reader, path: str) -> None:
    chain = list(steps(trace(view, "linhe", path)))
    assert chain[0].iri == MEASURE
    assert [(s.kind, s.label) for s in chain if s.relation == "is based on"] == [
        ("directive", "《临河省节能减排方案》 临政发〔2022〕9号"),
        ("directive", "《国家方案》 国发〔2021〕33号"),
    ]
    assert [s.label.split()[2] for s in chain if s.relation == "localises"] == ["三/（八）", "三/（一）"]


def test_whether_each_step_shows_its_evidence(view: Reader) -> None:
    chain = list(steps(trace(view, "linhe", "2.1")))
    province = next(s for s in chain if s.label.endswith("9号"))
    nation = next(s for s in chain if s.relation == "is based on" and s.label.endswith("33号"))
    assert province.quote is not None
    assert (province.quote.document, province.quote.text) == (
        "linhe",
        "《临河省节能减排方案》（临政发〔2022〕9号）",
    )
    assert nation.note == "after the register of directives"
    for step in chain:
        if step.quote:
            assert PLAN[step.quote.start : step.quote.end] == step.quote.text


def test_whether_a_target_leads_through_its_measure(view: Reader) -> None:
    place = span("20座")
    chain = list(steps(trace(view, f"plan/linhe/target/{place.start}-{place.end}")))
    assert [s.kind for s in chain] == [
        "target",
        "measure",
        "provision",
        "provision",
        "plan",
        "directive",
        "directive",
    ]


@pytest.mark.parametrize("name", ["单位GDP能耗", "单位生产总值能耗", "Energy intensity", "ind:energy"])
def test_whether_an_indicator_leads_to_its_targets_everywhere(view: Reader, name: str) -> None:
    root = trace(view, name)
    assert root.kind == "indicator"
    assert [s.quote.document for s in root.steps if s.quote] == ["linhe"] * 2 + ["yuanshan"] * 2


def test_whether_a_document_leads_to_its_directives(view: Reader) -> None:
    assert [s.kind for s in steps(trace(view, "linhe"))] == ["plan", "directive", "directive"]


@pytest.mark.parametrize(
    ("name", "path", "message"),
    [
        ("nobody", "2.1", r"no document 'nobody'; it holds: linhe, yuanshan"),
        ("linhe", "9.9", r"no part '9.9'; it has: preamble, 一, 二, 二/（一）, 附件1"),
        ("nobody", "", "says nothing about 'nobody'"),
        ("http://no.where/", "", "says nothing"),
        ("a b <c>", "", "says nothing"),
        ("", "", "says nothing"),
    ],
)
def test_whether_what_is_not_there_is_named(view: Reader, name: str, path: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        trace(view, name, path)


def test_whether_a_trace_is_written_as_tree_and_as_json(view: Reader) -> None:
    step = trace(view, "linhe", "2.1")
    out = io.StringIO()
    write_trace(step, out)
    assert "└── is part of plan 《临河市“十四五”节能减排实施方案》" in out.getvalue()
    assert len(out.getvalue().splitlines()) == len(list(steps(step)))
    assert json.loads(as_json(step))["iri"] == MEASURE


def test_whether_a_fact_is_marked_in_its_sentence(view: Reader) -> None:
    place = span("20座")
    thing = show(view, f"plan/linhe/target/{place.start}-{place.end}")
    assert thing.kinds == ("pg:Target",)
    assert thing.context is not None
    assert (
        thing.context.before + thing.context.quote + thing.context.after
        == "2023年10月底前必须关停\\小锅炉20座。"
    )
    out = io.StringIO()
    write_thing(thing, out, view.build.base)
    assert out.getvalue().endswith("2023年10月底前必须关停\\小锅炉[20座]。\n")


@pytest.mark.parametrize("name", [MEASURE, "plan/linhe/measure/2.1"])
def test_whether_derived_links_name_rule_and_inputs(view: Reader, name: str) -> None:
    found = {p.name: p for p in show(view, name).properties}
    place = span("市能源局")
    (source,) = found["pg:leadAgency"].inputs
    assert source.iri == f"https://w3id.org/policygraph/id/plan/linhe/assignment/{place.start}-{place.end}"
    assert source.quote is not None
    assert source.quote.text == "市能源局"
    assert found["pg:leadAgency"].rule
    assert found["pg:path"].rule == ""


def test_whether_a_span_is_shown_in_its_text(view: Reader) -> None:
    place = span("临河市“十四五”节能减排实施方案")
    thing = show(view, f"text/linhe#char={place.start},{place.end}")
    assert thing.quote is not None
    assert thing.quote.text == "临河市“十四五”节能减排实施方案"


@pytest.mark.parametrize("name", ["ind:energy", "linhe", "agency/临河市能源局", "directive/guofa-2021-33"])
def test_whether_things_without_a_number_are_shown_too(view: Reader, name: str) -> None:
    assert show(view, name).label
    assert json.loads(as_json(show(view, name)))["properties"]
