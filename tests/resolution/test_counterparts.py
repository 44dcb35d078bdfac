"""Counterparts where the text of the higher document is there: what the contents add to titles and cue words."""

from __future__ import annotations

import pytest

from policygraph.resolution.counterparts import CounterpartFinder, Parent, prose_by_path, with_cues
from policygraph.sources.text import read_text
from policygraph.structure.outline import read_outline
from policygraph.vocabulary import ParentProvision
from tests.reading import source

HIGHER = """湖南省“十五五”节水行动方案
一、主要任务
（一）灌区渠系改造行动。衬砌干渠支渠，更换老化闸门，安装量水设施，推广喷灌滴灌。（省水利厅负责）
（二）节水检查评比行动。对用水大户开展抽查，公布评比名次，通报超计划用水单位。（省水利厅负责）
（三）水务员工培训行动。编写教材，轮训抄表员和泵站值守人员，考核上岗，选派骨干跟班学习。（省人社厅负责）
"""
CUES = {"一/（二）": ("检查",), "一/（三）": ("培训",)}
PLAN = """岳阳市“十五五”节水行动方案
一、主要任务
（一）灌区渠系改造行动。衬砌干渠支渠，更换老化闸门。（市水利局负责）
（二）%s。%s（市水利局负责）
"""


def counterpart(title: str, body: str) -> list[str]:
    outline = read_outline(read_text(source(HIGHER)))
    provisions = tuple(
        ParentProvision(path=p.path, title=p.title, cues=CUES.get(p.path, ())) for p in outline.provisions
    )
    prose = prose_by_path(outline)
    bodies = tuple((p.path, prose.get(p.path, "")) for p in outline.provisions if p.is_measure)
    text = read_text(source(PLAN % (title, body)))
    found = CounterpartFinder(Parent(provisions, document="higher", bodies=bodies)).find(
        text.clean, read_outline(text)
    )
    return [one.parent for one in found if one.path == "一/（二）"]


@pytest.mark.parametrize(
    ("phenomenon", "title", "body", "expected"),
    [
        (
            "a cue word in passing, the content of another provision",
            "强化检查力量和队伍素质",
            "编写教材，轮训抄表员和泵站值守人员，考核上岗，选派骨干跟班学习。",
            ["一/（三）"],
        ),
        (
            "a cue word, and its provision's content",
            "加强日常检查",
            "对用水大户开展抽查，公布评比名次，通报超计划用水单位。",
            ["一/（二）"],
        ),
        (
            "a little of one provision, and nothing of the others",
            "窗口服务提升",
            "延长办事时间，设置自助缴费终端，安排志愿者引导老人，公布热线，通报超计划用水单位，定期回访住户。",
            ["一/（二）"],
        ),
        ("a cue word, and a content of its own", "加强日常检查", "建立巡河台账，购置无人机。", ["一/（二）"]),
        (
            "a cue word that takes a good part of the title, and nothing in common",
            "检查井盖修补",
            "按照城市道路井盖技术规范修补破损井盖，加装防坠网，明确产权单位和维修时限，设置热线受理报修。",
            [],
        ),
        (
            "a cue word that takes a good part of the title, another provision's content",
            "检查员素养",
            "编写教材，轮训抄表员，考核上岗，举办歌咏比赛，慰问困难职工，评选书香家庭，修缮宿舍和食堂，开放图书角。",
            ["一/（三）"],
        ),
        (
            "words of titles that tell nothing, and nothing in common",
            "水务员工安居行动",
            "修缮宿舍和食堂，慰问困难职工，举办歌咏比赛，评选书香家庭，开放图书角。",
            [],
        ),
        (
            "a part of a provision whose title stands over another measure",
            "田间计量",
            "安装量水设施，推广喷灌滴灌，衬砌干渠支渠，更换老化闸门。",
            ["一/（一）"],
        ),
        (
            "a title that joins things, and a part of its text that another provision is alike to",
            "抓好公示和骨干充电",
            "对用水大户开展抽查，公布评比名次，通报超计划用水单位；修缮宿舍和食堂，轮训抄表员。",
            ["一/（二）", "一/（三）"],
        ),
        (
            "the same text below a title that joins nothing",
            "抓好公示骨干充电",
            "对用水大户开展抽查，公布评比名次，通报超计划用水单位；修缮宿舍和食堂，轮训抄表员。",
            ["一/（二）"],
        ),
        (
            "a few words of a provision whose title stands over another measure",
            "雨水花园建设",
            "建设下凹式绿地，铺设透水砖，疏通调蓄池，安装量水设施，推广喷灌滴灌，更换老化闸门，种植耐旱花木，修复湿地岸线。",
            [],
        ),
    ],
)
def test_whether_contents_decide_where_titles_say_little(
    phenomenon: str, title: str, body: str, expected: list[str]
) -> None:
    assert counterpart(title, body) == expected, phenomenon


@pytest.mark.parametrize(
    ("phenomenon", "titles", "expected"),
    [
        ("one heir", ("乡村环境整治",), (("种养", "村屯", "村屯污水", "乡村"),)),
        ("each by the words of its title", ("种养减排", "美丽村屯"), (("种养",), ("村屯", "村屯污水"))),
        ("a word that two have", ("南部村屯", "北部村屯"), ((), ())),
        ("none of the words of the other", ("乡村种养", "乡村村屯"), (("种养",), ("村屯", "村屯污水"))),
    ],
)
def test_whether_provisions_that_share_one_above_get_the_words_of_their_titles(
    phenomenon: str, titles: tuple[str, ...], expected: tuple[tuple[str, ...], ...]
) -> None:
    words = ("种养", "村屯", "村屯污水", "乡村")
    above = (ParentProvision(path="三/（五）", title="农业农村工程", cues=words),)
    heirs = tuple(ParentProvision(path=f"三/{at}", title=title, cues=()) for at, title in enumerate(titles))
    assert tuple(heir.cues for heir in with_cues(heirs, above)) == expected, phenomenon
