"""Directing sentences of measures, their strength and deadline."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile

from policygraph.extraction.chapters import goal_year, sets_goals, tells_background, tells_trouble
from policygraph.extraction.clauses import CREATE, DIRECTIVE_LEAD
from policygraph.extraction.mentions import Due, ObligationMention
from policygraph.extraction.obligations.bearers import BearerReader
from policygraph.extraction.obligations.binding import ModalityReader, strength
from policygraph.extraction.obligations.deadlines import Carrier, due_dates, latest, tells_past
from policygraph.extraction.periods import Years, plan_end, stage_end
from policygraph.model import Outline, Sentence

__all__ = ["ObligationReader", "find_obligations"]

# A motto of a chapter of principles: ——系统治理、协同增效。
_PRINCIPLES = re.compile(r"原则$")
_MOTTO = re.compile(
    r"[—\-]*(?:坚持)?[\u4e00-\u9fff]{2,6}(?:[，、][\u4e00-\u9fff]{2,6}){1,3}|[—\-]*坚持[\u4e00-\u9fff]{4,8}"
)
_BACKGROUND = re.compile(
    r"^(?:近年来|目前|当前|截至|截止|以下简称|备?注[①-⑳\d]{0,2}：|[*＊※]{1,2}：|[\[〔【]\s*[\]〕】]内[为是]|[^，]{0,30}指标体系(?:包括|包含|涵盖|由|共)|其中，(?!.*(?:完成|达到?|下降|降低|提高|增长|建成|新[增建]|不[低少]于|控制|减少|增加))|（?此件|特此|联系(?:人|电话)|附件|20\d\d年(?:以来|，全[市省]累计)|“?十三五”?(?:期间|时期|以来))"
)
# What stands below a document: who signs it, each in a line, and when.
_DATE = re.compile(
    r"(?:20\d\d|二[〇○零OＯ][〇○零OＯ一二三四五六七八九]{2})年[\d一二三四五六七八九十]{1,2}月[\d一二三四五六七八九十]{1,3}日(?:印发)?"
)
_SIGNS = re.compile(
    r"(?:\s*[\u4e00-\u9fff（）]{2,30}(?:政府|国务院|办公[室厅]|委员会|[局厅部委会院署办]))+\s*"
)
_MOST_SIGNING = 8
# From when on the document itself is in force, who explains it, and what goes before it.
_OWN = r"本[\u4e00-\u9fff]{0,4}?(?:方案|计划|规划|意见|办法|措施|举措|条例|行动|通知|细则|规定|政策|决定|纲要|要点)"
_IN_FORCE = re.compile(
    rf"^(?:{_OWN}.{{0,6}}(?:由|自|所称|有效期|施行期|执行期)|自(?:印发|发布|公布|颁布|下发)之?日起(?:正式)?(?:施行|实施|执行|生效)"
    rf"|(?:具体)?解释工作由|有效期|[^，]{{0,30}}(?:与{_OWN}不一致|另有规定|有新规定)的，[以按从])|同时废止$"
)
# 新建管网80公里，其中上半年完成30公里: the time is that of a part.
_A_PART = re.compile("其中")
# What only points to a table or list, tells what a word means or what the plan is about: it directs nobody.
_POINTS = re.compile(
    r"20\d\d年|(?:具体|主要|年度|总体|阶段性?|分年度|创建|工作|建设)*(?:目标|任务|指标|内容|重点|措施|要求|安排)：?|[^，]{0,30}(?:如下|(?:详?见|参见)(?:[下附上]表|表|专栏)(?:\d{1,2}(?:[—\-－.]\d{1,2})?)?(?:所示)?)：?|[^，]{0,30}(?:主要|总体|具体|重点|预期)(?:目标|任务|指标)："
    # 锚定远景目标，“十四五”时期的主要目标为：
    r"|[^：]{0,60}(?:主要|总体|具体|重点|预期|发展)(?:目标|任务|指标)(?:[为是]|如下)：|[^，；：]{2,60}(?:指标|任务|目标|分工|项目|分解)(?:清单|汇总)?表"
    rf"|(?:本?规划|{_OWN})(?!要)[^，]{{0,40}}，.*(?:指标|目标|任务).*见[下附]表"
)
# … and how each of these ends.
_POINTS_END = re.compile(r"[年标务容点施求排：下表示\d]")
_DEFINES = re.compile(
    r"^(?:本[\u4e00-\u9fff]{2}所称)?[“”\u4e00-\u9fff]{2,14}(?:（[^）]*）)?(?<![所特意旨])是?指(?![导标定引挥数示派出向南明令纹责望])"
    r"|^[^，]{2,20}以[^，]{2,20}(?:作为|为)[^，]{0,6}(?:对象|范围)(?:，即[^，]*)?$"
)
# 2026年。启动试点。: the year of what a paragraph says
# 2025年; 2025年预期目标, the head of a table that was taken from its page without its cells
_YEAR_HEADING = re.compile(r"(20\d\d)年(?:度?(?:主要|预期|工作|任务|重点)*(?:目标|指标|任务|工作))?")
# 供应能力, 电源结构, 效率提升: a noun, or what becomes of it.
_NAME_OF_PART = re.compile(
    rf"(?!{CREATE})[\u4e00-\u9fff]{{2,6}}(?:[、及和与][\u4e00-\u9fff]{{2,6}})?(?:处理|处置|利用|治理|防治|保护|修复|收运|能力|结构|规模|水平|质量|效益|效率|布局|体系|格局|目标|指标|环境|管理|发展|提升|改善|优化|增强|减排|降碳|消费|供应|供给)"
)


class ObligationReader:
    """Reads what a directing sentence says as a whole.

    Args:
        modality: tells whether a sentence obliges, permits or exempts.
        bearers: tells who has to act.
        years: from which the document's times count.
    """

    def __init__(self, modality: ModalityReader, bearers: BearerReader, years: Years) -> None:
        self._modality = modality
        self._bearers = bearers
        self.years = years

    def read(self, sentence: Sentence, due: str = "", strives: bool = False) -> ObligationMention:
        """The obligation of a sentence.

        Args:
            sentence: the sentence.
            due: by when it is due where it sets no time itself, or ''.
            strives: whether words before it make it a striving.
        """
        dates = due_dates(sentence.text, self.years)
        if due and not dates:
            dates = (Due(0, len(sentence.text), due),)
        elif due and _A_PART.match(sentence.text, dates[0].start):
            dates = (Due(0, dates[0].start - 1, due), *dates)
        return ObligationMention(
            path=sentence.path,
            start=sentence.start,
            end=sentence.end,
            strength=strength(sentence.text, strives),
            deadline=latest(dates),
            modality=self._modality.read(sentence.text),
            dates=dates,
            bearers=self._bearers.read(sentence.text),
        )


def find_obligations(
    clean: str, outline: Outline, reader: ObligationReader, terms: Mapping[int, str]
) -> Iterator[ObligationMention]:
    """Directing sentences of measures (level-2 items and chapters without items), in order.

    Args:
        clean: the text of the document.
        outline: its structure.
        reader: reads a sentence.
        terms: by when a sentence is due that starts at an offset, where something behind it says so.
    """
    titles = {p.path: p.title for p in outline.provisions}
    measures = {
        p.path: p for p in outline.provisions if p.is_measure and not tells_background(p.path, titles)
    }
    signed = _signature(outline.sentences)
    carriers: dict[str, Carrier] = {}
    year, headed = "", ""
    last = plan_end(outline.title)
    for sentence in outline.sentences:
        if clean[sentence.start - 1] == "\n" or sentence.path != headed:
            heading = _YEAR_HEADING.fullmatch(sentence.text)
            year, headed = heading[1] if heading else "", sentence.path
        if sentence.path not in measures:
            continue
        title = measures[sentence.path].title
        if sentence.path not in carriers:
            goal = goal_year(sentence.path, titles)
            carriers[sentence.path] = Carrier(
                clean, reader.years, bool(goal) or sets_goals(title), goal, last and max(last, goal)
            )
        carrier = carriers[sentence.path]
        if not _directs(sentence, title):
            # What only leads in a list sets the time for what is in it.
            if sentence.text.endswith("："):
                carrier.note(sentence, due_dates(sentence.text, reader.years))
            continue
        if _names_paragraph(clean, sentence) or sentence.start in signed:
            continue
        if tells_past(sentence.text, reader.years):
            continue
        carried = carrier.due(sentence) or year or stage_end(title)
        strives = carrier.strives(sentence)
        mention = reader.read(sentence, terms.get(sentence.start, carried), strives)
        carrier.note(sentence, mention.dates)
        yield mention


def _signature(sentences: Sequence[Sentence]) -> frozenset[int]:
    """Where the lines begin that say who signs a document and when, which direct nobody."""
    found: set[int] = set()
    for at, sentence in enumerate(sentences):
        if _DATE.fullmatch(sentence.text):
            above = reversed(sentences[max(0, at - _MOST_SIGNING) : at])
            signing = takewhile(lambda one: _SIGNS.fullmatch(one.text), above)
            found.update((sentence.start, *(one.start for one in signing)))
    return frozenset(found)


def _names_paragraph(clean: str, sentence: Sentence) -> bool:
    """Whether a few words at the start of a paragraph name what it is about: 电网发展。到2025年，…."""
    if not _NAME_OF_PART.fullmatch(sentence.text) or DIRECTIVE_LEAD.match(sentence.text):
        return False
    return clean[sentence.start - 1] == "\n" and clean[sentence.end + 1 : sentence.end + 2] not in ("", "\n")


def _directs(sentence: Sentence, title: str) -> bool:
    text = sentence.text
    if _PRINCIPLES.search(title) and _MOTTO.fullmatch(text):
        return False
    if (
        (_POINTS_END.match(text, len(text) - 1) and _POINTS.fullmatch(text))
        or _DEFINES.search(text)
        or tells_trouble(text)
    ):
        return False
    return len(text) >= 4 and not (_BACKGROUND.match(text) or _IN_FORCE.search(text))
