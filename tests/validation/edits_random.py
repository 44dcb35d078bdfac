"""Slips at places that chance chooses: values, years, agencies, headings, numbers, deletions and percent signs."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Mapping
from itertools import cycle
from typing import NamedTuple

_NUMERALS = "一二三四五六七八九"


class Slip(NamedTuple):
    """What was put in the place of some words of a document."""

    document: str
    kind: str
    old: str
    new: str
    start: int

    def changed(self, text: str) -> str:
        """The document's text with the slip."""
        return text[: self.start] + self.new + text[self.start + len(self.old) :]


class _Kind(NamedTuple):
    place: re.Pattern[str]
    put: Callable[[str, random.Random], str]


def _other(old: str, choices: str, chance: random.Random) -> str:
    return chance.choice([one for one in choices.split() if one != old])


_KINDS = {
    "value": _Kind(
        re.compile(r"\d+(?:\.\d+)?(?= ?(?:[%％万家个千吨]|平方))"),
        lambda old, chance: f"{float(old) * chance.choice((0.4, 1.3, 2.5)):.1f}",
    ),
    "year": _Kind(
        re.compile(r"20\d\d(?= ?年)"), lambda old, chance: _other(old, "2015 2020 2024 2030", chance)
    ),
    "agency": _Kind(
        re.compile(r"(?<=[、（(，,])[市省][^、，,（()）\n]{2,9}[局厅廳委]"),
        lambda old, chance: _other(old, "市财政局 长治市水务局 省教育厅 市有关部门", chance),
    ),
    "heading": _Kind(
        re.compile(r"(?m)(?<=^[（(][一二三四五六七八九十][）)])[^。，,\n]{4,16}"),
        lambda old, chance: chance.choice((old[2:], f"{old}行动", "推动有关工作")),
    ),
    "number": _Kind(
        re.compile(r"(?m)(?<=^[（(])[一二三四五六七八九](?=[）)])|^[一二三四五](?=、)"),
        lambda old, chance: _other(old, " ".join(_NUMERALS), chance),
    ),
    "deletion": _Kind(
        re.compile(r"(?m)^.{12,}\n|(?<=。)[^。\n]{8,}。|[（(][^（()）\n]{6,}负责[）)]"), lambda *_: ""
    ),
    "percent": _Kind(re.compile("[%％]"), lambda _, chance: chance.choice(("", "‰", "个百分点"))),
}


def rounds_of_slips(
    texts: Mapping[str, str], rounds: int, each: int, seed: int
) -> Iterator[tuple[Slip, ...]]:
    """Rounds of slips in ``each`` of the documents, one in each; documents and kinds take turns."""
    chance, names = random.Random(seed), cycle(sorted(texts))  # noqa: S311 - no secret
    kinds = cycle(_KINDS.items())
    for _ in range(rounds):
        slips: list[Slip] = []
        while len(slips) < each:
            name, (kind, how) = next(names), next(kinds)
            places = [*how.place.finditer(texts[name])]
            if places:
                place = chance.choice(places)
                slips.append(Slip(name, kind, place[0], how.put(place[0], chance), place.start()))
        yield tuple(slips)
