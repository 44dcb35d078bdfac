"""The outcome of a proof in words: labels of what clashes, and where its facts come from in the source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from policygraph.rdf import prefixes
from policygraph.rdf.terms import DCTERMS, PG, PROV, RDFS, SKOS

__all__ = ["Clash", "ClashFact", "Proof", "Words", "short_name", "shortened"]

_IRI = re.compile(r"<([^<>\s]+)>")
_UNION = ox.DefaultGraph()
_ID = "/id/"


@dataclass(frozen=True, slots=True)
class ClashFact:
    """A fact of a clash, and the place in a source that its subject was read from ('' if none)."""

    text: str
    source: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Clash:
    """A smallest contradiction: what it comes to, the axioms of the ontology, and the facts."""

    summary: tuple[str, ...]
    axioms: tuple[str, ...]
    facts: tuple[ClashFact, ...]
    labels: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Proof:
    """What was proved of one graph, and how long HermiT took.

    ``undeclared`` are terms that look like the ontology's and are not in it: nothing could be proved of them.
    """

    name: str
    axioms: int
    consistent: bool
    empty: tuple[str, ...]
    clashes: tuple[Clash, ...]
    seconds: float
    undeclared: tuple[str, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Whether all is consistent and every class can have members."""
        return self.consistent and not self.empty


class Words:
    """Names, labels and places of things, from the statements that were reasoned over."""

    def __init__(self, stores: Sequence[ox.Store]) -> None:
        self._stores = stores

    def clash(
        self,
        axioms: Iterable[str],
        facts: Iterable[tuple[str, str]],
        disjoint: Iterable[tuple[str, str, str]],
    ) -> Clash:
        """A clash in words; a fact is its text and its subject's IRI."""
        axioms, facts, disjoint = list(axioms), list(facts), list(disjoint)
        iris = sorted({iri for text in [*axioms, *(text for text, _ in facts)] for iri in _IRI.findall(text)})
        labels = tuple((short_name(iri), self.label(iri)) for iri in iris if self.label(iri))
        return Clash(
            summary=tuple(
                f"{self.named(one)} is forced into {self.named(a)} and {self.named(b)}, which are disjoint"
                for one, a, b in disjoint
            ),
            axioms=tuple(shortened(text) for text in axioms),
            facts=tuple(self._fact(text, subject) for text, subject in facts),
            labels=labels,
        )

    def named(self, iri: str) -> str:
        """Short name and label."""
        label = self.label(iri)
        return f"{short_name(iri)} “{label}”" if label else short_name(iri)

    def label(self, iri: str) -> str:
        """Chinese and English label, or the title, or ''."""
        for predicate in (SKOS("prefLabel"), RDFS("label"), DCTERMS("title")):
            found = {o.language: o.value for o in self._values(iri, predicate) if isinstance(o, ox.Literal)}
            if found:
                return " / ".join(found[key] for key in sorted(found, key=lambda k: (k != "zh", k or "")))
        return ""

    def place(self, iri: str) -> tuple[str, str]:
        """Where a thing was read: ``file.txt 12–20`` and the words; both '' if it has no place."""
        for span in self._values(iri, PROV("wasQuotedFrom")):
            if not isinstance(span, ox.NamedNode):
                continue
            start, end, exact = (self._one(span.value, PG(name)) for name in ("start", "end", "exact"))
            text = self._one(span.value, PG("inText"))
            file = self._one(text, PG("fileName")) if text else ""
            return f"{file or short_name(text or span.value)} {start}–{end}", exact
        return "", ""

    def _fact(self, text: str, subject: str) -> ClashFact:
        return ClashFact(shortened(text), *self.place(subject))

    def _one(self, iri: str, predicate: str) -> str:
        return min(
            (str(getattr(value, "value", value)) for value in self._values(iri, predicate)), default=""
        )

    def _values(self, iri: str, predicate: str) -> list[object]:
        name, link = ox.NamedNode(iri), ox.NamedNode(predicate[1:-1])
        found = [q.object for s in self._stores for q in s.quads_for_pattern(name, link, None, _UNION)]
        return list(found)


def short_name(iri: str) -> str:
    """An IRI with its prefix, or from ``/id/`` on; else as it is."""
    name = prefixes.short(iri)
    return name if name != iri else iri.partition(_ID)[2] or iri


def shortened(text: str) -> str:
    """An axiom in functional syntax with short names."""
    return re.sub(r"\s+\)", ")", _IRI.sub(lambda match: short_name(match[1]), text))
