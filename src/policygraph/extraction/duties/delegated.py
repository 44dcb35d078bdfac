"""Targets whose value another level sets, so that the plan alone does not tell it: 完成省下达的总量控制目标."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from policygraph.extraction.clauses import ends_with_noun, split_clauses
from policygraph.extraction.targets.coordination import distribute
from policygraph.extraction.targets.phrases import clean_phrase
from policygraph.vocabulary import Cue

__all__ = ["DelegatedReader", "Delegation"]

_SET = r"(?:下{1,2}达|分解下达|确定|核定|分解|分配|规定|定)"
_PERIOD = re.compile(r"^(?:“?十[三四五]五”?(?:时期|期间)?|20\d\d年度?|年度)的?|的$")
_REGION = re.compile(r"^[我全本各](?:市|省|县|区)域?的?")
_TAIL = re.compile(r"(?:控制|约束性|年度|考核|主要|各项)+$")
# 对老旧机组实施改造，…，完成省定任务: what the task is, said before.
_DONE_TO = re.compile(r"对(?P<thing>[^，；]{2,40}?)(?:实施|开展|进行)(?P<deed>[^，；]{2,12})(?=[，；])")
_PARTS = re.compile(r"、|和|及|与|以及")
# 各县（市、区）可结合…，自行确定年度能耗总量目标: who sets it is the subject.
_OWN = (
    r"(?:政府|人民政府)?(?:[、和及与][^，；。]{2,12}?){0,3}(?:可以?|应当?|要|须)?"
    r"(?:(?:根据|结合|按照|依据|综合考虑|统筹考虑)[^；。]{2,60}?，?)?(?:自行|科学|合理|分别|自主)*(?:确定|制定|设定|提出)"
    r"(?:本(?:地区?|县|区|市|行政区域)的?)?(?P<thing>[^，；。]{2,30}?)(?:目标|指标)(?=$|[，；。、）])"
)
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Delegation:
    """Such a target: where it stands in the sentence, what it measures, and the levels that set its value."""

    start: int
    end: int
    phrase: str
    context: str
    set_by: tuple[str, ...]


class DelegatedReader:
    """Finds delegated targets.

    Args:
        levels: the words for levels of government.
        known: whether the vocabulary has an indicator of a name.
    """

    def __init__(self, levels: Iterable[Cue], known: Callable[[str], bool]) -> None:
        self._levels = {word: level.code for level in levels for word in level.words}
        words = "|".join(map(re.escape, sorted(self._levels, key=lambda word: (-len(word), word))))
        self._pattern = re.compile(
            rf"(?:完成|实现|达到)(?P<by>(?:{words})(?:[、和与及](?:{words}))*){_SET}的?(?:给?[我本全各]?[市省县区]域?)?的?"
            r"(?P<thing>[^，；。]{0,60}?)(?:目标|指标|任务|要求)+(?=$|[，；。、）])"
            if words
            else r"(?!)"
        )
        self._own = re.compile(rf"(?:^|(?<=[，；]))各(?P<by>{words}){_OWN}") if words else self._pattern
        self._known = known

    def read(self, sentence: str) -> Iterator[Delegation]:
        """Those of a directing sentence; one for each indicator where several are coordinated."""
        for clause in split_clauses(sentence):
            for match in self._pattern.finditer(sentence, clause.start, clause.end):
                thing = self._thing(match["thing"], sentence[clause.start : match.start()])
                if not thing and (done := list(_DONE_TO.finditer(sentence, 0, match.start()))):
                    thing = done[-1]["thing"].rpartition("的")[2] + done[-1]["deed"]
                if len(thing) < _SHORTEST:
                    continue
                set_by = tuple(dict.fromkeys(self._levels[word] for word in _PARTS.split(match["by"])))
                for phrase in self._parted(thing):
                    yield Delegation(match.start(), match.end(), phrase, sentence[: clause.start], set_by)
        for match in self._own.finditer(sentence):
            level = self._levels.get(match["by"])
            phrase = self._thing(match["thing"], "")
            if level and len(phrase) >= _SHORTEST:
                yield Delegation(match.start("thing"), match.end(), phrase, "", (level,))

    @staticmethod
    def _thing(words: str, left: str) -> str:
        """What is measured: behind the level that sets it, or as the subject (减排量完成省下达的目标任务)."""
        while (bare := _PERIOD.sub("", words)) != words:
            words = bare
        thing = _TAIL.sub("", _REGION.sub("", words))
        subject = clean_phrase(left)
        return thing or (subject if ends_with_noun(subject) else "")

    def _parted(self, thing: str) -> list[str]:
        """化学需氧量、氨氮重点工程减排 → 化学需氧量重点工程减排, 氨氮重点工程减排; only where all are known."""
        count = len(_PARTS.split(thing))
        named = distribute(thing, count, self._known) if count > 1 else None
        return named if named and all(map(self._known, named)) else [thing]
