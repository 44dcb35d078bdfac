"""Grades that a directing sentence names instead of a figure: Ⅲ类水体, 一级A, 国六, 超低排放, 标杆水平.

Grades, their names and ladders are data (``ontology/vocabularies/grades.ttl``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from policygraph.extraction.clauses import mask_titles, split_clauses
from policygraph.extraction.cues import CueFinder
from policygraph.model import Comparator
from policygraph.vocabulary import Cue, Grade

__all__ = ["GradeReader", "NamedGrade"]

_BEHIND = re.compile(r"(?:标准|水体|水质|阶段|排放标准)?(?:（含）|\(含\))?(?P<bound>及?以[上下])")
_BETTER = re.compile(r"(?:优于|好于|高于|不低于|不劣于|达到或优于)(?:或等于)?$")
_ABOUT = re.compile(r"(?:基本|大体|大致)(?:上|都)?(?:达到|实现|符合|满足|执行)?$")
_BELOW = re.compile(r"(?<!不)低于(?:[\u4e00-\u9fff]{0,4})$")
_REMOVED = re.compile(r"淘汰|禁止|严禁|不得|取缔|消除|退出|停止|限制|清退|替代|低于")
# 能效低于基准水平的企业, 介于标杆水平和基准水平之间: whom a rule is for.
_MISSED = re.compile(r"(?:未达到?|达不到|未能达到|不能达到|不满足|介于|处于|位于)[^，；]{0,14}$")
_SELECTS = re.compile(r"[^，；]{0,8}的(?![^，；]{0,10}(?:比例|比重|占比|产能|标准|要求|水平|目标))")
# 劣Ⅴ类水体比例为0
_NONE_LEFT = re.compile(r"(?:水体|水质|断面)*的?(?:比例|比重|占比)(?:为|达到|降至|控制在)?(?:0|零)(?![\d.])")


@dataclass(frozen=True, slots=True)
class NamedGrade:
    """A grade (its IRI) at a place of a sentence, and how what is meant stands to it."""

    start: int
    end: int
    grade: str
    op: Comparator
    is_removed: bool


class GradeReader:
    """Finds grades.

    Args:
        grades: those of the vocabulary.
    """

    def __init__(self, grades: Iterable[Grade]) -> None:
        known = tuple(grades)
        self._beside = {grade.iri: grade.beside for grade in known}
        self._finder = CueFinder([Cue(grade.iri, grade.words) for grade in known])

    def read(self, sentence: str) -> Iterator[NamedGrade]:
        """Those that a sentence names outside titles, in order."""
        text = mask_titles(sentence)
        for clause in split_clauses(text):
            for told in self._finder.find(text, clause.start, clause.end):
                beside = self._beside[told.code]
                if beside and not any(word in text for word in beside):
                    continue
                before = text[clause.start : told.start]
                if _is_condition(before, text[told.end : clause.end]):
                    continue
                behind = _BEHIND.match(text, told.end)
                yield NamedGrade(
                    start=told.start,
                    end=told.end,
                    grade=told.code,
                    op=_bound(before, behind["bound"] if behind else ""),
                    is_removed=bool(_NONE_LEFT.match(text, told.end))
                    or (bool(_REMOVED.search(before)) and not _BELOW.search(before)),
                )


def _is_condition(before: str, after: str) -> bool:
    """Whether a grade only tells whom a rule is for."""
    is_below = bool(_BELOW.search(before)) or before.startswith("对")
    return bool(_MISSED.search(before)) or (is_below and bool(_SELECTS.match(after)))


def _bound(before: str, behind: str) -> Comparator:
    if behind:
        return Comparator.GE if "上" in behind else Comparator.LE
    if _BETTER.search(before):
        return Comparator.GE
    if _ABOUT.search(before):
        return Comparator.APPROX
    return Comparator.LT if _BELOW.search(before) else Comparator.EQ
