"""Coverage: every character belongs to something, and what does not is said."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from policygraph.model import Facts, Span
from tests.reading import read

_PLAN = (
    "某市节水方案\n目录\n一、总则......1\n二、任务......2\n三、保障......3\n"
    "一、总则\n坚持节水优先。\n二、任务\n（一）治水。推进改造。（市水利局负责）\n"
    "— 2 —\n1.建泵站\n新建泵站。\n专栏1 项目\n县\t目标\n甲县\t5\n三、保障\n加强领导，落实责任。\n"
    "附件：1.分工表\n某市水利局\n2023年5月4日\n附件1\n分工表\n序号\t单位\n1\t水利局\n"
)


def _spans(facts: Facts) -> Iterator[Span]:
    """Where the parts of a document stand, told here anew from what was read."""
    outline, text = facts.outline, facts.text
    yield from (piece.span for piece in text.furniture)
    stretches = [(p.number_start, p.start) for p in outline.provisions]
    stretches += [(one.start, one.end) for one in (*outline.sentences, *outline.brackets, *outline.labels)]
    stretches += [(table.start, table.end) for table in outline.tables]
    yield from (text.span(start, end) for start, end in stretches if start < end)


def _in_no_span(facts: Facts) -> str:
    held = {at for span in _spans(facts) for at in range(span.start, span.end)}
    return "".join(
        character for at, character in enumerate(facts.source.text) if at not in held and character.isalnum()
    )


def test_whether_every_character_of_a_plan_belongs_to_something() -> None:
    facts = read(_PLAN)
    # The number of an item goes with the sentence or heading behind it.
    assert _in_no_span(facts).strip("123456789") == ""
    assert (facts.coverage.share, facts.coverage.unread) == (Decimal(1), ())
    assert facts.coverage.characters == sum(map(str.isalnum, _PLAN))


def test_whether_the_example_plans_are_read_in_full(seeds: Path) -> None:
    plans = [read(file.read_text(encoding="utf-8")) for file in sorted((seeds / "plans").glob("*.txt"))]
    assert plans
    for facts in plans:
        assert len(_in_no_span(facts)) < 0.03 * facts.coverage.characters
        assert facts.coverage.share >= Decimal("0.97")


@pytest.mark.parametrize("times", [1, 40])
def test_whether_what_was_not_read_is_said_once(times: int) -> None:
    endless = "".join(f"推进{'甲乙丙丁' * 1300}。加强管理，落实责任。" for _ in range(times))
    facts = read(f"某市节水方案\n一、总则\n{endless}\n")
    assert facts.coverage.share < Decimal("0.05")
    assert len(facts.coverage.unread) == times
    found = [f for f in facts.findings if f.code in ("text-unread", "sentence-too-long")]
    assert [f.code for f in found] == ["sentence-too-long"] * min(times, 11)
    assert [f.message for f in found[10:]] == ["30 further places like these"] * (times > 10)


def test_whether_an_empty_document_is_read_in_full() -> None:
    assert read("").coverage.share == 1
