"""Figures that look like something to be reached and of which no target was made."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from policygraph.extraction.chapters import tells_background
from policygraph.extraction.clauses import mask_titles, split_clauses
from policygraph.extraction.mentions import TargetMention
from policygraph.extraction.periods import years_of
from policygraph.extraction.targets.quantities import QuantityFinder, find_malformed
from policygraph.misses.miss import Miss, Spans, findings_of
from policygraph.misses.weighing import weigh
from policygraph.model import Finding, Outline, Sentence, Severity, Text
from policygraph.vocabulary import UnitEntry

__all__ = ["FigureReviewer"]

_PER = re.compile(r"[/／]")
_FIGURE = re.compile(r"\d|[二两三四五六七八九十百千万][^年月日]|分之|[半倍零]|全覆盖")
_NUMERALS = "一二两三四五六七八九十百千万亿"
# Numbers that no unit of the vocabulary follows: 18席, 两趟, 1:500. Dates, ordinals, and parts of names are none.
_BARE = re.compile(
    r"(?<![\dA-Za-z.,〔\[（(第“·\-—+/年月∶:×“])(?!0\d)\d[\d,]*(?:\.\d+)?(?:余|多)?[万亿千百]?(?=[\u4e00-\u9fff])"
    r"(?![年月日时号分周级条款类章节期代星位版例届次+·大小上中下至到和与及、]|个?工作日|小时)"
    r"|(?<!\d)\d+[:：∶/]\d+(?:\.\d+)?(?![\d:：/年月日号-])"
    rf"|(?<=至少|少于|低于|超过|达到|新增|建成|完成|突破|多于|新建)(?!一|四川|二氧化)[{_NUMERALS}]+(?![{_NUMERALS}年月日级类期五])"
    rf"|(?<![{_NUMERALS}第十“、])(?:两|[二三四五六七八九]?十[二三四五六七八九]?|[百千])[\u4e00-\u9fff](?=[，；。]|$)(?<![者级类岸期个五年月日是大化])"
    r"|[一二三四五六七八九]成(?![立为长果效员本分功就熟都])|[二三四五六七八九十]之[一二三四五六七八九]+|(?<=破|超|近)[百千万][\u4e00-\u9fff](?=[，；。]|$)"
)
_NAMED_SO = re.compile(r"20\d\d|[一二三]七")
_LED = re.compile(
    r"(?:不[应得]?(?:低于|少于|超过|高于|多于|大于|小于)|达到?|突破|超过?|控制在|提高到|提升至|增加到|降至|降到|[≥≤])$"
)
_ALONE = re.compile(r"(?<![\dA-Za-z.,〔\[（(第“·\-—+/年月])\d[\d,.]*\d?(?=[，。；]|$)")
# Words for a share, a doubling or nothing at all.
_WORDS = re.compile(
    r"一半以上|半数以上|过半(?!数以上同意)|减半|倍增(?!计划|行动|工程|器)|成倍(?:增长|提高)|翻倍|翻一?番|[一两三]倍|全覆盖|全达标|“?清零”?|零增长|负增长|零排放|零新增|零距离"
)
_REACHED = re.compile(r"(?:实现|达到|做到|确保|完成|保持|力争|争取|保证)[^，；]*$")


@dataclass(frozen=True, slots=True)
class _Context:
    """What a document tells about its figures: the last past year, and where its targets stand and in what unit."""

    past: str
    read: Spans
    units: Mapping[int, str]


class FigureReviewer:
    """Tells of figures that were not read, or not fully.

    Args:
        units: every spelling of a unit → the unit.
        quantities: finds the figures of a clause.
    """

    def __init__(self, units: Mapping[str, UnitEntry], quantities: QuantityFinder) -> None:
        self._units = units
        self._quantities = quantities

    def findings(
        self, text: Text, outline: Outline, passages: Sequence[Sentence], targets: Sequence[TargetMention]
    ) -> Iterator[Finding]:
        """Findings for numbers that are none, figures of which no target was made, and units that nobody knows.

        Args:
            text: the document.
            outline: its structure.
            passages: its sentences, those in tables of tasks too.
            targets: what was read of them.
        """
        for start, end in find_malformed(text.clean):
            message = (
                f"“{text.clean[start:end]}” is not a valid number and was skipped; correct it in the source"
            )
            yield Finding("number-malformed", Severity.WARNING, message, text.span(start, end))
        places = self._unread(text.clean, outline, passages, targets)
        what = "may be a figure to be reached and was not read as one"
        yield from findings_of("quantity-unread", what, places, text)
        for target in targets:
            if target.unit and target.unit not in self._units and not _PER.search(target.unit):
                message = f"“{target.unit}” is not a unit of the vocabulary; add it to units.ttl"
                yield Finding("unit-unknown", Severity.INFO, message, text.span(target.start, target.end))

    def _unread(
        self, clean: str, outline: Outline, passages: Sequence[Sentence], targets: Sequence[TargetMention]
    ) -> Iterator[Miss]:
        """Figures that are no targets, for no strong reason."""
        titles = {p.path: p.title for p in outline.provisions}
        context = _Context(
            years_of(outline, clean).past,
            Spans((target.start, target.end) for target in targets),
            {target.start: target.unit for target in targets},
        )
        for sentence in passages:
            if _FIGURE.search(sentence.text) and not tells_background(sentence.path, titles):
                yield from self._of_sentence(sentence, context)

    def _of_sentence(self, sentence: Sentence, context: _Context) -> Iterator[Miss]:
        text, offset = mask_titles(sentence.text), sentence.start
        quantities = list(self._quantities.find(text))
        units = {context.units.get(offset + one.start, "") for one in quantities} - {""}
        clauses = split_clauses(text)
        for one in quantities:
            if context.read.touch(offset + one.start, offset + one.end):
                continue
            clause = next(c for c in clauses if c.start <= one.start < c.end)
            if how := weigh(text, one, clause, context.past, units):
                yield Miss(offset + one.start, offset + one.end, how is Severity.WARNING, offset)
        taken = Spans((*((one.start, one.end) for one in quantities if one.unit), *find_malformed(text)))
        for start, end in _unmeasured(text):
            if not taken.touch(start, end) and not context.read.touch(offset + start, offset + end):
                yield Miss(offset + start, offset + end, is_likely=False, group=offset)


def _unmeasured(text: str) -> Iterator[tuple[int, int]]:
    """Numbers without a known unit behind words of bounds, and words for values that are to be reached."""
    for match in _BARE.finditer(text):
        if not _NAMED_SO.fullmatch(match.group()):
            yield match.span()
    for match in _ALONE.finditer(text):
        if _LED.search(text, 0, match.start()):
            yield match.span()
    for match in _WORDS.finditer(text):
        if _REACHED.search(text, 0, match.start()):
            yield match.span()
