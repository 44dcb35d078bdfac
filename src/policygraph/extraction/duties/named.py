"""Firms and works that a directing sentence calls by name: 某某集团有限公司, 青河人工湿地工程, 甲县污水处理厂二期.

Works are named where what they are called holds a name: of a place, of a river or lake, of a firm, or in quotation
marks. The words for kinds of works, the names of firms known beyond their cities, and the words around both are data
(``EntityKind`` and ``WordList`` in ``codes.ttl``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from policygraph.extraction.clauses import split_clauses
from policygraph.extraction.cues import CueFinder, choice_of
from policygraph.vocabulary import Cue

__all__ = ["NamedEntityReader", "NamedMention"]

_COMPANY, _WORKS = "company", "works"
# What may stand among the verbs that lead a name, and behind one.
_BETWEEN = r"对|以|在|由|将|把|为|与|和|及|等|的|要|到20\d\d年|20\d\d年|其中|并|如"
_BEHIND = r"$|(?=[，；。、（）及和与])"
_PHASE = r"(?:[一二三四五]期(?:工程|项目)?)?"
_PARTS = re.compile(
    r"[，；。：]|以及|、|(?<![不普])及(?![时格其以])|(?<=[程目线厂站])[和与](?=[\u4e00-\u9fff]{4})"
)
_SUCH_FIRMS = re.compile(r"(?P<names>[^，；。等]{3,60})等[^，；。、等]{0,12}(?:企业|公司|集团)")
# 青河, 南湖, 红旗水库; 入河, 沿江, 黄河流域 and 河湖 are no names.
_WATER = re.compile(
    r"[\u4e00-\u9fff]{0,2}[^入沿治支各内外黑运清管护爱巡\W](?:河|湖|江|渠|水库)(?![长道流段岸口湖网畔系湿江河])"
)
_GENERIC_AREA = re.compile(r"[城矿郊市新老]区")
_QUOTED = re.compile(r"“[^“”]{4,16}”(?:等[\u4e00-\u9fff]{0,6})?")
# 南水北调, 引江济汉
_DIVERSION = re.compile(r"南水北调|引[江黄汉滦淮][济入补]")
_LONGEST = 45
_LONGEST_PLACE = 5


@dataclass(frozen=True, slots=True)
class NamedMention:
    """A firm or works by the name at ``[start, end)`` of a sentence."""

    start: int
    end: int
    kind: str


class NamedEntityReader:
    """Finds named firms and works.

    Args:
        cues: the words of ``EntityKind``: names of firms, and what works are called.
        words: the lists of words that stand around names.
    """

    def __init__(self, cues: Iterable[Cue], words: Iterable[Cue]) -> None:
        known, around = [*cues], [*words]

        def any_of(*codes: str) -> str:
            return choice_of(codes, around)

        self._firms = CueFinder([cue for cue in known if cue.code == _COMPANY])
        works, building = choice_of((_WORKS,), known), any_of("words-building")
        self._noun = re.compile(works)
        self._works = re.compile(
            rf"(?P<name>.*?(?P<noun>{works}){_PHASE}(?:{building})?(?:工程|项目)?)"
            rf"(?:的?(?:{any_of('words-building', 'words-progress')})+|{_BEHIND})"
        )
        self._verbs = re.compile(rf"^(?:{any_of('words-leading')}|{_BETWEEN})+")
        self._driven = re.compile(rf".*(?:{any_of('words-driving')})(?=[\u4e00-\u9fff]{{4}})")
        self._legal = re.compile(
            rf"[\u4e00-\u9fffA-Za-z（）]{{2,30}}(?:{any_of('words-legal-form')}|(?<!产业)(?<!企业)集团)"
        )
        self._trade = re.compile(rf"(?:{any_of('words-trade')})*")
        self._common_water = re.compile(
            rf"(?:{any_of('words-common-water')}|[一二三四五六七八九十]|条|座)(?:河|湖|江|渠|水库)"
        )
        self._plant = re.compile(rf"(?P<before>[\u4e00-\u9fff]{{2}})(?:{any_of('words-plant')})")
        self._common_plant = re.compile(rf"(?:{any_of('words-common-plant')}|等|的|各|类|座|个|家)$")

    def read(self, sentence: str, is_place: Callable[[str], bool]) -> tuple[NamedMention, ...]:
        """The named firms and works of a directing sentence, in order.

        Args:
            sentence: its clean text.
            is_place: whether a name is that of a place right below the document's own.
        """
        found = {*self._firms_of(sentence)}
        firms = [(one.start, one.end) for one in found]
        for clause in split_clauses(sentence) if self._noun.search(sentence) else ():
            for start, end in _parts(sentence, clause.start, clause.end):
                found |= {*self._works_of(sentence, (start, end), firms, is_place)}
        return tuple(sorted(found, key=lambda one: (one.start, one.end)))

    def _firms_of(self, sentence: str) -> Iterator[NamedMention]:
        taken: list[tuple[int, int]] = []
        has_form = "公司" in sentence or "集团" in sentence
        for clause in split_clauses(sentence) if has_form else ():
            for start, end in _parts(sentence, clause.start, clause.end):
                if legal := self._legal.match(sentence, self._bare(sentence, start, end), end):
                    taken.append(legal.span())
        for told in self._firms.find(sentence):
            if not _overlaps(taken, told.start, told.end):
                trade = self._trade.match(sentence, told.end)
                taken.append((told.start, trade.end() if trade else told.end))
        for start, end in [*self._listed_beside(sentence, taken)]:
            if not _overlaps(taken, start, end):
                taken.append((start, end))
        for start, end in taken:
            yield NamedMention(start, end, _COMPANY)

    def _works_of(
        self,
        sentence: str,
        part: tuple[int, int],
        firms: list[tuple[int, int]],
        is_place: Callable[[str], bool],
    ) -> Iterator[NamedMention]:
        start, end = part
        if not self._noun.search(sentence, start, end):
            return
        begin = self._bare(sentence, start, end)
        match = self._works.match(sentence, begin, end)
        if match and (driven := self._driven.match(match["name"])):
            begin += driven.end()
            match = self._works.match(sentence, begin, end)
        if not match or match.end("name") - begin > _LONGEST or "等地" in match["name"]:
            return
        name = sentence[begin : match.end("name")]
        has_firm = any(begin <= at and stop < match.end("name") for at, stop in firms)
        if has_firm or self._is_named(name, sentence[begin : match.start("noun")], is_place):
            yield NamedMention(begin, match.end("name"), _WORKS)

    def _is_named(self, name: str, before: str, is_place: Callable[[str], bool]) -> bool:
        """Whether what works are called holds a name."""
        water = _WATER.search(name)
        plant = self._plant.search(name)
        return bool(
            (water and not self._common_water.search(water[0]))
            or (plant and not self._common_plant.search(plant["before"]))
            or _QUOTED.fullmatch(before)
            or _DIVERSION.search(name)
            or any(
                is_place(name[at : at + length]) and not _GENERIC_AREA.fullmatch(name[at : at + length])
                for length in range(2, _LONGEST_PLACE)
                for at in range(len(name) - length)
            )
        )

    def _listed_beside(self, sentence: str, known: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        """The names in a list of firms one of which is known: 某某希望、甲乙铝业等企业."""
        for such in _SUCH_FIRMS.finditer(sentence) if known else ():
            begin = self._bare(sentence, such.start("names"), such.end("names"))
            if any(begin <= start < such.end("names") for start, _ in known):
                yield from _parts(sentence, begin, such.end("names"))

    def _bare(self, sentence: str, start: int, end: int) -> int:
        """Where a stretch begins behind the verbs that lead it."""
        verbs = self._verbs.match(sentence[start:end])
        return start + (verbs.end() if verbs else 0)


def _overlaps(taken: Iterable[tuple[int, int]], start: int, end: int) -> bool:
    return any(start < stop and begun < end for begun, stop in taken)


def _parts(sentence: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches between the marks and words that list things."""
    for match in _PARTS.finditer(sentence, start, end):
        yield start, match.start()
        start = match.end()
    yield start, end
