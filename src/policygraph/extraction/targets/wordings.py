"""Targets whose value is said in words about a whole: 全部建成, 全覆盖, 清零, 负增长, 消除黑臭水体.

The words are data (``ontology/vocabularies/wordings.ttl``); here stands where they have to stand in a clause to commit
anybody. Words that select (已全部建成的企业), name (全覆盖监管体系) or only set a course (推动全覆盖) give no target.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from policygraph.extraction.clauses import CREATE, STRIVE, Clause
from policygraph.extraction.targets.phrases import clean_phrase
from policygraph.model import Comparator, WordingPlace
from policygraph.vocabulary import ValueWording

__all__ = ["Worded", "WordingFinder"]

_DEED = re.compile(
    rf"(?:稳定|按时|按期|如期|依法|实现|完全)*(?:按|依照|以|实现|达到|达标|接入|纳入|使用|采用|采取|执行|配备|安装|符合|满足|具备|"
    rf"通过|覆盖|入园|进入|退出|淘汰|清退|清理|替换|替代|转为|用于|参与|开展|落实|消除|关闭|联网|封闭|入库|优于|{CREATE})"
)
# Deeds that say nothing without their object, and mere efforts (加大…改造力度).
_UNSAID = re.compile(r"(?:纳入|接入|使用|采用|采取|执行|按|以|达到|实施|推动|开展)|.*(?:力度|步伐|进度)")
# 全部淘汰国二车: what is done to the thing behind it.
_DONE_TO = re.compile(
    r"(?P<deed>淘汰|关停|取缔|拆除|清退|退出|关闭|替换|更换|更新|完成|建成|消除|整改)(?P<thing>[^，；]{3,24})$"
)
# 必须满足要求 of all things, or what they are to reach.
_REQUIRED = re.compile(
    r"的?(?P<thing>[^，；的]{2,20}?)(?:(?:必须|应当|应|须|均|都|全部|一律|要)+|(?=达到|实现|建成|完成))(?P<deed>[^，；]{2,})$"
)
# 全面 says all only of what is reached: 全面达到超低排放要求, not 全面落实要求.
_REACHING = re.compile(r"达到|实现|执行|符合|满足")
# 对六家企业实施改造，全面达到要求: what was spoken of before.
_TREATED = re.compile(r"^对(?P<thing>[^，；]{2,40}?)(?:进行|实施|开展)[^，；]{2,16}$")
_NOUN = re.compile(r"(?:任务|内容|工作|要求|事项|责任|费用|资金|收入|过程|流程|环节|领域|要素|产业)")
_REPORTED = re.compile(r"^(?:对|若|如果|如|除|凡)|已|目前|截至|截止|曾|未|没有|不(?!再|得|能)")
_SELECTS = re.compile(r"的(?!标准|要求|限值|水平|规定|目标|途径)")
# Said of a whole, and no more than pushed for.
_COURSE = re.compile(
    r"^(?:推动|推进|促进|探索|鼓励|支持|引导|倡导|研究|推行|围绕|以|按照|通过|坚持|为|加快|持续|推广|开展|完善|健全|加强|建立|构建)"
)
_REACHED = re.compile(
    r"(?:基本|力争|逐步|全面|稳定|努力|确保|全部|，)*(?:实现|完成|达到|做到|保持|达成)(?:了|对)?"
)
_BEHIND = re.compile(r"[”’]?(?=$|[、，；）和及与并])|[”’]?(?=目标(?:$|[，；]))")
_ABOUT = re.compile(r"基本$")
_ABOUT_REACHED = re.compile(r"基本(?:实现|完成|达到|做到)")
_OPENING = re.compile(r"[“‘「]$")
_LEAD = re.compile(
    r"^(?:在[^，]{2,20}?(?=率先)|率先|实行|推行|实施|实现|完成|达到|做到|保持|坚持|确保|努力|力争|争取|将|把|使|让|推动|推进|使得|对于?|其中|原则上|基本|全面|逐步|稳步|\*|的)+"
)
_TAIL = re.compile(
    r"(?:(?:于|在|到)?20\d\d年(?:\d{1,2}月)?(?:底|末)?(?:之?前)?|原则上|力争|争取|努力|确保|均|都|要|应|须|必须|应当|将|基本|已|于|在|\*|的|，|实行|进行)+$"
)
# 甲、乙所在海域力争实现禁养区内养殖全部清退
_STRIVING = re.compile(r"^.{2,}?(?:力争|争取|努力|确保)(?:实现|完成)?(?=.{4})")
# What stands for the title of a document, or a name made of figures, that is not read.
_BLANKED = "　"
_SHORTEST = 2
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Worded:
    """A target in words: where they stand in the sentence, what they are said of, and what they say."""

    start: int
    end: int
    phrase: str
    wording: ValueWording
    op: Comparator
    strives: bool
    clause: Clause
    left: str


class WordingFinder:
    """Finds targets in words.

    Args:
        wordings: the words of the vocabulary.
        known: whether the vocabulary has an indicator of a name.
    """

    def __init__(self, wordings: Sequence[ValueWording], known: Callable[[str], bool]) -> None:
        self._meaning = {label: wording for wording in wordings for label in wording.labels}
        labels = sorted(self._meaning, key=lambda label: (-len(label), label))
        # 安全利用, 健全收集体系, 所有权: the word would be a part of another.
        words = "|".join(map(re.escape, labels))
        self._words = re.compile(words or r"(?!)")
        self._pattern = re.compile(rf"(?<![安健完齐周])(?:{words})(?!权)" if words else r"(?!)")
        self._last = re.compile(rf"(?:{self._pattern.pattern})[、和]?$")
        self._known = known

    def find(self, text: str, clauses: Sequence[Clause], taken: Sequence[int]) -> Iterator[Worded]:
        """Targets in words of one sentence.

        Args:
            text: the sentence, with titles of documents masked.
            clauses: its clauses.
            taken: where figures stand in it that are targets: words in the same clause only stress them.
        """
        for at, clause in enumerate(clauses) if self._words.search(text) else ():
            if any(clause.start <= start < clause.end for start in taken):
                continue
            previous = text[clauses[at - 1].start : clauses[at - 1].end] if at else ""
            begin, lead = clause.start, ""
            for match in self._pattern.finditer(text, clause.start, clause.end):
                if begin == match.start():
                    begin, lead = clause.start, ""
                found = self._read(text, clause, match, begin, lead, previous)
                if not found:
                    continue
                yield found
                if found.wording.place is not WordingPlace.BEHIND_THING:
                    begin = match.end()
                elif text[match.end() : match.end() + 1] in ("、", "和", "及"):
                    # 实现管网全覆盖、污水全收集: another thing of which the same is said
                    reached = list(_REACHED.finditer(found.left))
                    begin, lead = match.end() + 1, reached[-1][0] if reached else "实现"

    def _read(
        self, text: str, clause: Clause, match: re.Match[str], begin: int, lead: str, previous: str
    ) -> Worded | None:
        wording = self._meaning[match[0]]
        left, after = lead + text[begin : match.start()], text[match.end() : clause.end]
        reader = {
            WordingPlace.BEFORE_DEED: self._all_done,
            WordingPlace.BEFORE_ALL: self._all_required,
            WordingPlace.BEHIND_THING: self._reached,
            WordingPlace.BEFORE_THING: self._removed,
        }[wording.place]
        phrase = reader(wording, left, after, previous)
        if not _SHORTEST <= len(phrase) <= _LONGEST or _BLANKED in phrase:
            return None
        about = _ABOUT.search(left)
        is_about = wording.op is Comparator.EQ and (about or _ABOUT_REACHED.search(left))
        return Worded(
            start=about.start() + begin if about else match.start(),
            end=match.end(),
            phrase=phrase,
            wording=wording,
            op=Comparator.APPROX if is_about else wording.op,
            strives=bool(STRIVE.search(text, clause.start, match.start())),
            clause=clause,
            left=left,
        )

    @staticmethod
    def _all_done(wording: ValueWording, left: str, after: str, previous: str) -> str:
        """新建建筑全部按绿色建筑标准设计 → 新建建筑按绿色建筑标准设计比例."""
        deed = _DEED.match(after)
        if not deed or _REPORTED.search(left) or _SELECTS.search(after) or _UNSAID.fullmatch(after):
            return ""
        after = after.removesuffix("任务")
        if wording.only_of and not (_REACHING.match(after) and after.endswith(wording.only_of)):
            return ""
        thing = _thing(left)
        if not thing and (treated := _TREATED.match(previous)):
            thing = _thing(treated["thing"])
        if not thing and previous.endswith("的"):
            # 年货运量…的，原则上全部接入铁路专用线: those that the clause before selects.
            thing = _thing(previous)
        if thing:
            return thing + after + wording.ending
        done_to = _DONE_TO.match(after)
        return done_to["thing"] + done_to["deed"] + wording.ending if done_to else ""

    @staticmethod
    def _all_required(wording: ValueWording, left: str, after: str, _: str) -> str:
        """所有新建项目必须满足总量控制要求 → 新建项目满足总量控制要求比例."""
        required = _REQUIRED.match(after)
        if not required or _REPORTED.search(left) or _SELECTS.search(required["deed"]):
            return ""
        return required["thing"] + required["deed"] + wording.ending

    def _reached(self, wording: ValueWording, left: str, after: str, _: str) -> str:
        """实现生活污水全收集 → 生活污水收集率; 煤炭消费总量实现负增长 → 煤炭消费总量."""
        # 全收集全处理, 全焚烧零填埋: words that follow each other are said of one thing.
        others = self._pattern.match(after)
        if not (_BEHIND.match(after) or others) or re.search(r"已|目前|未|没有", left):
            return ""
        while earlier := self._last.search(left):
            left = left[: earlier.start()]
        bare = _OPENING.sub("", left)
        reached = list(_REACHED.finditer(bare))
        if not reached and not others and after[:1] not in ("", "，"):
            # 推广深度节水、废水零排放、固废减量技术: a list of names.
            return ""
        if not reached and _COURSE.match(_thing(bare) or bare):
            return ""
        if not reached and _COURSE.match(re.sub(r"^.*，", "", bare)):
            return ""
        if reached and reached[-1].end() == len(bare):
            bare = bare[: reached[-1].start()]
        elif reached:
            bare = bare[reached[-1].end() :]
        thing = _thing(bare)
        return thing + wording.ending if thing else ""

    @staticmethod
    def _removed(wording: ValueWording, left: str, after: str, _: str) -> str:
        """基本消除农村黑臭水体 → 农村黑臭水体."""
        thing = after.rstrip("”’")
        if _REPORTED.search(left) or not thing.endswith(wording.only_of):
            return ""
        return thing


def _thing(words: str) -> str:
    """What the words are said of: without time, region, verbs and adverbs around it."""
    bare = words
    while (trimmed := _TAIL.sub("", _OPENING.sub("", bare))) != bare:
        bare = trimmed
    phrase = clean_phrase(bare)
    phrase = _LEAD.sub("", _STRIVING.sub("", phrase))
    return "" if _NOUN.fullmatch(phrase) else phrase
