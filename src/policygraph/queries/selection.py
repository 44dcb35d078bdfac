"""Selections: which part of a build an export shows."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields

from policygraph.builds.reader import Reader
from policygraph.builds.store import Build
from policygraph.errors import UsageError
from policygraph.model.paths import canonical_path
from policygraph.pages import Language
from policygraph.queries import lineage
from policygraph.rdf.terms import DCTERMS, PG

__all__ = ["Scope", "Selection", "select"]

_FIELDS = {"city": "城市", "chapter": "章节", "theme": "主题", "agency": "部门", "indicator": "指标"}


@dataclass(frozen=True, slots=True)
class Selection:
    """What is kept; an empty field keeps all, and one that names several things keeps what fits any of them.

    ``city`` is a document's name or a part of its area's name; ``chapter`` the number of a chapter (三, 3, 附件1);
    ``theme`` the path of a provision (三/（四）, in any usual writing) of the highest directive that has it, or a part
    of a title; ``agency`` and ``indicator`` are parts of a name.
    """

    city: str | tuple[str, ...] = ()
    chapter: str | tuple[str, ...] = ()
    theme: str | tuple[str, ...] = ()
    agency: str | tuple[str, ...] = ()
    indicator: str | tuple[str, ...] = ()

    def used(self) -> tuple[str, ...]:
        """Names of the fields that are set."""
        return tuple(field.name for field in fields(self) if self.of(field.name))

    def of(self, name: str) -> tuple[str, ...]:
        """What a field names; () where it keeps all."""
        given: str | tuple[str, ...] = getattr(self, name)
        return tuple(filter(None, (given,) if isinstance(given, str) else given))

    def in_words(self, language: Language = Language.BOTH, *, leaving: str = "") -> str:
        """The fields that are set, for people: ``仅限 only: 章节 chapter 3``; '' where none is.

        Args:
            language: of the words.
            leaving: a field that is not told, because who reads this sees it anyway.
        """
        said = (
            f"{language.say(_FIELDS[name], name)} {', '.join(self.of(name))}"
            for name in self.used()
            if name != leaving
        )
        text = ", ".join(said)
        return f"{language.say('仅限', 'only')}: {text}" if text else ""


@dataclass(frozen=True, slots=True)
class Scope:
    """A selection looked up in a build: ``None`` stands for all.

    ``ends`` holds, for kinds of nodes that the selection names, the nodes of which an edge at such a kind must
    touch one.
    """

    documents: frozenset[str] | None = None
    measures: frozenset[str] | None = None
    ends: Mapping[str, frozenset[str]] = field(default_factory=dict)


def select(build: Build, selection: Selection) -> Scope:
    """Look a selection up.

    Raises:
        UsageError: the build holds nothing of a name that the selection gives.
    """
    reader = Reader(build)
    ends: dict[str, frozenset[str]] = {}
    chosen: list[frozenset[str]] = []
    if chapters := selection.of("chapter"):
        chosen.append(_any(_in_chapter(reader, one) for one in chapters))
    if themes := selection.of("theme"):
        chosen.append(_any(_of_theme(reader, one) for one in themes))
    if agencies := selection.of("agency"):
        ends["agency"] = _any(_named(reader, "Agency", one) for one in agencies)
        chosen.append(_subjects(reader, "responsibleAgency", ends["agency"]))
    if indicators := selection.of("indicator"):
        ends["indicator"] = _any(_named(reader, "Indicator", one) for one in indicators)
        targets = _subjects(reader, "indicator", ends["indicator"])
        chosen.append(
            frozenset(place for target in targets for place in reader.values(target, PG.iri("inProvision")))
        )
    cities = selection.of("city")
    documents = _any(_documents(reader, one) for one in cities) if cities else None
    return Scope(documents, frozenset.intersection(*chosen) if chosen else None, ends)


def _any(found: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*found)


def _documents(reader: Reader, city: str) -> frozenset[str]:
    areas = {
        reader.value(plan, DCTERMS.iri("identifier")): " ".join(
            reader.label_in(area) for area in reader.values(plan, PG.iri("area"))
        )
        for plan, _ in reader.pairs(PG.iri("sourceText"))
    }
    name = unicodedata.normalize("NFC", city)
    if name in areas:
        return frozenset({name})
    found = frozenset(name for name, area in areas.items() if city in area)
    if not found:
        raise UsageError(f"the build holds no document {city!r}; it holds: {', '.join(sorted(areas))}")
    return found


def _in_chapter(reader: Reader, chapter: str) -> frozenset[str]:
    # Papers that count 1, 2, 3 have these numbers in their paths.
    numbers = {canonical_path(chapter), chapter}
    places = reader.pairs(PG.iri("path"))
    found = frozenset(place for place, path in places if path.split("/")[0] in numbers)
    if not found:
        raise UsageError(
            f"no plan has a chapter {chapter!r}; policygraph query measures shows those there are"
        )
    return found


def _of_theme(reader: Reader, theme: str) -> frozenset[str]:
    path = canonical_path(theme)
    provisions = {provision for _, provision in reader.pairs(PG.iri("localises"))}
    found = _highest(reader, {p for p in provisions if path == reader.value(p, PG.iri("path"))})
    found |= {provision for provision in provisions if theme in reader.label_in(provision)}
    if not found:
        raise UsageError(
            f"no measure localises a provision {theme!r}; name its path (as in 三/（四）) or a part of its title"
        )
    return _subjects(reader, "localises", found)


def _highest(reader: Reader, provisions: set[str]) -> set[str]:
    """Those of the highest level: the same path stands for something else in each directive."""
    levels = {one: lineage.level(reader, reader.value(one, PG.iri("ofDocument"))) for one in provisions}
    return {one for one, level in levels.items() if level == min(levels.values())}


def _named(reader: Reader, kind: str, text: str) -> frozenset[str]:
    things = reader.instances(PG.iri(kind))
    wanted = text.casefold()
    found = frozenset(
        thing
        for thing in things
        if text in reader.label_in(thing) or wanted in reader.label_in(thing, "en").casefold()
    )
    if not found:
        raise UsageError(
            f"the build holds no {kind.lower()} with {text!r} in its name; give another part of it"
        )
    return found


def _subjects(reader: Reader, predicate: str, values: Iterable[str]) -> frozenset[str]:
    wanted = frozenset(values)
    return frozenset(subject for subject, value in reader.pairs(PG.iri(predicate)) if value in wanted)
