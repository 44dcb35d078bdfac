"""The facts of a build as plain values, small enough to be kept and compared with those of another build."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import pyoxigraph as ox

from policygraph.builds.reader import Reader, is_iri
from policygraph.builds.store import Build
from policygraph.rdf.iris import owner_pattern
from policygraph.rdf.terms import CODE, DCTERMS, ELI, PG, PROV, QUDT

__all__ = ["Fact", "FactKind", "facts_of", "fields_of"]


class FactKind(StrEnum):
    """What a fact is about: the document itself, one of its parts, or what was read there."""

    DOCUMENT = "document"
    PROVISION = "provision"
    CITATION = "citation"
    ASSIGNMENT = "assignment"
    TARGET = "target"
    OBLIGATION = "obligation"
    DUE_DATE = "due-date"
    DELEGATED_TARGET = "delegated-target"
    GRADE = "grade"
    EVALUATION = "evaluation"
    CONSEQUENCE = "consequence"
    DELIVERABLE = "deliverable"
    CONDITION = "condition"
    NAMED = "named"


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of a document.

    ``path`` is its provision ('' of the document itself) and ``key`` the end of its IRI behind the document's.
    ``about`` is what stays when the fact comes to say something else (indicator and area, agency, title), ``says``
    what it says of that (value, unit and year; role; strength and deadline), '' for what is not stated. ``within`` is
    the key of the obligation whose words hold it, and ``means`` what it is about once that was resolved (the
    indicator's name in the vocabulary, the document that is cited), both '' where there is none. ``reading`` is how
    the quote was read where that differs: without a page's number that stands in it, in simplified characters.
    """

    kind: FactKind
    document: str
    path: str
    key: str
    about: tuple[str, ...]
    says: tuple[str, ...]
    quote: str
    within: str = ""
    means: str = ""
    reading: str = ""

    @property
    def words(self) -> str:
        """The quote as it was read."""
        return self.reading or self.quote


