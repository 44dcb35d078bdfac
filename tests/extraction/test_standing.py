"""Standing rules: what a responsibility statement says once for other measures too."""

from __future__ import annotations

import pytest

from policygraph.model import Standing
from tests.reading import read_item

LATER, EARLIER = Standing.LATER, Standing.EARLIER


@pytest.mark.parametrize(
    ("wording", "statement", "expected"),
    [
        (
            "needed below",
            "（市工信局负责。以下均需各县（市、区）政府落实，不再列出）",
            [("市工信局", "responsible", None), ("各县（市、区）政府", "implement", LATER)],
        ),
        (
            "a list below includes, with zones",
            "（责任单位：市水利局，以下均含各县〔市、区〕政府和示范区、经济开发区管委会，不再逐一列出）",
            [
                ("市水利局", "responsible", None),
                ("各县〔市、区〕政府", "implement", LATER),
                ("示范区", "implement", LATER),
                ("经济开发区管委会", "implement", LATER),
            ],
        ),
        (
            "answered for below",
            "（市能源局牵头。以下各项均由各县（市、区）政府负责落实）",
            [("市能源局", "lead", None), ("各县（市、区）政府", "implement", LATER)],
        ),
        (
            "supported below",
            "（以下均需县（市、区）政府、开发区管委会配合落实，名单不再一一列出）",
            [("县（市、区）政府", "support", LATER), ("开发区管委会", "support", LATER)],
        ),
        (
            "above",
            "（市能源局负责；以上各项任务均由各县（市、区）政府落实）",
            [("市能源局", "responsible", None), ("各县（市、区）政府", "implement", EARLIER)],
        ),
        (
            "the same below, after a duty",
            "（市能源局牵头，各县（市、区）政府、各开发区管委会配合，下同）",
            [
                ("市能源局", "lead", None),
                ("各县（市、区）政府", "support", LATER),
                ("各开发区管委会", "support", LATER),
            ],
        ),
        (
            "the same below, after a label",
            "（责任单位：市能源局、市水利局，各县（市、区）政府，下同）",
            [
                ("市能源局", "responsible", None),
                ("市水利局", "responsible", None),
                ("各县（市、区）政府", "responsible", LATER),
            ],
        ),
        (
            "the same below, in a bracket of its own",
            "（市能源局负责，各县（市、区）政府落实（下同））",
            [("市能源局", "responsible", None), ("各县（市、区）政府", "implement", LATER)],
        ),
        (
            "the same below, of a list with bureaus",
            "（市能源局、市水利局、各县（市、区）政府按职责分工负责，下同）",
            [
                ("市能源局", "responsible", None),
                ("市水利局", "responsible", None),
                ("各县（市、区）政府", "responsible", LATER),
            ],
        ),
        (
            "the same below, of a bureau alone",
            "（市能源局负责，市财政局配合，下同）",
            [("市能源局", "responsible", None), ("市财政局", "support", LATER)],
        ),
        (
            "who comes first in each list leads; that is no body and no rule of one",
            "（市能源局、市水利局负责，列第一位者为牵头单位，下同）",
            [("市能源局", "lead", None), ("市水利局", "responsible", None)],
        ),
        (
            "a list that ends ends the rule",
            "（以下均需各县（市、区）政府落实；市能源局负责）",
            [("各县（市、区）政府", "implement", LATER), ("市能源局", "responsible", None)],
        ),
    ],
)
def test_whether_rules_are_told_from_statements(
    wording: str, statement: str, expected: list[tuple[str, str, Standing | None]]
) -> None:
    facts = read_item("推进改造。" + statement)
    assert [(facts.text.quote(a.span), a.role, a.standing) for a in facts.assignments] == expected, wording


def test_whether_what_a_name_includes_is_no_rule() -> None:
    facts = read_item("推进改造。（市能源局负责，各县（市、区）政府（含开发区，下同）落实）")
    assert {a.standing for a in facts.assignments} == {None}


@pytest.mark.parametrize(
    ("repetition", "statement"),
    [
        ("in one bracket", "（市能源局、各县政府负责落实。以下均需各县政府落实，不再列出）"),
        ("in the bracket behind it", "（市能源局、各县政府配合落实）（以下均需各县政府配合落实）"),
    ],
)
def test_whether_a_rule_and_its_own_measure_name_a_body_once(repetition: str, statement: str) -> None:
    facts = read_item(statement)
    assert len({(a.path, a.agency, a.role) for a in facts.assignments}) == len(facts.assignments) == 2
    (rule,) = (a for a in facts.assignments if a.standing)
    assert facts.text.source.count("各县政府") == 2, repetition
    assert rule.span.start == facts.text.source.rindex("各县政府")


def test_whether_a_body_that_sub_items_name_is_kept_for_each() -> None:
    facts = read_item(
        "1.改炉。（各县政府落实）2.改窑。（市能源局负责。以下均需各县政府落实）3.改气。（各县政府落实）"
    )
    assert [(facts.text.quote(a.span), a.standing) for a in facts.assignments] == [
        ("各县政府", None), ("市能源局", None), ("各县政府", LATER), ("各县政府", None),
    ]  # fmt: skip


def test_whether_another_role_than_in_the_rule_is_kept() -> None:
    facts = read_item("改炉。（各县政府配合。以下均需各县政府落实）")
    assert [(a.role, a.standing) for a in facts.assignments] == [("support", None), ("implement", LATER)]
