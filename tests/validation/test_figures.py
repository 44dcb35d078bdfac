"""A second reader of figures finds what the graph says otherwise than the quote, and nothing on true graphs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
import pytest

from policygraph.builds.store import Build, open_build
from policygraph.pipeline import build
from policygraph.rdf.terms import CODE, PG, QUDT
from policygraph.validation.check import validate
from policygraph.validation.data import texts_of
from policygraph.validation.misreadings import misreadings
from policygraph.validation.quoted_figures import numbers_in, read_figure, read_words, years_in
from tests.tracing.asking import stock_rows

# Builds or draws whole plans again and again.
pytestmark = pytest.mark.long

VALUE = QUDT.iri("numericValue")
Change = Callable[[ox.Literal | ox.NamedNode], ox.Literal | ox.NamedNode]


# What stands around the figure in […], its value and upper end, its unit, and what may be meant by its bound.
@pytest.mark.parametrize(
    ("text", "value", "unit", "comparators"),
    [
        ("下降[15.5%]，", "15.5", "%", "eq"),
        ("下降 [18 %] 以上", "18", "%", "ge"),
        ("完成[207 万千瓦]、供热", "2070000", "千瓦", "eq"),
        ("处理[9.3 万立方米/日]，", "93000", "立方米/日", "eq"),
        ("资金[10亿元]，", "1000000000", "元", "eq"),
        ("煤耗降至[300 克标准煤/千瓦时]以下", "300", "克标准煤/千瓦时", "le"),
        ("用煤[1,200吨]", "1200", "吨", "eq"),
        ("用煤[5千克]", "5", "千克", "eq"),
        ("用煤[5千吨]", "5000", "吨", "eq"),
        ("创建[2—3 个]绿色供应链", "2–3", "个", "range"),
        ("占比[30%—50%]", "30–50", "%", "range"),
        ("新建[1万至2万台]", "10000–20000", "台", "range"),
        ("比例不低于[52%]，", "52", "%", "ge"),
        ("比例不低于**[35%]**；", "35", "%", "ge"),
        ("原则上不应大于[20%]。", "20", "%", "le"),
        ("的比例超过[30%]。", "30", "%", "gt"),
        ("漏损率力争控制在 [9%] 以内", "9", "%", "le"),
        ("普及率达到[85%] 左右", "85", "%", "approx"),
        ("节约型机关占比达到[85%]。", "85", "%", "eq"),
        ("投资约[5亿元]", "500000000", "元", "approx"),
        ("分别达到 [55%]、45% 以上", "55", "%", "eq ge"),
        ("分别达到 55%、[45%] 以上", "45", "%", "ge"),
        ("不低于 98%、[95%]。", "95", "%", "eq ge"),
        ("分别降到[1150]（无烟煤制）、1320（粉煤制）千克标准煤/吨以下", "1150", "", "eq le"),
        ("分别达到[1.2]、0.3万吨", "1.2 12000", "", "eq"),
        ("创建[10**家]以上", "10", "家", "ge"),
        ("消除[240 余处]隐患", "240", "处", "gt"),
        ("新建[3万余台]", "30000", "台", "gt"),
        ("白酒产量达到[60 万千升]，", "600000", "千升", "eq"),
        ("流量分别不低于 64m3/s、[1.3m3/s]、46m3/s。", "1.3", "m3/s", "eq ge"),
    ],
)
def test_whether_a_figure_is_read_as_it_is_meant(text: str, value: str, unit: str, comparators: str) -> None:
    before, _, rest = text.partition("[")
    quote, _, after = rest.partition("]")
    figure = read_figure(quote, before, after)
    assert figure is not None
    shown = {f"{low:f}" if high is None else f"{low:f}–{high:f}" for low, high in figure.values}
    assert (shown, figure.unit, set(figure.comparators)) == (
        set(value.split()),
        unit,
        set(comparators.split()),
    )


@pytest.mark.parametrize(
    ("cell", "row", "value", "unit", "comparator"),
    [
        ("-3", "供电煤耗\t克标准煤/千瓦时\t300\t297\t-3", "-3", "", "eq"),
        ("[4.5%]", "能耗下降率\t\t\t[4.5%]", "4.5", "%", "eq"),
        ("<1.3", "电能利用效率\t\t<1.3", "1.3", "", "lt"),
        ("85%以上", "利用率\t85%以上", "85", "%", "ge"),
        ("1.2", "减排量（万吨）\n甲县\t1.2", "1.2 12000", "", "eq"),
    ],
)
def test_whether_a_cell_is_read_with_its_row(
    cell: str, row: str, value: str, unit: str, comparator: str
) -> None:
    figure = read_figure(cell, "", "", row)
    assert figure is not None
    shown = {f"{low:f}" for low, _ in figure.values}
    assert (shown, figure.unit, set(figure.comparators)) == (set(value.split()), unit, {comparator})


@pytest.mark.parametrize("quote", ["全部", "翻一番", "", "—"])
def test_whether_words_are_left_open(quote: str) -> None:
    assert read_figure(quote, "", "") is None


@pytest.mark.parametrize(
    ("quote", "before", "value", "unit", "comparators"),
    [
        ("全部", "新建厂房", "100", "%", {"eq"}),
        ("全收集", "基本实现污水", "100", "%", {"eq", "approx"}),
        ("应收尽收", "", "100", "%", {"eq"}),
        ("清零", "散煤", "0", "", {"eq"}),
        ("基本消除", "", "0", "", {"approx"}),
        ("負增長", "", "0", "", {"lt"}),
    ],
)
def test_whether_words_of_a_whole_are_read(
    quote: str, before: str, value: str, unit: str, comparators: set[str]
) -> None:
    figure = read_words(quote, before)
    assert figure is not None
    assert ([f"{low:f}" for low, _ in figure.values], figure.unit, set(figure.comparators)) == (
        [value],
        unit,
        comparators,
    )


def test_whether_years_are_told_from_other_figures() -> None:
    assert years_in("到2025年，比2020年下降；2023—2024年；“十三五”末") == {"2025", "2020", "2023", "2024"}
    assert years_in("20**25**年的2026目标") == {"2025", "2026"}
    assert years_in("展望二〇三五年，二○三〇年") == {"2035", "2030"}
    assert years_in("《标准》（DB61/224—2018），减排2060吨，国发〔2021〕33号") == frozenset()


def test_whether_numbers_are_read_with_and_without_their_scale() -> None:
    assert numbers_in("11\t-3\t1,200\t2万吨") == {Decimal(n) for n in (11, -3, 1200, 2, 20000)}


def _plain(text: str) -> ox.Literal:
    return ox.Literal(text, datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#decimal"))


def _next_year(term: ox.Literal | ox.NamedNode) -> ox.Literal:
    assert isinstance(term, ox.Literal)
    return ox.Literal(f"{int(term.value[:4]) + 1}{term.value[4:]}", datatype=term.datatype)


CHANGES: dict[str, Change] = {
    VALUE: lambda term: _plain(f"{Decimal(term.value) + 1:f}"),
    f"{VALUE} ": lambda term: _plain(f"{Decimal(term.value) * 10 or 7:f}"),
    PG.iri("lowerValue"): lambda term: _plain(f"{Decimal(term.value) + 1:f}"),
    PG.iri("upperValue"): lambda term: _plain(f"{Decimal(term.value) + 1:f}"),
    PG.iri("baselineValue"): lambda term: _plain(f"{Decimal(term.value) + Decimal('0.5'):f}"),
    PG.iri("comparator"): lambda term: ox.NamedNode(CODE.iri("le" if term.value.endswith("ge") else "ge")),
    PG.iri("unitPhrase"): lambda term: ox.Literal("吨" if term.value != "吨" else "户", language="zh"),
    PG.iri("unit"): lambda term: ox.NamedNode(
        f"https://w3id.org/policygraph/vocab/unit/{'tonne' if not term.value.endswith('/tonne') else 'percent'}"
    ),
    PG.iri("targetYear"): _next_year,
    PG.iri("baselineYear"): _next_year,
    PG.iri("deadline"): _next_year,
    PG.iri("due"): _next_year,
}


@contextmanager
def _planted(build: Build, predicate: str, change: Change, most: int) -> Iterator[set[str]]:
    """Changes of up to ``most`` facts, spread over the documents, and the facts' IRIs."""
    store, node = build.store, ox.NamedNode(predicate.strip())
    own = f"{build.base}id/plan/"
    facts = sorted(
        {
            quad.subject.value
            for quad in store.quads_for_pattern(None, node, None, ox.DefaultGraph())
            if isinstance(quad.subject, ox.NamedNode) and quad.subject.value.startswith(own)
            if "/condition/" not in quad.subject.value
        }
    )
    chosen = facts[:: max(len(facts) // most, 1)][:most]
    old = [q for fact in chosen for q in store.quads_for_pattern(ox.NamedNode(fact), node, None, None)]
    new = []
    for quad in old:
        assert isinstance(quad.object, ox.Literal | ox.NamedNode)
        new.append(ox.Quad(quad.subject, quad.predicate, change(quad.object), quad.graph_name))
    try:
        for quad in old:
            store.remove(quad)
        store.extend(new)
        yield set(chosen)
    finally:
        for quad in new:
            store.remove(quad)
        store.extend(old)


@pytest.mark.parametrize("predicate", CHANGES)
def test_whether_figures_and_years_changed_under_their_quotes_are_found(
    real_plans: Build, predicate: str
) -> None:
    texts = texts_of(real_plans)
    with _planted(real_plans, predicate, CHANGES[predicate], 40) as facts:
        found = {line.partition("> ")[0].removeprefix("<") for line in misreadings(real_plans, texts)}
    assert found == facts != set()
    assert list(misreadings(real_plans, texts)) == []


def test_whether_they_are_reported_in_both_languages(real_plans: Build) -> None:
    with _planted(real_plans, VALUE, CHANGES[VALUE], 40) as facts:
        found = [r for r in validate(real_plans, engine="shifty").results if r.rule == "PG207"]
    assert len(facts) == 40
    assert {r.focus for r in found} == facts
    said = {r.zh: r.en for r in found if r.document == "jincheng"}
    assert all("应读作" in zh and en.startswith("the value of") for zh, en in said.items())
    assert all(r.place and r.place.quote in r.zh for r in found)


@pytest.mark.parametrize(
    "folder", ["tests/accuracy/plans", "tests/tracing/plans", "tests/validation/findings/parent"]
)
def test_whether_plans_that_nobody_changed_are_let_pass(
    repository: Path, tmp_path: Path, folder: str
) -> None:
    build([repository / folder], tmp_path / "build")
    opened = open_build(tmp_path / "build")
    assert list(misreadings(opened, texts_of(opened))) == []


@pytest.mark.parametrize(
    "text",
    [
        "推进管网改造，更换水表。（责任单位：市水利局；完成时限：2027年4月）",
        "推进管网改造。更换水表。\n完成时限：2027年4月\n",
        "推进管网改造。（2027年4月底前完成，市水利局负责）",
    ],
)
def test_whether_a_term_behind_the_sentence_bears_out_its_date(tmp_path: Path, text: str) -> None:
    (tmp_path / "plan.txt").write_text(
        f"庆阳市节水实施方案\n一、主要任务\n（一）管网改造。{text}\n", encoding="utf-8"
    )
    build([tmp_path / "plan.txt"], tmp_path / "build")
    opened = open_build(tmp_path / "build")
    assert {row["due"] for row in stock_rows(opened, "deadlines")} == {"2027-04"}
    assert list(misreadings(opened, texts_of(opened))) == []


def test_whether_a_unit_that_is_written_out_once_bears_out_both_figures(tmp_path: Path) -> None:
    text = "庆阳市节水实施方案\n一、主要任务\n到2027年，农田、管网漏损率分别降低6个、4个百分点。\n"
    (tmp_path / "plan.txt").write_text(text, encoding="utf-8")
    build([tmp_path / "plan.txt"], tmp_path / "build")
    opened = open_build(tmp_path / "build")
    assert [row["unit"] for row in stock_rows(opened, "targets")] == ["个百分点", "个百分点"]
    assert list(misreadings(opened, texts_of(opened))) == []


def test_whether_a_head_that_begins_with_a_year_tells_the_unit(tmp_path: Path) -> None:
    text = (
        "庆阳市节水实施方案\n一、主要任务\n推进管网改造。\n附件1\n各县（区）再生水利用率目标\n"
        "县（区）\t2027年再生水利用率（%）\n正宁县\t25\n华池县\t28\n"
    )
    (tmp_path / "plan.txt").write_text(text, encoding="utf-8")
    build([tmp_path / "plan.txt"], tmp_path / "build")
    opened = open_build(tmp_path / "build")
    assert [row["unit"] for row in stock_rows(opened, "targets")] == ["%", "%"]
    assert list(misreadings(opened, texts_of(opened))) == []


def test_whether_what_a_person_corrected_may_differ_from_the_quote(tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text(
        "梧州市节能方案\n\n一、主要目标\n到2025年，单位地区生产总值能耗下降14%。\n", encoding="utf-8"
    )
    line = "kind\texact\tfield\twas\tnow\tdecision\ntarget\t14%\tvalue\t14\t15\treplace\n"
    (tmp_path / "plan.corrections.tsv").write_text(line, encoding="utf-8")
    build([tmp_path / "plan.txt"], tmp_path / "out")
    opened = open_build(tmp_path / "out")
    assert [row["value"] for row in stock_rows(opened, "targets")] == ["15"]
    assert list(misreadings(opened, texts_of(opened))) == []
