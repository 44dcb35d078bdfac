"""Whether a place that a person names is one: no mistyped city is to come into a graph."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from policygraph.resolution.areas import LARGE, AreaResolver
from policygraph.resolution.owners import OwnerFinder
from policygraph.resolution.unknown_places import place_at_start
from policygraph.vocabulary import Area, Lexicon

__all__ = ["NamedPlaces"]

# What only divisions are called; 区 ends names of parks and quarters, too.
_DIVISION = re.compile(r"[\u4e00-\u9fff]{2,}(?:[省市县旗盟]|自治[州区])")
_MOST, _ALIKE, _LEAST = 3, 0.5, 3


class NamedPlaces:
    """Tells names of places that cannot be right; building it once pays for many names.

    What stands in the document is believed, and so are zones, and parks and quarters unlike any division. Where a name
    cannot be right, a clause says why, with the places that it is nearest to and the remedy.
    """

    def __init__(self, lexicon: Lexicon, areas: AreaResolver) -> None:
        """``lexicon`` are the vocabularies, and ``areas`` resolves their names."""
        self._areas = areas
        self._owners = OwnerFinder(lexicon, areas)
        self._all = sorted(lexicon.areas.values(), key=lambda area: (area.level not in LARGE, area.code))
        self._regions = lexicon.regions

    def doubt_of_owner(self, name: str, clean: str = "", read: Area | None = None) -> str:
        """Why ``name`` can be no area or zone whose a document is; '' where it may be. See :meth:`doubt`."""
        if doubt := self.doubt(name, clean, read):
            return doubt
        is_one = name in clean or name in self._regions or self._owners.named(name, clean)
        return "" if is_one else self._unknown(name, clean)

    def doubt(self, name: str, clean: str = "", read: Area | None = None) -> str:
        """Why ``name`` can be no place's; '' where it may be one.

        Args:
            name: as a person wrote it.
            clean: the text of the document that it is written about, '' where it is not read yet.
            read: whose the document is without it; places there and around are named first.
        """
        known, rest = self._areas.at_start(name, clean)
        if name in clean or name in self._regions or (known and not rest):
            return ""
        if alike := self._areas.called(name):
            return f"{len(alike)} places are called {name!r}; write the city or province before it"
        if known and name == known.name + rest:
            near = "" if rest in clean else _near(rest, self._in(known), clean)
            return f"no place {rest!r} is known in {known.name} (near it: {near}); correct it" if near else ""
        lead = place_at_start(name, clean)[0]
        wanted = lead.name if lead else name
        if lead and wanted in clean:
            return ""
        near = _near(wanted, (*self._around(read), *self._all), clean)
        is_division = lead or _DIVISION.fullmatch(name)
        return self._unknown(wanted, clean, near) if near or is_division else ""

    def _unknown(self, name: str, clean: str, near: str = "") -> str:
        large = sorted(one for area in self._all if area.level in LARGE for one in area.names)
        alike = get_close_matches(name, large, _MOST, _ALIKE)
        near = near or ", ".join(sorted(alike, key=lambda one: one not in clean))
        if not near:
            return f"no place {name!r} is known; correct it, or write the city or province before it"
        return f"no place {name!r} is known (near it: {near}); correct it, or write the city or province before it"

    def _in(self, area: Area) -> Iterator[Area]:
        return (one for one in self._all if area in self._areas.ancestors(one).values())

    def _around(self, area: Area | None) -> Iterator[Area]:
        """The areas around ``area`` and in these."""
        around = [one for one in self._areas.ancestors(area).values() if one.level in LARGE]
        yield from around
        for one in around:
            yield from self._in(one)


def _near(name: str, among: Iterable[Area], clean: str) -> str:
    """The names of areas from which ``name`` differs by one character, those in the document first."""
    near = dict.fromkeys(area.name for area in among if _is_slip(name, area.name))
    return ", ".join(sorted(near, key=lambda one: one not in clean)[:_MOST])


def _is_slip(name: str, other: str) -> bool:
    """Whether one character was mistyped, left out or typed too much; too short a name tells nothing."""
    short, long = sorted((name, other), key=len)
    if len(short) < _LEAST - 1 or len(long) < _LEAST or len(long) - len(short) > 1:
        return False
    same = next(
        (at for at, (one, two) in enumerate(zip(short, long, strict=False)) if one != two), len(short)
    )
    return short[same + (len(short) == len(long)) :] == long[same + 1 :]
