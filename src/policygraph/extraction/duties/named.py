"""Firms and works that a directing sentence calls by name: 某某集团有限公司, 青河人工湿地工程, 甲县污水处理厂二期.

Works are named where what they are called holds a name: of a place, of a river or lake, of a firm, or in quotation
marks. The words for kinds of works, and the names of firms known beyond their cities, are data (``EntityKind`` in
``codes.ttl``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from policygraph.extraction.clauses import split_clauses
from policygraph.extraction.cues import CueFinder, word_choice
from policygraph.vocabulary import Cue

__all__ = ["NamedEntityReader", "NamedMention"]

_COMPANY, _WORKS = "company", "works"
_VERBS = re.compile(
    r"^(?:加快|推进|推动|实施|开展|扩建|新建|改建|改造|建设|建成|重点|继续|结合|配合|全面|一体|统筹|做好|完成|启动|谋划|持续|深入|积极|大力|确保|支持|鼓励|引导|组织|"
    r"依托|围绕|对|以|在|由|将|把|为|与|和|及|等|的|要|力争|争取|加大|强化|加强|抓好|协同|到20\d\d年|20\d\d年|其中|并|如|滚动|高标准)+"
)
_DRIVEN = re.compile(r".*(?:实施|推进|加快|推动|开展|扩建|新建|建设|谋划|打造)(?=[\u4e00-\u9fff]{4})")
_SUFFIX = (
    r"(?:的?(?:沿线|周边|基本|完成|完工|投用|投运|新建|改扩建|扩建|改造|建设|实施|开工|投产|建成|提标|升级|等|工作|进度|前期)+|$|"
    r"(?=[，；。、（）及和与]))"
)
_PHASE = r"(?:[一二三四五]期(?:工程|项目)?)?"
_PARTS = re.compile(
    r"[，；。：]|以及|、|(?<![不普])及(?![时格其以])|(?<=[程目线厂站])[和与](?=[\u4e00-\u9fff]{4})"
)
_LEGAL = re.compile(
    r"[\u4e00-\u9fffA-Za-z（）]{2,30}(?:有限责任公司|股份有限公司|有限公司|集团公司|(?<!产业)(?<!企业)集团)"
)
_TRADE = re.compile(
    r"(?:集团|公司|电力|铝业|钢铁|能源|智造|化工|水泥|股份|石化|热电|煤业|科技|新材料|发电|电厂|矿业|冶金)*"
)
_SUCH_FIRMS = re.compile(r"(?P<names>[^，；。等]{3,60})等[^，；。、等]{0,12}(?:企业|公司|集团)")
# 青河, 南湖, 红旗水库; 入河, 沿江, 黄河流域 and 河湖 are no names.
_WATER = re.compile(
    r"[\u4e00-\u9fff]{0,2}[^入沿治支各内外黑运清管护爱巡\W](?:河|湖|江|渠|水库)(?![长道流段岸口湖网畔系湿江河])"
)
_GENERIC_WATER = re.compile(
    r"(?:黑臭|重点|农村|城市|大型|小型|中型|病险|骨干|输水|排水|主要|[一二三四五六七八九十]|条|座)(?:河|湖|江|渠|水库)"
)
_GENERIC_AREA = re.compile(r"[城矿郊市新老]区")
_GENERIC_PLANT = re.compile(
    r"(?:城镇|城市|城乡|生活|农村|乡镇|工业|园区|集中|现有|新建|大型|燃煤|燃气|火力|垃圾|焚烧|生物质|抽水|蓄能|光伏|风力|风电|光热|水力|核|再生|供水|自来|小|联产|"
    r"协同|污水|雨水|镇|所有|全部|部分|县城|市区|建成区|开发区|医疗|废水|地下|上述|等|的|各|类|座|个|家|异常|处理|分散|虚拟|自备|调峰|储能|热电|一批|换|充)$"
)
_PLANT = re.compile(
    r"(?P<before>[\u4e00-\u9fff]{2})(?:污水处理厂|水质?净化厂|热电厂|发电厂|电厂|电站|水厂|焚烧厂|填埋场)"
)
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
    """

    def __init__(self, cues: Iterable[Cue]) -> None:
        known = [*cues]
        self._firms = CueFinder([cue for cue in known if cue.code == _COMPANY])
        works = word_choice(cue for cue in known if cue.code == _WORKS)
        self._noun = re.compile(works)
        self._works = re.compile(
            rf"(?P<name>.*?(?P<noun>{works}){_PHASE}(?:新建|改扩建|扩建|提标|升级|改造)?(?:工程|项目)?){_SUFFIX}"
        )

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
                if legal := _LEGAL.match(sentence, _bare(sentence, start, end), end):
                    taken.append(legal.span())
        for told in self._firms.find(sentence):
            if not _overlaps(taken, told.start, told.end):
                trade = _TRADE.match(sentence, told.end)
                taken.append((told.start, trade.end() if trade else told.end))
        for start, end in [*_listed_beside(sentence, taken)]:
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
        begin = _bare(sentence, start, end)
        match = self._works.match(sentence, begin, end)
        if match and (driven := _DRIVEN.match(match["name"])):
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
        plant = _PLANT.search(name)
        return bool(
            (water and not _GENERIC_WATER.search(water[0]))
            or (plant and not _GENERIC_PLANT.search(plant["before"]))
            or _QUOTED.fullmatch(before)
            or _DIVERSION.search(name)
            or any(
                is_place(name[at : at + length]) and not _GENERIC_AREA.fullmatch(name[at : at + length])
                for length in range(2, _LONGEST_PLACE)
                for at in range(len(name) - length)
            )
        )


def _overlaps(taken: Iterable[tuple[int, int]], start: int, end: int) -> bool:
    return any(start < stop and begun < end for begun, stop in taken)


def _listed_beside(sentence: str, known: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The names in a list of firms one of which is known: 某某希望、甲乙铝业等企业."""
    for such in _SUCH_FIRMS.finditer(sentence) if known else ():
        begin = _bare(sentence, such.start("names"), such.end("names"))
        if any(begin <= start < such.end("names") for start, _ in known):
            yield from _parts(sentence, begin, such.end("names"))


def _parts(sentence: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches between the marks and words that list things."""
    for match in _PARTS.finditer(sentence, start, end):
        yield start, match.start()
        start = match.end()
    yield start, end


def _bare(sentence: str, start: int, end: int) -> int:
    """Where a stretch begins behind the verbs that lead it."""
    verbs = _VERBS.match(sentence[start:end])
    return start + (verbs.end() if verbs else 0)
