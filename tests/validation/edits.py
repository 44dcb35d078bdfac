"""Slips that people make when they write or copy a plan.

Each edit changes the text of one of the example plans. They were written by reading the plans, before the rules were
tried on them: by kind in ``edits_figures`` and ``edits_naming``, here those that lose facts.
"""

from __future__ import annotations

from dataclasses import dataclass

from tests.validation.mutations import Hit, Mutation

Edits = dict[str, tuple[Mutation, ...]]


def edit(
    name: str,
    document: str,
    hits: tuple[Hit, ...],
    *text: tuple[str, str],
    lost: tuple[Hit, ...] = (),
    pattern: tuple[str, str] | None = None,
) -> Mutation:
    """A change of a plan's text: quotes and what is put in their place, or a pattern and what it becomes."""
    return Mutation(name, document, hits, text=text, lost=lost, patterns=(pattern,) if pattern else ())


@dataclass(frozen=True, slots=True)
class Loss:
    """An edit that takes facts out of a plan, and what is said of them in English."""

    edit: Mutation
    message: str


LOSSES = (
    Loss(
        edit(
            "a bracket becomes prose",
            "anyang",
            (),
            ("（市发展改革委牵头，市统计局等配合）", "市发展改革委和市统计局做好有关工作。"),
        ),
        "四/（一）: 2 of 2 assignments are gone: 市发展改革委、市统计局",
    ),
    Loss(
        edit(
            "figures become words",
            "jincheng",
            (),
            ("节能改造 207 万千瓦、供热改造 130 万千瓦、灵活性改造 360 万千瓦", "有关改造任务"),
        ),
        "三/（一）: 3 of 6 targets are gone: 207 万千瓦、130 万千瓦、360 万千瓦",
    ),
    Loss(
        edit(
            "a row of a table",
            "sanmenxia",
            (),
            ("铁路单位运输工作量综合能耗下降率\t\t\t[4.5%]\n", ""),
        ),
        "附件2: 1 of 22 targets is gone: [4.5%]",
    ),
    Loss(
        edit("a law", "taiyuan", (), ("《节约能源法》《环境影响评价法》", "《节约能源法》")),
        "四/（四）: 1 of 4 citations is gone: 《环境影响评价法》",
    ),
    Loss(
        edit("a measure", "yuncheng", (), pattern=("\\(七\\)壯大節能減排人才隊伍[^\n]*\n", "")),
        "四/（七） “壮大节能减排人才队伍” is gone, with 3 assignments, 6 obligations",
    ),
)
