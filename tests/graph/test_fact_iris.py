"""IRIs of facts: they survive edits elsewhere, and never come to mean another fact."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policygraph.model import Facts
from policygraph.rdf.iris import Iris
from policygraph.sources.folders import document_file
from policygraph.sources.reader import read as read_file
from tests.conftest import REPOSITORY
from tests.graph.meanings import Meaning, meanings
from tests.reading import TITLE, read

# Builds or draws whole plans again and again.
pytestmark = pytest.mark.long

PLANS = sorted((REPOSITORY / "seeds" / "plans").glob("*.txt"))
_KEY = re.compile(
    r"/(?P<kind>[a-z]+)/(?P<place>.+)/(?:(?P<quote>[^/]{1,16})-)?[0-9a-f]{12}(?P<ordinal>-\d+)?"
)

# Counties, of which two have the same figures, under heads of two rows; serial numbers go on with the rows.
COUNTIES = [
    "城区\t120\t35\t18",
    "泽州县\t300\t35\t18.5",
    "高平市\t120\t35\t18",
    "阳城县\t90\t—\t17",
    "沁水县\t5\t1.5\t完成省下达目标",
]
INDICATORS = [
    "1\t非化石能源占能源消费总量比重\t%\t11\t16.2\t5.2\t约束性",
    "2\t单位GDP能耗\t吨标准煤/万元\t0.62\t0.53\t下降14.5%\t约束性",
    "3\t30万千瓦级机组煤耗\t克/千瓦时\t310\t300\t-10\t预期性",
    "4\t60万千瓦级机组煤耗\t克/千瓦时\t300\t290\t-10\t预期性",
]


def county_table(rows: list[str]) -> str:
    """A plan whose annex is a table with a row an area."""
    head = ["县（市、区）\t氨氮重点工程减排量\t\t单位GDP能耗下降", "\t2025年（吨）\t激励目标（吨）\t（%）"]
    return "\n".join([TITLE, "一、目标", "全面落实。", "附件1", "各县（市、区）目标分解表", *head, *rows, ""])


def indicator_table(rows: list[str]) -> str:
    """A plan whose annex is a table with a row an indicator."""
    head = "序号\t指标\t单位\t2020年实际\t2025年目标\t累计变化\t属性"
    return "\n".join([TITLE, "一、目标", "全面落实。", "附件1", "主要指标表", head, *rows, ""])


@cache
def text_of(plan: Path) -> str:
    """The decoded text of an example plan."""
    return read_file(document_file(plan)).text


@cache
def meanings_of(plan: Path) -> dict[str, Meaning]:
    """What the facts of an example plan say."""
    return meanings(read(text_of(plan)))


def of(facts: Facts, kind: str) -> dict[str, str]:
    """The facts of a kind: IRI → quote."""
    return {iri: str(said[1]) for iri, said in meanings(facts).items() if said[0] == kind}


def item(body: str) -> Facts:
    """The facts of a plan with one item."""
    return read(f"{TITLE}\n一、重点工程\n（一）园区提升工程。{body}\n")


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.stem)
class TestExamplePlans:
    def test_whether_an_iri_shows_kind_provision_and_quote(self, plan: Path) -> None:
        for iri, (name, quote, *_) in meanings_of(plan).items():
            shown = _KEY.fullmatch(iri.removeprefix("http://example.org/id/plan/plan"))
            assert shown, iri
            assert shown["kind"] == str(name).lower()
            letters = [c for c in str(quote) if c.isalnum() or c in "-."][:16]
            # 市場監管局 is shown as it was read: 市场监管局.
            assert len(shown["quote"] or "") == len(letters)

    @pytest.mark.parametrize(
        "line", ["发布时间：2022年10月1日", "信息来源 市发展改革委", "", "首页 > 政务公开"]
    )
    def test_whether_a_line_on_top_changes_nothing(self, plan: Path, line: str) -> None:
        assert meanings(read(f"{line}\n{text_of(plan)}")) == meanings_of(plan)

    def test_whether_each_sentence_changes_its_own_facts_only(self, plan: Path) -> None:
        text = text_of(plan)
        facts = read(text)
        for obligation in facts.obligations[::25]:
            at = obligation.span.end
            after = meanings(read(f"{text[:at]}（有修改）{text[at:]}"))
            lost = meanings_of(plan).keys() - after.keys()
            quote = "".join(facts.text.quote(obligation.span).split())
            assert lost
            assert all(str(meanings_of(plan)[iri][1]) in quote for iri in lost)

    @settings(max_examples=25, deadline=None)
    @given(data=st.data())
    def test_whether_edited_lines_never_give_an_iri_another_meaning(
        self, plan: Path, data: st.DataObject
    ) -> None:
        lines = text_of(plan).split("\n")
        strange = [
            "一、总则",
            "（一）工程",
            "单位：万吨",
            "到2030年，能耗下降20%。",
            "甲县\t1\t2\t3",
            "2023年目标",
        ]
        for _ in range(data.draw(st.integers(1, 3))):
            at = data.draw(st.integers(0, len(lines) - 1))
            match data.draw(st.sampled_from(["delete", "insert", "swap"])):
                case "delete":
                    del lines[at]
                case "insert":
                    lines.insert(at, data.draw(st.sampled_from([*strange, *lines])))
                case _:
                    lines[at - 1], lines[at] = lines[at], lines[at - 1]
        before, after = meanings_of(plan), meanings(read("\n".join(lines)))
        for iri in before.keys() & after.keys():
            assert after[iri] == before[iri], iri


@pytest.mark.parametrize(
    ("table", "rows", "least"), [(county_table, COUNTIES, 12), (indicator_table, INDICATORS, 7)]
)
class TestTables:
    """Rows deleted, inserted and swapped, and numbers changed."""

    def test_whether_rows_that_go_or_come_change_no_other(
        self, table: Callable[[list[str]], str], rows: list[str], least: int
    ) -> None:
        whole = meanings(read(table(rows)))
        assert sum(iri.count("/target/") for iri in whole) >= least
        for gone in range(len(rows)):
            fewer = meanings(read(table(rows[:gone] + rows[gone + 1 :])))
            assert fewer.items() <= whole.items()
            assert len(whole) - len(fewer) <= rows[gone].count("\t")

    def test_whether_the_order_of_rows_does_not_matter(
        self, table: Callable[[list[str]], str], rows: list[str], least: int
    ) -> None:
        whole = meanings(read(table(rows)))
        assert len(whole) >= least
        for at in range(1, len(rows)):
            assert meanings(read(table(rows[at:] + rows[:at]))) == whole
        assert meanings(read(table(rows[::-1]))) == whole

    def test_whether_a_changed_number_changes_only_its_own_target(
        self, table: Callable[[list[str]], str], rows: list[str], least: int
    ) -> None:
        whole = meanings(read(table(rows)))
        for number, row in enumerate(rows):
            cells = row.split("\t")
            for column, cell in enumerate(cells):
                if column < 2 or not re.fullmatch(r"-?\d+(?:\.\d+)?", cell):
                    continue
                changed = "\t".join([*cells[:column], f"{cell}7", *cells[column + 1 :]])
                after = meanings(read(table([*rows[:number], changed, *rows[number + 1 :]])))
                lost, new = whole.keys() - after.keys(), after.keys() - whole.keys()
                assert len(lost) == len(new) <= 1
                assert all(after[iri] == whole[iri] for iri in whole.keys() & after.keys())
        assert len(whole) >= least


def test_whether_a_renamed_head_makes_other_facts_of_its_column_only() -> None:
    before, after = (
        meanings(read(text))
        for text in (county_table(COUNTIES), county_table(COUNTIES).replace("激励", "奋斗"))
    )
    lost = before.keys() - after.keys()
    assert sorted(str(before[iri][1]) for iri in lost) == ["1.5", "35", "35", "35"]


def test_whether_equal_figures_under_two_captions_are_two_facts() -> None:
    # The same table word for word would count as one that is printed twice.
    first, second = county_table(COUNTIES), county_table(COUNTIES[1:])
    below = "\n".join(["各县（市、区）奋斗目标分解表", *second.split("\n")[5:]])
    found = [len(of(read(text), "Target")) for text in (first, second, first + below)]
    assert found[2] == found[0] + found[1]
    assert not any(re.search(r"-\d$", iri) for iri in of(read(first + below), "Target"))


@pytest.mark.parametrize(
    "edited",
    [
        "积极推进。到2025年，煤电机组改造207万千瓦、供热改造130万千瓦。",
        "到2025年，\n煤电机组改造\n207 万千瓦、供热改造１３０万千瓦。加强管理。",
    ],
)
def test_whether_what_stands_round_a_sentence_and_how_it_is_set_do_not_matter(edited: str) -> None:
    before = of(item("到2025年，煤电机组改造207万千瓦、供热改造130万千瓦。"), "Target")
    after = of(item(edited), "Target")
    assert len(before) == 2
    assert after.keys() == before.keys()


def test_whether_two_targets_with_one_number_are_told_apart_in_their_sentence() -> None:
    both = of(item("到2025年，污水处理率达到95%，垃圾处理率达到95%。"), "Target")
    assert len(both) == 2
    assert not any(re.search(r"-\d+$", iri.rpartition("-")[0]) for iri in both)
    assert not both.keys() & of(item("到2025年，垃圾处理率达到95%。"), "Target").keys()


def test_whether_only_facts_of_equal_clauses_are_numbered() -> None:
    once = list(of(item("到2025年，污水处理率达到95%。"), "Target"))
    assert list(
        of(item("到2025年，污水处理率达到95%。加强管理。到2025年，污水处理率达到95%。"), "Target")
    ) == [
        once[0],
        f"{once[0]}-2",
    ]


def test_whether_a_year_that_is_handed_on_belongs_to_the_fact() -> None:
    texts = (f"到{year}年，达到以下目标；污水处理率达到95%。" for year in (2025, 2030))
    before, after = (meanings(item(text)) for text in texts)
    targets = [{i: m for i, m in found.items() if m[0] == "Target"} for found in (before, after)]
    assert [len(found) for found in targets] == [1, 1]
    assert targets[0].keys() != targets[1].keys()


@pytest.mark.parametrize("quote", ["100%", "-3", "≥90%", "<5", "R&D", "", "%"])
def test_whether_any_quote_gives_a_legible_iri(quote: str) -> None:
    iri = Iris("http://x.cn/").fact("a/方案", "target", "measure/3.1", quote, "0" * 12)
    assert re.fullmatch(r"http://x\.cn/id/plan/a%2F方案/target/measure/3\.1/[0-9A-Za-z.\-]+", iri)
