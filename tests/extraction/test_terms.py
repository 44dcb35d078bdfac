"""Terms that stand apart from the sentences they are set for."""

from __future__ import annotations

import pytest

from tests.reading import read

TITLE = "宜宾市2024年节能减排工作要点"


@pytest.mark.parametrize(
    ("form", "item", "deadlines"),
    [
        (
            "a bracket that opens with it",
            "新建泵站3座。加强巡查。（6月底完成，牵头单位：市水利局）",
            ["2024-06", "2024-06"],
        ),
        (
            "a bracket for each item",
            "1.新建泵站3座。（6月底前完成，责任单位：市水利局）\n2.更换水表。（2025年完成，责任单位：市住建局）",
            ["2024-06", "2025"],
        ),
        ("a line of its own", "新建泵站3座。\n责任单位：市水利局\n完成时限：2025年11月底前", ["2025-11"]),
        ("for the whole year", "新建泵站3座。\n完成时限：全年", ["2024"]),
        ("a field of the bracket", "新建泵站3座。（责任单位：市水利局；完成时限：11月底前）", ["2024-11"]),
        (
            "a sentence with a time of its own",
            "3月底前，新建泵站3座。2025年更换水表。（6月底完成，市水利局负责）",
            None,
        ),
        ("no term", "新建泵站3座。（市水利局、市住建局按职责分工负责）", [""]),
        ("no end", "新建泵站3座。\n完成时限：持续推进", [""]),
    ],
)
def test_terms_of_sentences(form: str, item: str, deadlines: list[str] | None) -> None:
    facts = read(f"{TITLE}\n一、重点任务\n（一）水利工程。{item}\n（二）其他工程。更换灯具。\n")
    found = [one.deadline for one in facts.obligations if one.path == "一/（一）"]
    if deadlines is None:
        assert found[1] == "2025", form
    else:
        assert found == deadlines, form
    assert [one.deadline for one in facts.obligations if one.path == "一/（二）"] == [""]


def test_whether_a_line_at_the_end_of_a_chapter_is_said_of_all_its_items() -> None:
    facts = read(
        f"{TITLE}\n一、防汛\n（一）工作计划\n做好预报预警。\n（二）工作措施\n1.4月底前会商，5月发布方案。\n2.加强值守。\n"
        "责任科室：防汛科\n完成时限：2024年10月底前\n二、节水\n（一）工作计划\n更换水表。\n"
    )
    assert [one.deadline for one in facts.obligations] == ["2024-10", "2024-04", "2024-10", ""]


def test_whether_a_target_without_a_year_is_for_that_of_the_term() -> None:
    item = "新建泵站3座。到2026年，更换水表500个。"
    facts = read(f"{TITLE}\n一、重点任务\n（一）水利工程。{item}\n完成时限：2025年11月底前\n")
    assert [target.target_year for target in facts.targets] == ["2025", "2026"]


def test_whether_a_heading_with_a_year_is_no_term() -> None:
    item = "新建泵站3座。\n（2）2035年远景目标\n更换灯具。"
    facts = read(f"{TITLE}\n一、重点任务\n（一）水利工程。{item}\n")
    assert [one.deadline for one in facts.obligations] == ["", ""]
