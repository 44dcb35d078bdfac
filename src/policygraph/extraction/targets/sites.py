"""Rivers, lakes, zones and the like that a heading or a sentence is about by their names.

What such places are called, and which words before that make it no name, is data (``WordList`` in ``codes.ttl``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from policygraph.extraction.cues import choice_of
from policygraph.extraction.targets.holders import doer_before
from policygraph.extraction.targets.places import split_doers, zone_of
from policygraph.extraction.targets.sharing import SentenceContext
from policygraph.vocabulary import Cue

__all__ = ["SiteFinder"]

_JOIN = r"(?:、|和|及|与|以及)"
_NUMBER = r"(?:[（(]\d{1,2}[）)]|\d{1,2}[.．、]|[①-⑳])?"
_THING = re.compile(r"[\u4e00-\u9fff]{4}")
_LONGEST = 60
_ALONG = re.compile(
    r"沿(?P<sites>(?:[\u4e00-\u9fff]{1,4}[河江湖]、)*[\u4e00-\u9fff]{1,4}[河江湖])(?=建设|新建|建成|打造|修建)"
)
# 每个街道建有1个广场、每个镇建有: the thing of the number before, with another doer behind it.
_BEFORE_NEXT = re.compile(r"^[^，]+、(?=每[个座所家])")


class SiteFinder:
    """Finds the named places that are worked on.

    Args:
        words: the lists of words: what places are called, what is said of unnamed ones, which parts they have, which
            verbs stand before their names, and what is done to them.
    """

    def __init__(self, words: Iterable[Cue]) -> None:
        lists = [*words]

        def any_of(*codes: str) -> str:
            return choice_of(codes, lists)

        kinds, parts = any_of("words-site"), any_of("words-part-of-site")
        verbs, works = any_of("words-leading"), any_of("words-worked-on-site")
        own = rf"(?:(?!{verbs}|{any_of('words-common-site')})[\u4e00-\u9fff])"
        # 青河大桥, 南湖公路 are others
        site = rf"{own}{{1,7}}?(?:{kinds})(?![公大道路桥网畔系])(?:{parts})*"
        sites = rf"(?P<sites>{site}(?:{_JOIN}{site})*)"
        self._title = re.compile(
            rf"(?:{verbs}|做好)*{sites}(?:（[^（）]{{1,20}}）)?(?:的?(?:{works}|[与和及、])+)?"
        )
        self._work = re.compile(
            rf"(?:^|[，；：])(?:主要任务：)?{_NUMBER}(?:(?:{verbs})+对?|将){sites}(?:等)?[^，；：\d]{{0,4}}?(?:{works})"
            rf"[^，；：\d]{{0,8}}，"
        )
        # 某某机场新开通航线6条，吞吐量增长三成: what works there goes on
        self._opening = re.compile(
            rf"(?:{verbs}|将|把)*(?P<site>(?!各|全|重点|主要)[\u4e00-\u9fff]{{2,9}}?(?:{any_of('words-working-site')}))"
            r"(?![、和及])"
        )
        # 甲县石漠化综合治理工程，治理…
        self._project = re.compile(rf"(?:^|[，；：]){_NUMBER}(?P<what>[^，；：\d]+(?:工程|项目))，")
        # 加强甲市中水回用，: of an area that the document knows
        self._lead = re.compile(rf"(?:^|[，；：]){_NUMBER}(?:{verbs})+(?P<what>[^，；：\d]+)，")
        self._worked = re.compile(rf"[^、和及与]{{0,14}}?(?:{works})(?:工程|项目|工作)?")
        self._at = re.compile(rf"(?:{verbs})+(?:在)?{sites}(?:的)?")

    def titled(self, title: str, named: re.Pattern[str] | None) -> str:
        """The places that an item is about by its title (青河, 推进南湖流域综合治理, 城关片区), '' for others.

        Args:
            title: the title.
            named: finds names of areas below the document's own at the head of a phrase.
        """
        if zone := zone_of(title, named):
            return zone
        match = self._title.fullmatch(title) if len(title) <= _LONGEST else None
        return match["sites"] if match else ""

    def doer(self, said: str, named: re.Pattern[str] | None, clause: str = "") -> str:
        """Who is to do what the figures behind tell, or at which places: 开展青河、南湖等水生态修复，; '' for nobody.

        Args:
            said: the sentence before the clause of the figures.
            named: finds names of areas below the document's own at the head of a phrase.
            clause: that clause before the first figure: 沿青河、北河建设步道; of what is done 全年 all of it is meant.
        """
        if along := _ALONG.match(clause):
            return along["sites"]
        if clause.startswith("全年"):
            return ""
        if doer := doer_before(said):
            return doer
        if found := list(self._work.finditer(said)):
            return found[-1]["sites"]
        for lead in (*self._lead.finditer(said), *self._project.finditer(said)) if named else ():
            area = named.match(lead["what"]) if named else None
            if area and self._worked.fullmatch(area["rest"]):
                return area["places"]
        return ""

    def hold(self, line: SentenceContext, at: int) -> None:
        """Make the figures that follow those of the port or airport at the head of the clause around ``at``."""
        clause = next(c for c in line.clauses if c.start <= at < c.end)
        match = None if line.places else self._opening.match(line.sentence.text, clause.start, clause.end)
        if match:
            line.places, line.house = [match["site"]], match["site"]

    def doers(self, words: str, after: str, named: re.Pattern[str] | None) -> tuple[list[str], str]:
        """Who is to make so many of something, or where, and the words behind: 每个设区市|建成, 加快实施东部片区|.

        Args:
            words: the clause before the number, without its time.
            after: the clause behind it.
            named: finds names of areas below the document's own at the head of a phrase.
        """
        doers, rest = split_doers(_BEFORE_NEXT.sub("", words), named)
        match = None if doers or not _THING.match(after) else self._at.fullmatch(words)
        return ([match["sites"]], "") if match else (doers, rest)
