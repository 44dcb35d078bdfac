"""What people decided about one thing: who, when, why, and what was made of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from policygraph.builds.reader import Reader
from policygraph.rdf.terms import PG, PROV

__all__ = ["Event", "story"]


@dataclass(frozen=True, slots=True)
class Event:
    """One line of a corrections file about a thing; '' for what it does not say."""

    date: str
    author: str
    decision: str
    outcome: str
    field: str
    was: str
    now: str
    reason: str
    file: str
    line: int


def story(reader: Reader, thing: str) -> tuple[Event, ...]:
    """What people decided about a thing, the earliest first."""
    return tuple(sorted(_events(reader, thing), key=lambda event: (event.date, event.file, event.line)))


def _events(reader: Reader, thing: str) -> Iterator[Event]:
    for line in reader.subjects(PG.iri("corrects"), thing):

        def said(name: str, line: str = line) -> str:
            return reader.value(line, PG.iri(name))

        yield Event(
            date=reader.value(line, PROV.iri("generatedAtTime"))[:10],
            author=reader.label(reader.value(line, PROV.iri("wasAttributedTo"))),
            decision=_code(said("decision"), "decision-"),
            outcome=_code(said("outcome"), "outcome-"),
            field=said("correctedField"),
            was=said("was"),
            now=said("now"),
            reason=said("becauseOf"),
            file=said("correctionFile"),
            line=int(said("correctionLine") or 0),
        )


def _code(iri: str, kind: str) -> str:
    return iri.rpartition(kind)[2]
