"""What the chapters of a plan are for, as their titles say: goals, ideas, or how things stand."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from policygraph.extraction.clauses import CREATE, DIRECTIVE_LEAD, said_apart
from policygraph.model import Sentence

__all__ = [
    "goal_year",
    "is_of_ideas",
    "is_so_already",
    "sets_goals",
    "tells_background",
    "tells_how_it_is",
    "tells_trouble",
]

# Of so many titles it is kept what they tell.
_TITLES = 256
# 主要目标, 目标和指标, 目标任务; 重点任务 and 工作任务 are none.
_GOALS = re.compile(r"目标(?:[和与及、]?(?:主要|核心)?指标(?:体系)?)?$|^(?:总体|主要|工作|发展)?目标任务$")
_GOALS_OF_YEAR = re.compile(r"(20\d\d)年(?!.*20\d\d年)[^，。]{0,18}(?:目标|指标)$")
_IDEAS = re.compile(r"(?:总体|指导|基本|工作)(?:要求|思想|思路|原则)$")
_STATE = re.compile(
    r"(?:现状|背景|形势|(?:成效|成就|进展|成绩)(?:显著|明显|突出|巨大|斐然)|成效|成就|回顾|挑战|机遇|(?:存在|主要|面临|突出)的?(?:主要|突出)?问题|面临的?[\u4e00-\u9fff]{2,6}[和与及、](?:问题|短板|困难)|(?:工作|发展|现实|规划)基础|(?<!规划)概况|基本情况|(?:环境|资源|自然|地理|生态)特征|区位条件|自然条件|自然地理|地理位置|规划(?:的?范围|的?期限|范围[和与及、]期限)|任重道远|形势(?:依然|仍然)?严峻)(?:分析)?$"
)
# Without one of these a sentence before the first chapter sets nothing.
_SETS = re.compile(r"到20|确保|力争|实现|达到|完成|目标|任务|十[四五六]五|指标")
# Nor does one that has nothing made: 行政区域总面积1921平方公里，海湾19个。
_MAKES = re.compile(
    rf"{CREATE}|提高|提升|增加|增长|下降|降低|减少|压减|不[低高超少]|控制|保持|稳定|安排|投入|要|应|须|每"
)
_TELLS = re.compile(r"我[国省市县区州]|近年来|目前|现有|截至|在册")
_ACTING = re.compile(r"提升|提高|增强|巩固|强化|把握|应对|扩大|确保|加强|夯实|推进|推动|解决|抓住|放大")

# 目前，34项改革全面完成; 截至2024年底，机构达到1488家
_SO_FAR = re.compile(
    r"(?:截至)?目前，$|^[^，；]{0,6}截[至止][^，；]{2,16}，(?!.*(?:力争|确保|到20\d\d年|计划|目标))"
)
# 目前，空缺率29%，…; 甲州地处江源，河流530条; 境内分布有植物4000余种; “零直排”是指…: how things are.
_DESCRIBES = re.compile(
    r"^(?:截至)?目前，(?!.*(?:力争|确保|到20\d\d年|计划|目标|将))|^[\u4e00-\u9fff]{2,10}(?:地处|位于|坐落于?|素有)(?!.*(?:力争|确保|到20\d\d年|计划|目标|将|新建|改造|率))"
    r"|^(?:境|[省市县区州旗]域?)内(?:分布有?|现有|共有|建成|拥有)|^[^，；]{0,20}是指|(?:研究|调查|数据|结果)(?:表明|显示)，"
)
# 水质不能稳定达标，生态流量不足: clauses that say what is wrong.
_TROUBLE = re.compile(
    r"[^，；：]{2,30}(?:不能(?:稳定)?(?:达标|满足)[^，]{0,8}|不足|不够|不高|不强|不优|不平衡|不协调|不完善|不健全|严重|匮乏|短缺|紧缺|薄弱|滞后|较差|偏低|偏高|较低|恶化|超标"
    r"|(?:仍然?|还|依然)?存在[^，]{2,24}(?:现象|问题|隐患|短板|差距|风险)|呈[^，]{1,6}趋势)"
)


# It is asked of each sentence.
@lru_cache(maxsize=_TITLES)
def sets_goals(title: str) -> bool:
    """Whether a chapter states goals: a year named in it holds until another is."""
    return bool(_GOALS.search(title))


def goal_year(path: str, titles: Mapping[str, str]) -> str:
    """The year for which a provision states goals by its own title or its chapter's (2024年主要目标), '' if none."""
    headings = (titles.get(path, ""), titles.get(path.partition("/")[0], ""))
    return next((named[1] for title in headings if (named := _GOALS_OF_YEAR.search(title))), "")


# It is asked of each sentence.
@lru_cache(maxsize=_TITLES)
def is_of_ideas(title: str) -> bool:
    """Whether a chapter states ideas and principles: it sets no targets in words (坚持全面覆盖)."""
    return bool(_IDEAS.search(title))


def tells_background(path: str, titles: Mapping[str, str]) -> bool:
    """Whether a provision tells how things stand (工作成效, 面临形势), by its own title or its chapter's."""
    own, chapter = titles.get(path, ""), titles.get(path.partition("/")[0], "")
    return _tells_state(own) or _tells_state(chapter)


# It is asked of each sentence.
@lru_cache(maxsize=_TITLES)
def _tells_state(title: str) -> bool:
    return bool(_STATE.search(title) and not _ACTING.match(title))


def tells_how_it_is(sentence: Sentence) -> bool:
    """Whether a sentence before the first chapter only tells how things stand: 我县山区面积占八成."""
    is_told = _TELLS.search(sentence.text) or not _MAKES.search(sentence.text)
    return sentence.path == "preamble" and bool(is_told) and not _SETS.search(sentence.text)


def is_so_already(text: str, at: int, figure: int) -> bool:
    """Whether a sentence says before a figure that it is so already: 截至2024年底，…, or tells how a place is.

    Args:
        text: the sentence.
        at: where the clause of the figure begins.
        figure: where the figure begins.
    """
    told = _DESCRIBES.search(text)
    return bool(_SO_FAR.search(text, 0, at) or (told and told.end() <= figure))


def tells_trouble(text: str) -> bool:
    """Whether a sentence only says what is wrong: its first clause and most of the others do, and none directs."""
    clauses = said_apart(text)
    if not _TROUBLE.fullmatch(clauses[0]):
        return False
    troubles = sum(bool(_TROUBLE.fullmatch(clause)) for clause in clauses)
    return 2 * troubles > len(clauses) and not any(DIRECTIVE_LEAD.match(clause) for clause in clauses)