# By class; a thing of several classes is of the kind that comes first.
_CLASSES: Mapping[str, FactKind] = {
    "Preamble": FactKind.PROVISION,
    "Chapter": FactKind.PROVISION,
    "Measure": FactKind.PROVISION,
    "Annex": FactKind.PROVISION,
    "Citation": FactKind.CITATION,
    "Assignment": FactKind.ASSIGNMENT,
    "Target": FactKind.TARGET,
    "Obligation": FactKind.OBLIGATION,
    "DueDate": FactKind.DUE_DATE,
    "DelegatedTarget": FactKind.DELEGATED_TARGET,
    "GradeRequirement": FactKind.GRADE,
    "Evaluation": FactKind.EVALUATION,
    "Consequence": FactKind.CONSEQUENCE,
    "Deliverable": FactKind.DELIVERABLE,
    "Condition": FactKind.CONDITION,
    "NamedEntity": FactKind.NAMED,
}
_ABOUT: Mapping[FactKind, Sequence[str]] = {
    FactKind.DOCUMENT: (DCTERMS.iri("title"),),
    FactKind.PROVISION: (DCTERMS.iri("title"),),
    FactKind.CITATION: (PG.iri("citedTitle"),),
    FactKind.ASSIGNMENT: (PG.iri("agency"),),
    FactKind.TARGET: (PG.iri("indicatorPhrase"), PG.iri("area")),
    FactKind.OBLIGATION: (),
    FactKind.DUE_DATE: (),
    FactKind.DELEGATED_TARGET: (PG.iri("indicatorPhrase"),),
    FactKind.GRADE: (),
    FactKind.EVALUATION: (PG.iri("evaluationKind"),),
    FactKind.CONSEQUENCE: (PG.iri("consequenceKind"),),
    FactKind.DELIVERABLE: (PG.iri("deliverableKind"),),
    FactKind.CONDITION: (PG.iri("conditionKind"),),
    FactKind.NAMED: (PG.iri("entityKind"),),
}
_SAYS: Mapping[FactKind, Sequence[str]] = {
    FactKind.DOCUMENT: (
        PG.iri("docNumber"),
        PG.iri("area"),
        ELI.iri("date_document"),
        ELI.iri("passed_by"),
    ),
    FactKind.PROVISION: (),
    FactKind.CITATION: (PG.iri("citedNumber"), PG.iri("relation"), PG.iri("documentKind")),
    FactKind.ASSIGNMENT: (PG.iri("role"),),
    FactKind.TARGET: (
        PG.iri("comparator"),
        QUDT.iri("numericValue"),
        PG.iri("lowerValue"),
        PG.iri("upperValue"),
        PG.iri("unitPhrase"),
        PG.iri("targetYear"),
        PG.iri("baselineYear"),
        PG.iri("kind"),
        PG.iri("strength"),
    ),
    FactKind.OBLIGATION: (PG.iri("strength"), PG.iri("deadline"), PG.iri("modality"), PG.iri("bearerPhrase")),
    FactKind.DUE_DATE: (PG.iri("due"),),
    FactKind.DELEGATED_TARGET: (PG.iri("setBy"), PG.iri("targetYear")),
    FactKind.GRADE: (PG.iri("grade"), PG.iri("gradeBound"), PG.iri("gradeAim")),
    FactKind.EVALUATION: (PG.iri("frequency"), PG.iri("recipientPhrase")),
    FactKind.CONSEQUENCE: (PG.iri("recipientPhrase"),),
    FactKind.DELIVERABLE: (PG.iri("deedPhrase"), PG.iri("due")),
    FactKind.CONDITION: (PG.iri("comparator"), QUDT.iri("numericValue"), PG.iri("unitPhrase")),
    FactKind.NAMED: (),
}
_MEANS: Mapping[FactKind, str] = {
    FactKind.CITATION: PG.iri("cites"),
    FactKind.TARGET: PG.iri("indicator"),
    FactKind.DELEGATED_TARGET: PG.iri("indicator"),
}
# What is compared between builds, by the names of the tables' columns.
_FIELDS: Mapping[FactKind, Sequence[str]] = {
    FactKind.DOCUMENT: ("title", "number", "area", "date", "issuer"),
    FactKind.PROVISION: ("title",),
    FactKind.CITATION: ("title", "doc_number", "relation", "kind"),
    FactKind.ASSIGNMENT: ("agency", "role"),
    FactKind.TARGET: (
        "indicator",
        "area",
        "op",
        "value",
        "unit",
        "baseline_year",
        "target_year",
        "kind",
        "strength",
    ),
    FactKind.OBLIGATION: ("strength", "deadline", "modality", "bearer"),
}
_QUOTED, _BODY = PROV.iri("wasQuotedFrom"), PG.iri("textSpan")
_PROVISION, _PATH = PG.iri("inProvision"), PG.iri("path")
_SPAN = re.compile(r"#char=(\d+),(\d+)$")


def facts_of(build: Build) -> tuple[Fact, ...]:
    """All facts of the documents of a build, by document in the order of their text.

    An assignment that follows from a standing rule is left out: the rule is the fact.
    """
    return tuple(_held(sorted(_Facts(build).placed(), key=lambda placed: placed[0])))


def _held(placed: Iterable[tuple[_Order, Fact]]) -> Iterator[Fact]:
    """The facts in their order, each with the obligation whose words hold it."""
    ordered = list(placed)
    sentences: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for (document, start, end, key), fact in ordered:
        if fact.kind is FactKind.OBLIGATION:
            sentences[document].append((start, end, key))
    for (document, start, end, _), fact in ordered:
        held = sentences[document]
        at = bisect_right(held, start, key=lambda one: one[0]) - 1
        is_within = fact.kind is not FactKind.OBLIGATION and at >= 0 and end <= held[at][1]
        yield replace(fact, within=held[at][2]) if is_within else fact


