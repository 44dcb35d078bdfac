"""Directing sentences of measures, their strength and deadline.

The order of strengths is the guideline's: prohibition, requirement, direction, encouragement, striving. The first
two are told by a cue anywhere in the sentence; the last two only where no clause directs without a softer word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from policygraph.extraction.bearers import BearerReader
from policygraph.extraction.chapters import sets_goals, tells_background
from policygraph.extraction.due import Due, due_dates, latest
from policygraph.extraction.mentions import ObligationMention
from policygraph.extraction.modality import ModalityReader
from policygraph.model import Outline, Sentence, Strength

_PROHIBITION = re.compile(
    r"严禁|禁止|不得|不准|不许|一律不|严格禁止|不予(?:审批|核准|备案|批准|办理)"
    r"|不再(?:新|审批|布局|核准|备案|批准|受理|建设|使用|安排|扩|增)"
)
_REQUIREMENT = re.compile(
    r"必须|应当|务必|确保|严格|坚决|一律"
    r"|(?<![无仍急莫])须(?!知)"
    r"|(?<![相对响适供反效顺感呼因回照])应(?!用|急|对|答|变|力|收|付|届|邀|运|诉|景|聘|征|战|援|接|景)"
    r"|(?<![主重需必只摘纲概简首次想紧显险提机纪不])要(?![求素点闻件道领害塞价挟旨略约务])"
)
_ADVERB = (
    r"(?:积极|大力|全面|深入|加快|逐步|稳步|有序|重点|着力|持续|进一步|充分|切实|认真|扎实|科学|合理|统筹|依法|依规|"
    r"严厉|严肃|坚持|不断|全力|继续|优先|率先|带头|扩大|适时|及时|探索|广泛|强力|高标准|高质量|率先|同步|因地制宜)*"
)
_SOFT_CLAUSE = re.compile(rf"^{_ADVERB}(?:鼓励|支持|引导|倡导|提倡)")
_TIME_LEAD = re.compile(
    r"^(?:(?:到|在|至|截至)?20\d\d年(?:\d{1,2}月)?(?:底|末)?(?:之?前)?|“?十[三四五]五”?(?:时期|期间|末|期末))$"
)
_STRIVING_LEAD = re.compile(
    r"^(?:力争|争取|努力|力求)(?:到|在|至)?(?:20\d\d年|“?十[三四五]五”?)(?:底|末)?(?:之?前)?"
)
# After 鼓励企业…, these continue what the encouraged are to do or what comes of it …
_CONTINUES = re.compile(
    r"^(?:优化|改善|提升|提高|降低|减少|促进|实现|形成|增强|扩大|参与|带动|助力|自觉|共同|积极参与|推动.{0,12}(?:发展|转型|升级)$|"
    r"为|以|并|从而|不断提|采取|采用|购买|使用|选用|优先)"
)
# … and a clause without any verb of government only sets the scene.
_SCENE = re.compile(
    r"^(?:以.+为(?:重点|目标|核心|导向|主|抓手|依托)|按照.+(?:原则|要求|思路)|对.{0,40}的|除.+外|在.{2,40}(?:中|下|前|内|上|时)|根据.+|依托.+|围绕.+|聚焦.+|针对.+|面向.+|结合.+|通过.+)$"
)
# What comes of it directs nobody: …，为实现碳达峰奠定坚实基础; …，满足群众的需要.
_RESULT = re.compile(
    r"^(?:从源头上?|为.{2,40}(?:奠定|提供|作出|做出|打下|夯实|创造|积累|贡献).*|(?:更好|充分)?(?:满足|适应).+(?:需要|需求|要求)$|从而)"
)
# Who is encouraged, and what then is still for them to do and not for those who encourage.
_SOFT_WITH_DOER = re.compile(
    rf"^{_ADVERB}(?:鼓励|支持|引导|倡导|提倡).{{0,30}}?(?:企业|园区|集群|机构|机关|单位|[户者民众]|组织|学校|医院|建筑|县（市、区）)"
)
_DOER_GOES_ON = re.compile(
    r"^(?:建设|建立|开展|实施|发展|配备|发布|开放|搭建|应用|更新|淘汰|代替|替代|有效|将|把|使)"
)
# A motto of a chapter of principles: ——系统治理、协同增效。
_PRINCIPLES = re.compile(r"原则$")
_MOTTO = re.compile(
    r"[—\-]*(?:坚持)?[\u4e00-\u9fff]{2,6}(?:[，、][\u4e00-\u9fff]{2,6}){1,3}|[—\-]*坚持[\u4e00-\u9fff]{4,8}"
)
_TITLES = re.compile(r"《[^》]*》")
_SOFTENED = re.compile(r"力争|力求|(?<!积极)争取(?!.{0,8}(?:资金|支持|政策|项目))|努力")
_BACKGROUND = re.compile(
    r"^(?:近年来|目前|当前|截至|截止|本(?:方案|计划|规划|意见|办法).{0,6}(?:由|自|所称|有效期)|以下简称|注：|其中，|此件|特此|附件|"
    r"20\d\d年(?:以来|，全[市省]累计)|“?十三五”?(?:期间|时期|以来))"
)


class ObligationReader:
    """Reads what a directing sentence says as a whole.

    Args:
        modality: tells whether a sentence obliges, permits or exempts.
        bearers: tells who has to act.
    """

    def __init__(self, modality: ModalityReader, bearers: BearerReader) -> None:
        self._modality = modality
        self._bearers = bearers

    def read(self, sentence: Sentence, due: str = "") -> ObligationMention:
        """The obligation of a sentence; ``due`` is by when it is due where it sets no time itself, or ''."""
        dates = due_dates(sentence.text)
        if due and not dates:
            dates = (Due(0, len(sentence.text), due),)
        return ObligationMention(
            path=sentence.path,
            start=sentence.start,
            end=sentence.end,
            strength=strength(sentence.text),
            deadline=latest(dates),
            modality=self._modality.read(sentence.text),
            dates=dates,
            bearers=self._bearers.read(sentence.text),
        )


def find_obligations(
    outline: Outline, reader: ObligationReader, terms: Mapping[int, str]
) -> Iterator[ObligationMention]:
    """Directing sentences of measures (level-2 items and chapters without items), in order.

    Args:
        outline: the document.
        reader: reads a sentence.
        terms: by when a sentence is due that starts at an offset, where something behind it says so.
    """
    titles = {p.path: p.title for p in outline.provisions}
    measures = {
        p.path: p for p in outline.provisions if p.is_measure and not tells_background(p.path, titles)
    }
    goal_deadlines: dict[str, str] = {}
    for sentence in outline.sentences:
        if sentence.path not in measures or not _directs(sentence, measures[sentence.path].title):
            continue
        # A chapter of goals names its year once, for all of them.
        mention = reader.read(sentence, terms.get(sentence.start) or goal_deadlines.get(sentence.path, ""))
        if sets_goals(measures[sentence.path].title):
            goal_deadlines[sentence.path] = mention.deadline
        yield mention


def strength(sentence: str) -> Strength:
    """The strength of a directing sentence: prohibition, requirement, direction, encouragement or striving."""
    bare = _TITLES.sub("", sentence) if "《" in sentence else sentence
    if _PROHIBITION.search(bare):
        return Strength.PROHIBITION
    if _REQUIREMENT.search(bare):
        return Strength.REQUIREMENT
    kinds = _clause_kinds(bare)
    if Strength.DIRECTION in kinds or not kinds:
        return Strength.DIRECTION
    return Strength.ENCOURAGEMENT if Strength.ENCOURAGEMENT in kinds else Strength.STRIVING


def _clause_kinds(sentence: str) -> set[Strength]:
    kinds: set[Strength] = set()
    governed = ""
    for clause in re.split(r"[，：]", sentence):
        if not clause or _TIME_LEAD.match(clause):
            continue
        if clause.startswith("相当于"):
            break
        if _STRIVING_LEAD.match(clause):
            governed = Strength.STRIVING
            kinds.add(Strength.STRIVING)
            continue
        kind = _clause_kind(clause, governed)
        if kind:
            kinds.add(kind)
        if kind is Strength.ENCOURAGEMENT:
            governed = "doer" if _SOFT_WITH_DOER.match(clause) else kind
    return kinds


def _clause_kind(clause: str, governed: str) -> Strength | None:
    if _SOFT_CLAUSE.match(clause):
        return Strength.ENCOURAGEMENT
    if governed in (Strength.ENCOURAGEMENT, "doer") and _CONTINUES.match(clause):
        return None
    if governed == "doer" and _DOER_GOES_ON.match(clause):
        return None
    if _SCENE.match(clause) or _RESULT.match(clause):
        return None
    if governed == Strength.STRIVING or _SOFTENED.search(clause):
        return Strength.STRIVING
    return Strength.DIRECTION


def _directs(sentence: Sentence, title: str) -> bool:
    text = sentence.text
    if _PRINCIPLES.search(title) and _MOTTO.fullmatch(text):
        return False
    return len(text) >= 4 and not _BACKGROUND.match(text)
