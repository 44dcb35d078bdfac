"""Who looks into it, how often, and what follows: assessments, inspections, reports and their consequences.

The words are data (``EvaluationKind``, ``Frequency``, ``ConsequenceKind`` in ``codes.ttl``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from policygraph.extraction.cues import CueFinder, Told
from policygraph.vocabulary import Cue

__all__ = ["EvaluationReader", "FollowUp"]

_REPORT, _INSPECTION, _GUIDANCE = "report", "inspection", "guidance"
# 考核结果, 考核断面, 督察整改: names of other things.
_NAMES = re.compile(
    r"(?:考核)?结果|断面|内容|范围|依据|频次|权重|指标(?!体系)|目标(?!责任)|办法|措施|方案|要求|整改|反馈|问题|机制|组(?!织)|点位|达标率|合格率|情况|单位|对象|监测|作为|年度"
)
_NO_EVALUATION = re.compile(r"(?:可|被|环境影响|接受|迎接|配合做好[^，]*)$")
_TOWARDS = re.compile(
    r"向(?P<to>[^，；。向]{2,20}?)(?:及时|专题|书面|定期|如实|逐级|提交|作出|做出|进行|予以)*$"
)
_MADE_KNOWN_TO = re.compile(r"(?:至|到|给)(?P<to>[^，；。]{2,20}?)(?=$|[，；。])")
# 将总结报送省节能办
_SENT_TO = re.compile(r"(?P<to>(?:国家|省|市|县|区)[^，；。]{1,16}?)(?:备案|审核|审查)?(?=$|[，；。])")
# 考核结果交由干部主管部门作为…的依据
_HANDED_TO = re.compile(r"(?:交由|提交|报送|移交)(?P<to>[^，；。]{2,16}?)作为(?:对[^，；。]*)?$")
# Whom guidance is for, where it is what follows and no duty towards all.
_FALLEN_SHORT = re.compile(r"不力|未完成|未达|落后|滞后|靠后|不达标|不到位|缓慢|较差")
_BETWEEN = (
    r"(?:\d{1,2}月(?:\d{1,2}日|底|末|初)?前?|将[^，；。]{1,40}|对[^，；。]{1,20}?|向[^，；。]{1,16}?|"
    r"组织|开展|进行|实行|实施|予以|专题|书面)*"
)
_STOP = re.compile(r"[，；。：]")


@dataclass(frozen=True, slots=True)
class FollowUp:
    """An evaluation (with ``frequency``, '' if none is told) or a consequence, as ``kind`` says, and to whom."""

    start: int
    end: int
    kind: str
    frequency: str
    recipient: str
    is_consequence: bool


class EvaluationReader:
    """Finds evaluations and consequences.

    Args:
        cues: the words of ``EvaluationKind``, ``Frequency`` and ``ConsequenceKind``.
    """

    def __init__(self, cues: Mapping[str, Sequence[Cue]]) -> None:
        self._consequences = {cue.code for cue in cues["ConsequenceKind"]}
        self._what = CueFinder(cues["ConsequenceKind"], cues["EvaluationKind"])
        self._how_often = CueFinder(cues["Frequency"])
        self._before = re.compile(rf"(?P<often>{self._how_often.pattern}){_BETWEEN}$")

    def read(self, sentence: str) -> Iterator[FollowUp]:
        """Those of a directing sentence, each kind and rhythm once."""
        found = [one for told in self._what.find(sentence) if (one := self._follow_up(sentence, told))]
        rhythmic = {one.kind for one in found if one.frequency}
        seen: set[tuple[str, str, str]] = set()
        for one in found:
            # 实行考核，…年度评价、中期评估: the rhythms say it better.
            is_general = not one.frequency and one.kind in rhythmic and not one.is_consequence
            said = (one.kind, one.frequency, one.recipient)
            if not is_general and said not in seen:
                seen.add(said)
                yield one

    def _follow_up(self, sentence: str, told: Told) -> FollowUp | None:
        stops = [match.end() for match in _STOP.finditer(sentence, 0, told.start)]
        before, after = sentence[stops[-1] if stops else 0 : told.start], sentence[told.end :]
        sent = sentence[told.start : told.end] == "报送"
        to = (
            _TOWARDS.search(before)
            or _HANDED_TO.search(before)
            or (_SENT_TO if sent else _MADE_KNOWN_TO).match(after)
        )
        is_consequence = told.code in self._consequences
        if told.code == _GUIDANCE and not _FALLEN_SHORT.search(sentence, 0, told.start):
            return None
        if not is_consequence and (
            _NAMES.match(after)
            or _NO_EVALUATION.search(before)
            or (told.code == _REPORT and not to)
            or (told.code == _INSPECTION and after.startswith("制度"))
        ):
            return None
        return FollowUp(
            start=told.start,
            end=told.end,
            kind=told.code,
            frequency="" if is_consequence else self._frequency(before, sentence[told.start : told.end]),
            recipient=to["to"] if to else "",
            is_consequence=is_consequence,
        )

    def _frequency(self, before: str, words: str) -> str:
        """年度考核, 每年对各县进行考核, 及时向市政府报告."""
        own = next(self._how_often.find(words), None)
        if own and own.start == 0:
            return own.code
        told = self._before.search(before)
        return self._how_often.code(told["often"]) if told else ""
