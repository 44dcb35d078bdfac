"""Tracing to directives, and showing a thing in its source."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator

import pytest

from policygraph.builds.reader import Reader
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
        ("\udcff", "二", "the name is not UTF-8 text"),
        ("\udcff", "", "the name is not UTF-8 text"),
        ("linhe", "\udcff", "the path is not UTF-8 text"),
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
    province = next(s for s in chain if s.relation == "is based on" and s.label.endswith("9号"))
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
    chain = list(steps(trace(view, f"linhe:{place.start}")))
    assert [s.kind for s in chain] == [
        "target",
        "measure",
        "provision",
        "provision",
        # of which no provision is known
        "directive",
        "plan",
        "directive",
        "directive",
    ]


class TestAddresses:
    """linhe:153 is what was read there: of all that holds an offset a target first, a provision last."""

    @pytest.mark.parametrize(
        ("quote", "found"),
        [
            ("20座", "pg:Target"),
            ("市能源局", "pg:Assignment"),
            ("《临河省节能减排方案》", "pg:Citation"),
            ("必须关停", "pg:Obligation"),
            ("空表", "pg:Finding"),
            ("制定本方案", "pg:Preamble"),
            ("煤炭清洁利用工程", "pg:Measure"),
        ],
    )
    @pytest.mark.parametrize(
        "address", ["linhe:{0}", "linhe:{0}-{1}", "linhe:{0},{1}", "linhe.txt:{0}–{1}", "linhe：{0}"]
    )
    def test_whether_the_innermost_fact_is_found(
        self, view: Reader, address: str, quote: str, found: str
    ) -> None:
        place = span(quote)
        thing = show(view, address.format(place.start, place.end))
        assert found in thing.kinds
        assert thing.iri.startswith("https://w3id.org/policygraph/id/plan/linhe/")

    def test_whether_every_offset_of_a_fact_is_its_address(self, view: Reader) -> None:
        place = span("20座")
        found = {show(view, f"linhe:{offset}").iri for offset in range(place.start, place.end)}
        assert len(found) == 1
        assert show(view, f"linhe:{place.start - 1}-{place.end}").kinds == ("pg:Obligation",)
        assert show(view, f"linhe:{place.end}").kinds != ("pg:Target",)

    def test_whether_a_trace_starts_where_a_finding_stands_at_what_it_stands_in(self, view: Reader) -> None:
        assert trace(view, f"linhe:{span('空表').start}").kind == "annex"

    def test_whether_the_iri_of_a_fact_is_its_address_in_full_and_in_short(self, view: Reader) -> None:
        iri = show(view, f"linhe:{span('20座').start}").iri
        assert show(view, iri).iri == show(view, iri.partition("/id/")[2]).iri == trace(view, iri).iri == iri

    @pytest.mark.parametrize(
        ("address", "message"),
        [
            (
                "linhe:9999",
                "nothing was read at 9999 of linhe, which has 184 characters; the columns start and end",
            ),
            ("linhe:0-184", "nothing was read at 0–184 of linhe"),
            ("linhe:20-10", "the stretch 20–10 of linhe ends before it starts"),
            ("nobody:5", "no document 'nobody'; it holds: linhe, yuanshan"),
            (r"C:\\plans\\linhe.txt:5", "the build holds no document"),
            ("linhe:5:1", "no document 'linhe:5'"),
            ("linhe:", "says nothing about"),
            ("linhe:x", "says nothing about"),
            ("http://no.where:80", "says nothing about"),
        ],
    )
    def test_whether_what_is_not_there_is_said(self, view: Reader, address: str, message: str) -> None:
        with pytest.raises(QueryError, match=message):
            show(view, address)


@pytest.mark.parametrize("name", ["单位GDP能耗", "单位生产总值能耗", "Energy intensity", "ind:energy"])
def test_whether_an_indicator_leads_to_its_targets_everywhere(view: Reader, name: str) -> None:
    root = trace(view, name)
    assert root.kind == "indicator"
    assert [s.quote.document for s in root.steps if s.quote] == ["linhe"] * 2 + ["yuanshan"] * 2


@pytest.mark.parametrize("number", ["国发[2021]33号", "国发（2021）33号", "国发（２０２１）３３号"])
def test_whether_a_number_is_known_in_any_brackets(view: Reader, number: str) -> None:
    assert trace(view, number).iri == trace(view, "国发〔2021〕33号").iri


def test_whether_a_document_leads_to_its_directives(view: Reader) -> None:
    assert [s.kind for s in steps(trace(view, "linhe"))] == ["plan", "directive", "directive"]


@pytest.mark.parametrize(
    ("name", "path", "message"),
    [
        ("nobody", "2.1", r"no document 'nobody'; it holds: linhe, yuanshan"),
        ("linhe", "9.9", r"no part '9.9'; it has: preamble, 一, 二, 二/（一）, 附件1"),
        ("nobody", "", "says nothing about 'nobody'; copy"),
        ("lin", "", r"says nothing about 'lin' \(the nearest are: linhe\)"),
        ("局", "", r"says nothing about '局' \(the nearest are: .*局"),
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
    thing = show(view, f"linhe:{place.start}-{place.end}")
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
    assert source.iri == show(view, f"linhe:{place.start}").iri
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
