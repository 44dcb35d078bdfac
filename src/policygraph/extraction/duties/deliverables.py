"""What has to be made: ledgers, lists, platforms, and plans that have still to be written.

The words are data (``DeliverableKind`` in ``codes.ttl``); one counts where a verb of making governs it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from policygraph.extraction.clauses import split_clauses
from policygraph.extraction.cues import CueFinder, Told
from policygraph.vocabulary import Cue

__all__ = ["DeliverableMention", "DeliverableReader"]

_WRITTEN = ("sub-plan", "rules")
_MAKE = re.compile(
    r"建立健全|建立完善|修订完善|研究制定|制定出台|制定完善|研究编制|制定|编制|制订|出台|修订|修编|印发|完善|健全|建立|建设|搭建|构建|打造|开发|建成|组建|更新|推进|推动|加快"
)
_WRITE = re.compile(r".*(?:制定|编制|制订|出台|修订|修编|印发|完善)")
_COURSE = re.compile(r"推进|推动|加快")
_BUILDING = re.compile(r"(?:体系|系统)?建设(?=$|[，；。、和及与并）])")
_BEHIND = re.compile(
    r"[》”’]?(?:$|[，；。（）和及与并或]|、(?!建设|管理|监测|审批|实施|运行)|以及|(?:体系|系统)?建设|体系(?=$|[，；。]))"
)
_CONNECTOR = re.compile(r"[、和及与]|以及|及其")
# 修订完善后的条例: it is there already.
_MADE = re.compile(r"(?:修订|完善|健全|出台|印发|实施)*后")
# 将…纳入平台, 依托平台, 出台了方案: there is one already; 以平台为骨干: it is part of something else.
_USED = re.compile(r"^(?:了|以)|纳入|接入|依托|利用|通过|运用|借助|用好|列入|落实|按照|根据|实施")
_OPENING = re.compile(r"^(?:一批|一个|全市|统一的?|本地区的?|各自的?|本)+")
# 管理台账 is a name by itself, 台账 is none.
_NAMED_ALONE = 3
_LONGEST = 48


@dataclass(frozen=True, slots=True)
class DeliverableMention:
    """What is to be made, by its name at ``[start, end)``, its kind, and the verb of making."""

    start: int
    end: int
    kind: str
    deed: str


class DeliverableReader:
    """Finds deliverables.

    Args:
        cues: the words for them.
    """

    def __init__(self, cues: Iterable[Cue]) -> None:
        self._what = CueFinder(cues)

    def read(self, sentence: str) -> Iterator[DeliverableMention]:
        """Those of a directing sentence, in order."""
        for clause in split_clauses(sentence):
            earlier: Told | None = None
            for told in self._what.find(sentence, clause.start, clause.end):
                found = self._deliverable(sentence, clause.start, clause.end, told, earlier)
                if found:
                    yield found
                    earlier = told

    @staticmethod
    def _deliverable(
        sentence: str, start: int, stop: int, told: Told, earlier: Told | None
    ) -> DeliverableMention | None:
        after = sentence[told.end : stop]
        verbs = [v for v in _MAKE.finditer(sentence, start, told.start) if not _MADE.match(sentence, v.end())]
        if not verbs or not _BEHIND.match(after):
            return None
        verb = next((v for v in reversed(verbs) if not _COURSE.fullmatch(v[0])), verbs[-1])
        begin = verb.end()
        if earlier and earlier.start >= begin:
            connector = _CONNECTOR.match(sentence, earlier.end)
            if not connector:
                return None
            begin = connector.end()
        opening = _OPENING.match(sentence[begin : told.start])
        begin += opening.end() if opening else 0
        begin = max(begin, sentence.rfind("《", begin, told.start))
        name = sentence[begin : told.start]
        is_course = bool(_COURSE.fullmatch(verb[0]))
        if (
            not (name or told.end - told.start >= _NAMED_ALONE)
            or len(name) > _LONGEST
            or _USED.search(name)
            or (is_course and not _BUILDING.match(after))
            or (told.code in _WRITTEN and not _WRITE.fullmatch(verb[0]))
        ):
            return None
        end = told.end + (1 if after.startswith("》") and name.startswith("《") else 0)
        return DeliverableMention(begin, end, told.code, verb[0])
