"""Whose document it is, and whose numbers: names of areas to GB/T 2260 codes."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from itertools import chain

from policygraph.model import NamedArea
from policygraph.vocabulary import Area, Lexicon

__all__ = ["LARGE", "AreaResolver"]

_SUPPORTS = re.compile(r"(?:[\u4e00-\u9fff]{2,16}关于)?支持(?P<rest>.+)")
_NAME_LENGTHS = range(12, 1, -1)
_MIN_NAMED = 2
# Of the places within an area so many tell which it is.
_MIN_WITHIN = 3
_CENTRE = ("国务院", "中共中央")
# 城区 and 郊区 are counties, too.
_MIN_COUNTY = 3
LARGE = ("province", "prefecture")


class AreaResolver:
    """Finds areas by name.

    Short names (宜宾) count for provinces and prefectures only; counties go by their full names within a city.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._areas = lexicon.areas
        self._regions = lexicon.regions
        self._by_name: dict[str, list[Area]] = defaultdict(list)
        self._children: dict[str, dict[str, Area]] = defaultdict(dict)
        for area in lexicon.areas.values():
            # Short names of counties are everyday words too often to be looked for anywhere but below their city.
            for name in area.names if area.level != "county" else area.names[:1]:
                self._by_name[name].append(area)
            for name in area.names:
                self._children[area.parent][name] = area
        self.large = sorted(
            ((name, a) for a in lexicon.areas.values() if a.level in LARGE for name in a.names),
            key=lambda named: (-len(named[0]), named[0]),
        )
        self._large_by_letter: dict[str, list[tuple[int, str, Area]]] = defaultdict(list)
        for rank, (name, area) in enumerate(self.large):
            self._large_by_letter[name[0]].append((rank, name, area))
        #: The nation, whose bodies are the same in every document.
        self.country = next((area for area in self._areas.values() if area.level == "country"), None)
        self._national = self.country.number_prefixes if self.country else ()

    def of_basis(self, title: str, number: str, own: Area | None) -> Area | None:
        """The area whose government issued what a document of the area ``own`` is based on, by title or number.

        It is one around ``own``, or that itself: 青政发 is Qinghai's for one of its cities, and none for Qingdao.
        """
        around = self.ancestors(own)
        if own and not own.iri and title.startswith(own.names):
            return own
        named = self.country if title.startswith(_CENTRE) else self.at_start(title)[0]
        if named and own and not own.iri and named.level == "province" and named.level not in around:
            # A province that a place goes back to is its own, though the vocabulary does not know the place.
            return named
        if named:
            return around.get(named.level) if named in around.values() else None
        if self.is_national(number):
            return around.get("country")
        province = around.get("province")
        is_provincial = province and any(
            number.startswith((f"{prefix}政", f"{prefix}办", f"{prefix}发"))
            for prefix in province.number_prefixes
        )
        return province if is_provincial else None

    def at_start(self, text: str, clean: str = "") -> tuple[Area | None, str]:
        """The area whose name begins ``text``, and what follows the name.

        Of several areas of one name it is the one whose surrounding area the document ``clean`` names.
        """
        for length in _NAME_LENGTHS:
            found = self._by_name.get(text[:length], []) if len(text) >= length else []
            if len(found) > 1:
                found = [area for area in found if self._is_named_around(area, clean)]
            if len(found) == 1:
                return self._deepest(found[0], text[length:])
        return None, text

    def called(self, name: str) -> tuple[Area, ...]:
        """The areas that have a name; of counties the full one counts."""
        return tuple(self._by_name.get(name, ()))

    def counties_in(self, text: str, clean: str) -> list[Area]:
        """The counties that ``text`` names in full and of which the document ``clean`` names the area around."""
        return [
            area
            for area in self._areas.values()
            if area.level == "county" and len(area.name) >= _MIN_COUNTY and area.name in text
            if self._is_named_around(area, clean)
        ]

    def is_national(self, number: str) -> bool:
        """Whether a document number is one of the nation's bodies."""
        return number.startswith(self._national)

    def _is_named_around(self, area: Area, clean: str) -> bool:
        around = self._areas.get(area.parent)
        return around is not None and around.name in clean

    def _deepest(self, area: Area, rest: str) -> tuple[Area, str]:
        """湖南省株洲市 is the city, not its province, and 四川省凉山州 the prefecture; with what follows."""
        for length in _NAME_LENGTHS:
            name = rest[:length]
            child = self.child(area, name)
            if child and (child.name == name or (name.endswith("州") and child.name.endswith("自治州"))):
                return self._deepest(child, rest[length:])
        return area, rest

    def most_named(self, text: str) -> Area | None:
        """The prefecture that ``text`` names more often than any other, and more than once."""
        counts = {a.iri: text.count(a.name) for a in self._areas.values() if a.level == "prefecture"}
        ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:2]
        if not ranked or ranked[0][1] < _MIN_NAMED or ranked[0][1] == ranked[-1][1]:
            return None
        return self._areas[ranked[0][0]]

    def around_most(self, text: str, level: str) -> Area | None:
        """The area of a ``level`` in which nearly all places lie that ``text`` names, where these are several.

        Of a province they are its cities, and of a prefecture its counties by their full names.
        """
        if level == "province":
            cities = {area.iri: area for _, area in self.large_in(text) if area.level == "prefecture"}
            named = list(cities.values())
        else:
            named = [
                area
                for area in self._areas.values()
                if area.level == "county" and len(area.name) >= _MIN_COUNTY and area.name in text
            ]
        counts = Counter(area.parent for area in named).most_common(2)
        if not counts or counts[0][1] < _MIN_WITHIN or 2 * sum(n for _, n in counts[1:]) > counts[0][1]:
            return None
        around = self._areas.get(counts[0][0])
        return around if around and around.level == level else None

    def child(self, area: Area | None, name: str) -> Area | None:
        """The area directly below ``area`` with that name."""
        return self._children[area.iri].get(name) if area and area.iri else None

    def names_below(self, area: Area | None) -> tuple[str, ...]:
        """Whose figures a document of ``area`` may give beside its own: the areas below, and regions.

        Names are as texts write them: of counties in full only.
        """
        names = (below.names if below.level != "county" else below.names[:1] for below in self._below(area))
        return (*chain.from_iterable(names), *self._regions)

    def _below(self, area: Area | None) -> list[Area]:
        """The areas directly below one; of a province the counties of its prefectures, too."""
        if not area or not area.iri:
            return []
        children = {child.iri: child for child in self._children[area.iri].values()}
        parents = children if area.level == "province" else ()
        counties = (county for iri in parents for county in self._children[iri].values())
        long = {county.iri: county for county in counties if len(county.name) >= _MIN_COUNTY}
        return [*children.values(), *long.values()]

    def place(self, area: Area | None, name: str) -> NamedArea:
        """The place a target names: the document's own area for '', one below, a region, or just a place."""
        if not name:
            return NamedArea(area.name, area.code) if area else NamedArea("")
        child = self.child(area, name)
        below = child or next((one for one in self._below(area) if one.name == name), None)
        if below:
            return NamedArea(below.name, below.code)
        if area and name in (area.name, *area.names):
            return NamedArea(area.name, area.code)
        return self._regions.get(name, NamedArea(name))

    def supported(self, title: str, owner: Area | None) -> Area | None:
        """Whose figures a plan gives: of the area that a plan of the nation supports (支持宁夏建设…), else its own."""
        named = _SUPPORTS.match(title) if owner is None or owner.level == "country" else None
        return (self.at_start(named["rest"])[0] if named else None) or owner

    def named_in(self, text: str) -> Iterator[tuple[str, Area]]:
        """Names that stand in ``text``, and their areas: the county that begins it, then provinces and prefectures."""
        for length in _NAME_LENGTHS:
            found = self._by_name.get(text[:length], [])
            if len(text) > length >= _MIN_COUNTY and len(found) == 1 and found[0].level == "county":
                yield text[:length], found[0]
        yield from self.large_in(text)

    def large_in(self, text: str) -> Iterator[tuple[str, Area]]:
        """Names of provinces and prefectures that stand in ``text``, and their areas; the longest names first."""
        letters = set(text)
        there = [
            one
            for letter in letters & self._large_by_letter.keys()
            for one in self._large_by_letter[letter]
            if letters.issuperset(one[1]) and one[1] in text
        ]
        yield from ((name, area) for _, name, area in sorted(there, key=lambda one: one[0]))

    def signing_name(self, owner: Area | None) -> str:
        """The name that bodies of an area sign with: districts put their city's before their own; '' of the country."""
        if owner is None or owner.level == "country":
            return ""
        if owner.level == "county" and owner.name.endswith("区"):
            around = self.ancestors(owner)
            city = around.get("prefecture") or around.get("province")
            return city.name + owner.name.removeprefix(city.name) if city else owner.name
        return owner.name

    def ancestors(self, area: Area | None) -> Mapping[str, Area]:
        """The area itself and all that it is part of, by level."""
        found: dict[str, Area] = {}
        while area and area.level not in found:
            found[area.level] = area
            area = area.around or self._areas.get(area.parent)
        return found
