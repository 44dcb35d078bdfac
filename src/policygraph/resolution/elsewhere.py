"""Places in the text that speak of a province or city as if the document were its own, though it is another's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policygraph.model import Finding, Outline, Severity, Text
from policygraph.resolution.areas import AreaResolver
from policygraph.vocabulary import Area

__all__ = ["names_from_elsewhere"]

_TITLE = re.compile(r"《[^》]*》")
_CLAUSE = re.compile(r"[^。；，！？：\n（]*$")
# What a document has to do with others: 与甲市、乙市建立…, 依托甲市, 至甲市的铁路.
_RELATED = re.compile(
    r"[与和同及跟向对从自离沿至到驻跨邻—、]|依托|融入|联[动合网防通]|协[同作调]|合作|共[同建享]|周边|承接|借鉴|学习|支援|帮扶|考察|引进|来源|转载"
)
# 甲市乙市: a list; 甲市场, 甲市政工程公司: no name of a city, or that of a firm.
_NO_NAME = re.compile(
    r"[、和与及至到—]|场|政(?!府)|[^。；，、]{0,12}?(?:公司|集团|大学|学院|研究院|医院|都市圈|城市群|经济[区圈带])"
)


def names_from_elsewhere(
    text: Text, outline: Outline, own: Area | None, areas: AreaResolver
) -> Iterator[Finding]:
    """A finding for each whole name of a province or city that is neither the document's, part of it nor around it.

    Names within titles, and those that a clause has something to do with (与甲市建立…), are let pass.

    Args:
        text: the document.
        outline: its structure; sentences are searched.
        own: its area; nothing is found where none is known.
        areas: all areas.
    """
    if own is None or not own.iri:
        return
    around = set(areas.ancestors(own).values())
    foreign = [
        (name, area)
        for name, area in areas.large_in(text.clean)
        if name == area.name
        if area not in around and own not in areas.ancestors(area).values()
    ]
    if not foreign:
        return
    for sentence in outline.sentences:
        clean = text.clean[sentence.start : sentence.end]
        masked = _TITLE.sub(lambda match: "　" * len(match[0]), clean)
        for name, area in foreign:
            for match in re.finditer(name, masked) if name in masked else ():
                ahead = _CLAUSE.search(masked, 0, match.start())
                if (ahead and _RELATED.search(ahead[0])) or _NO_NAME.match(masked, match.end()):
                    continue
                start = sentence.start + match.start()
                message = (
                    f"“{area.name}” is named here, which is neither {own.name} nor part of it or around it"
                )
                yield Finding(
                    "area-elsewhere", Severity.WARNING, message, text.span(start, start + len(name))
                )
