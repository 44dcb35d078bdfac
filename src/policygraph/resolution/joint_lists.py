"""Lists of bodies of two provinces, in what these do together: 甲省发展改革委、省商务厅、公安厅；乙市商务委."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from policygraph.extraction.mentions import BodyMention
from policygraph.resolution.areas import AreaResolver
from policygraph.vocabulary import Area

__all__ = ["named_in_full"]

# What stands between two members of one list.
_BETWEEN = re.compile("[、，和及]")
_OF_PROVINCE = re.compile(r"省|[\u4e00-\u9fff]{2,}厅$")


def named_in_full(
    mentions: Sequence[BodyMention], clean: str, areas: AreaResolver, owner: Area | None
) -> Iterator[BodyMention]:
    """The bodies; to the names of those that follow one of another province in its list, that of the province is added.

    Args:
        mentions: the bodies, in the order of the text.
        clean: the clean text.
        areas: the resolver of areas.
        owner: whose document it is.
    """
    around = areas.ancestors(owner)
    own, name, end = around.get("province"), "", 0
    for mention in mentions:
        if not _BETWEEN.fullmatch(clean[end : mention.start]):
            name = ""
        end = mention.end
        area, rest = areas.at_start(mention.text)
        if area and rest:
            is_other = own and area.level == "province" and area.iri != own.iri
            name = area.name if is_other and area.name in mention.text else ""
            yield mention
        elif name and _OF_PROVINCE.match(mention.text):
            yield replace(mention, text=name + mention.text.removeprefix("省"))
        else:
            yield mention
