"""Whether a place that a person names is one: no mistyped city is to come into a graph."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from functools import cached_property

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
        self._lexicon = lexicon
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
            near = "" if rest in clean else self._near(rest, clean, known, within=known)
            return f"no place {rest!r} is known in {known.name} (near it: {near}); correct it" if near else ""
        lead = place_at_start(name, clean)[0]
        wanted = lead.name if lead else name
        if lead and wanted in clean:
            return ""
        near = self._near(wanted, clean, read)
        is_division = lead or _DIVISION.fullmatch(name)
        return self._unknown(wanted, clean, near) if near or is_division else ""

    def _unknown(self, name: str, clean: str, near: str = "") -> str:
        if not near:
            alike = get_close_matches(name, sorted({one for one, _ in self._areas.large}), _MOST, _ALIKE)
            near = ", ".join(sorted(alike, key=lambda one: one not in clean))
        if not near:
            return f"no place {name!r} is known; correct it, or write the city or province before it"
        return f"no place {name!r} is known (near it: {near}); correct it, or write the city or province before it"

    def _near(self, name: str, clean: str, read: Area | None, within: Area | None = None) -> str:
        """The names of areas one character off: first those in the document, around ``read``, and large ones."""
        # Of two such names the first characters are the same, or the last.
        alike = (*self._by_end.get(name[0], ()), *self._by_end.get(name[-1], ()))
        found = [area for area in alike if _is_slip(name, area.name)]
        around = self._areas.ancestors(read).values()
        if within:
            found = [area for area in found if within in self._areas.ancestors(area).values()]
        found.sort(
            key=lambda area: (
                area.name not in clean,
                -sum(one in around for one in self._areas.ancestors(area).values()),
                area.level not in LARGE,
                area.code,
            )
        )
        return ", ".join(list(dict.fromkeys(area.name for area in found))[:_MOST])

    @cached_property
    def _owners(self) -> OwnerFinder:
        return OwnerFinder(self._lexicon, self._areas)

    @cached_property
    def _by_end(self) -> Mapping[str, Sequence[Area]]:
        """The areas by the first and by the last character of their names."""
        found: dict[str, list[Area]] = defaultdict(list)
        for area in self._lexicon.areas.values():
            found[area.name[0]].append(area)
            found[area.name[-1]].append(area)
        return found


def _is_slip(name: str, other: str) -> bool:
    """Whether one character was mistyped, left out or typed too much; too short a name tells nothing."""
    short, long = (name, other) if len(name) <= len(other) else (other, name)
    if len(short) < _LEAST - 1 or len(long) < _LEAST or len(long) - len(short) > 1:
        return False
    same = next(
        (at for at, (one, two) in enumerate(zip(short, long, strict=False)) if one != two), len(short)
    )
    return short[same + (len(short) == len(long)) :] == long[same + 1 :]
