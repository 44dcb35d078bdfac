"""What became of facts: kept where only other things changed, changed where they say something else, else lost."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import pyoxigraph as ox
import pytest

from policygraph.builds.store import Build, open_build
from policygraph.pipeline import build
from policygraph.queries.changes import Changes, compare
from policygraph.queries.facts import Fact, FactKind, facts_of
from policygraph.rdf.terms import PG

PLAN = """\
临河市“十四五”节能减排实施方案

为落实《国务院关于印发“十四五”节能减排综合工作方案的通知》（国发〔2021〕33号），制定本方案。

一、重点工程

（一）园区节能工程。到2025年，建成园区10个，污泥无害化处置率达到90%以上。推动园区循环化改造。（市发展改革委牵头，市财政局配合）

（二）煤炭清洁利用工程。到2025年，非化石能源消费比重达到20%。严禁新增燃煤锅炉。完成省下达的煤炭消费总量控制目标。实行年度考核。
对工作不力的严肃问责。扩建青河污水处理厂。建立减排台账。推动焦化企业实施超低排放改造。（市能源局负责）

附件1

各县（市、区）目标

县区\t2025年化学需氧量减排量（吨）
甲县\t100
乙县\t200
"""


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., tuple[Fact, ...]]:
    """The facts of documents by name."""

    def facts(**texts: str) -> tuple[Fact, ...]:
        folder = tmp_path_factory.mktemp("changes")
        (folder / "plans").mkdir()
        for name, text in texts.items():
            (folder / "plans" / f"{name}.txt").write_text(text, encoding="utf-8")
        build([folder / "plans"], folder / "build")
        return facts_of(open_build(folder / "build"))

    return facts


@pytest.fixture(scope="module")
def before(read: Callable[..., tuple[Fact, ...]]) -> tuple[Fact, ...]:
    return read(plan=PLAN)


def quotes(facts: Sequence[Fact]) -> list[tuple[str, str]]:
    return [(fact.path, fact.quote) for fact in facts]


def changed(changes: Changes) -> list[tuple[str, str]]:
    return [(change.before.quote, change.after.quote) for change in changes.changed]


def test_whether_the_plan_has_facts_of_all_kinds(before: tuple[Fact, ...]) -> None:
    assert {fact.kind for fact in before} == set(FactKind)
    target = next(fact for fact in before if fact.quote == "90%")
    assert (target.path, target.about[0]) == ("一/（一）", "污泥无害化处置率")
    assert {"ge", "90", "%", "2025"} <= set(target.says)
    body = next(fact for fact in before if fact.quote == "市财政局")
    assert (body.about, body.says) == (("临河市财政局",), ("support",))
    assert [fact.quote for fact in before if fact.kind is FactKind.TARGET and fact.path == "附件1"] == [
        "100",
        "200",
    ]


def test_whether_a_build_is_as_itself(before: tuple[Fact, ...]) -> None:
    assert compare(before, before) == Changes(len(before), ())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("临河市“十四五”", "\n\n临河市“十四五”"),
        ("推动园区循环化改造。", "推动园区循环化改造。完善工作机制。"),
        ("甲县\t100", "丙县\t300\n甲县\t100"),
        ("一、重点工程", "一、总体要求\n\n坚持系统观念。\n\n二、重点工程"),
        ("（一）园区", "（一）交通物流工程。推广新能源汽车。\n\n（二）园区"),
    ],
)
def test_whether_an_edit_elsewhere_loses_and_changes_nothing(
    read: Callable[..., tuple[Fact, ...]], before: tuple[Fact, ...], old: str, new: str
) -> None:
    text = PLAN.replace(old, new)
    if "（二）园区" in text:
        text = text.replace("（二）煤炭", "（三）煤炭")
    after = compare(before, read(plan=text))
    assert (after.lost, after.changed) == ((), ())
    assert after.kept == len(before)


def test_whether_another_value_is_a_change(
    read: Callable[..., tuple[Fact, ...]], before: tuple[Fact, ...]
) -> None:
    after = compare(before, read(plan=PLAN.replace("达到20%", "达到25%").replace("甲县\t100", "甲县\t150")))
    assert after.lost == after.new == ()
    assert set(changed(after)) == {
        ("20%", "25%"),
        ("100", "150"),
        ("到2025年，非化石能源消费比重达到20%", "到2025年，非化石能源消费比重达到25%"),
    }


def test_whether_another_role_or_strength_is_a_change(
    read: Callable[..., tuple[Fact, ...]], before: tuple[Fact, ...]
) -> None:
    after = compare(
        before, read(plan=PLAN.replace("市财政局配合", "市财政局牵头").replace("严禁新增", "推动新增"))
    )
    assert after.lost == after.new == ()
    assert [(c.before.says, c.after.says) for c in after.changed if c.before.kind is FactKind.ASSIGNMENT] == [
        (("support",), ("lead",))
    ]
    assert ("严禁新增燃煤锅炉", "推动新增燃煤锅炉") in changed(after)


def test_whether_what_cannot_be_read_any_more_is_lost(
    read: Callable[..., tuple[Fact, ...]], before: tuple[Fact, ...]
) -> None:
    after = compare(before, read(plan=re.sub(r"\d+%", "X%", PLAN).replace("，市财政局配合", "")))
    assert quotes(after.lost) == [("一/（一）", "90%"), ("一/（一）", "市财政局"), ("一/（二）", "20%")]
    assert [(c.path, c.kind, len(c.lost), c.total) for c in after.provisions if c.lost] == [
        ("一/（一）", FactKind.TARGET, 1, 2),
        ("一/（一）", FactKind.ASSIGNMENT, 1, 2),
        ("一/（二）", FactKind.TARGET, 1, 1),
    ]


def test_whether_a_provision_that_goes_is_lost_with_all_it_holds(
    read: Callable[..., tuple[Fact, ...]], before: tuple[Fact, ...]
) -> None:
    start, end = PLAN.index("（一）园区"), PLAN.index("（二）煤炭")
    after = compare(before, read(plan=PLAN[:start] + PLAN[end:].replace("（二）煤炭", "（一）煤炭")))
    assert set(after.lost) == {fact for fact in before if fact.path == "一/（一）"}
    assert (after.changed, after.new) == ((), ())


def test_whether_documents_come_and_go(
    read: Callable[..., tuple[Fact, ...]], before: tuple[Fact, ...]
) -> None:
    both = read(plan=PLAN, other=PLAN.replace("临河", "河东"))
    assert set(compare(both, before).lost) == {fact for fact in both if fact.document == "other"}
    assert {fact.document for fact in compare(before, both).new} == {"other"}


@pytest.mark.parametrize("kind", [kind for kind in FactKind if kind is not FactKind.DOCUMENT])
def test_whether_a_fact_that_is_taken_out_of_a_graph_is_missed(real_plans: Build, kind: FactKind) -> None:
    """One fact of the kind in each plan, and nothing else."""
    before = facts_of(real_plans)
    documents = sorted({fact.document for fact in before})
    gone = [
        next(f for f in reversed(before) if f.document == d and f.kind is kind and f.quote) for d in documents
    ]
    taken = [
        quad
        for fact in gone
        for quad in real_plans.store.quads_for_pattern(
            ox.NamedNode(f"{real_plans.base}id/plan/{fact.document}/{fact.key}"), None, None, None
        )
    ]
    for quad in taken:
        real_plans.store.remove(quad)
    try:
        assert compare(before, facts_of(real_plans)).lost == tuple(gone)
    finally:
        real_plans.store.extend(taken)
    assert facts_of(real_plans) == before


@pytest.mark.parametrize(
    "name", ["numericValue", "unitPhrase", "targetYear", "comparator", "indicatorPhrase"]
)
def test_whether_a_value_that_is_taken_out_of_a_graph_is_a_change(real_plans: Build, name: str) -> None:
    before = facts_of(real_plans)
    target = next(f for f in before if f.kind is FactKind.TARGET and "2025" in f.says and "%" in f.says)
    node = ox.NamedNode(f"{real_plans.base}id/plan/{target.document}/{target.key}")
    base = "http://qudt.org/schema/qudt/" if name == "numericValue" else PG.base
    taken = list(real_plans.store.quads_for_pattern(node, ox.NamedNode(base + name), None, None))
    assert taken
    for quad in taken:
        real_plans.store.remove(quad)
    try:
        after = compare(before, facts_of(real_plans))
    finally:
        real_plans.store.extend(taken)
    assert (after.lost, after.new) == ((), ())
    assert [change.before for change in after.changed] == [target]