def fields_of(fact: Fact) -> dict[str, str]:
    """The values of a fact by the names that the tables have for them, '' for what is not stated."""
    values: Sequence[str] = (*fact.about, *fact.says)
    if fact.kind is FactKind.TARGET:
        (_, area), (op, value, lower, upper, unit, year, base, kind, strength) = fact.about, fact.says
        values = (fact.means, area, op, value or f"{lower}..{upper}", unit, base, year, kind, strength)
    return dict(zip(_FIELDS[fact.kind], values, strict=True)) if fact.kind in _FIELDS else {}


# What facts are sorted by: document, start, end and key.
_Order = tuple[str, int, int, str]


class _Facts:
    """Reads facts; paths and labels are looked up once."""

    def __init__(self, build: Build) -> None:
        self._store = build.store
        self._reader = Reader(build)
        self._owner = re.compile(owner_pattern(build.base))
        self._documents = {entry.iri: entry.name for entry in build.manifest.documents}
        self._shown: dict[str, str] = {"": ""}
        self._paths: dict[str, str] = {"": ""}

    def placed(self) -> Iterator[tuple[_Order, Fact]]:
        """Facts with what they are sorted by: document, place, and key."""
        for iri, name in self._documents.items():
            yield (name, -1, -1, ""), self._fact(FactKind.DOCUMENT, iri, iri, self._said(iri))
        seen: set[str] = set()
        for class_name, kind in _CLASSES.items():
            for iri in self._reader.instances(PG.iri(class_name)):
                match = self._owner.match(iri)
                if not match or match[0] not in self._documents or iri in seen:
                    continue
                seen.add(iri)
                said = self._said(iri)
                if kind is FactKind.ASSIGNMENT and _QUOTED not in said:
                    continue
                fact = self._fact(kind, iri, match[0], said)
                yield (fact.document, *_place(said), fact.key), fact

    def _fact(self, kind: FactKind, iri: str, plan: str, said: Mapping[str, str]) -> Fact:
        return Fact(
            kind=kind,
            document=self._documents[plan],
            path=said.get(_PATH, "") or self._path(said.get(_PROVISION, "")),
            key=iri.removeprefix(plan).removeprefix("/"),
            about=tuple(self._readable(said.get(predicate, "")) for predicate in _ABOUT[kind]),
            says=tuple(self._readable(said.get(predicate, "")) for predicate in _SAYS[kind]),
            quote=self._reader.value(said.get(_QUOTED, ""), PG.iri("exact")),
            means=self._readable(said.get(_MEANS.get(kind, ""), "")),
            reading=self._reader.value(said.get(_QUOTED, ""), PG.iri("reading")),
        )

    def _said(self, iri: str) -> Mapping[str, str]:
        """The values of a thing by predicate; of several the first in order."""
        found: dict[str, str] = {}
        for quad in self._store.quads_for_pattern(ox.NamedNode(iri), None, None, ox.DefaultGraph()):
            if isinstance(quad.object, ox.NamedNode | ox.Literal):
                predicate, value = quad.predicate.value, quad.object.value
                found[predicate] = min(value, found.get(predicate, value))
        return found

    def _path(self, provision: str) -> str:
        if provision not in self._paths:
            self._paths[provision] = self._reader.value(provision, _PATH)
        return self._paths[provision]

    def _readable(self, value: str) -> str:
        """A value as it can be kept and read: a code by its name, another thing by its label."""
        if value not in self._shown:
            if value.startswith(CODE.base):
                shown = value.removeprefix(CODE.base)
            else:
                shown = (self._reader.label(value) if is_iri(value) else "") or value
            self._shown[value] = shown
        return self._shown[value]


def _place(said: Mapping[str, str]) -> tuple[int, int]:
    """Where the thing stands, by its span's IRI; a part without title by its body's."""
    match = _SPAN.search(said.get(_QUOTED, "") or said.get(_BODY, ""))
    return (int(match[1]), int(match[2])) if match else (-1, -1)
