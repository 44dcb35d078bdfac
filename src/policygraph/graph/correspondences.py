"""Which provision of a higher document a measure localises, after what was found and what people wrote about it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from policygraph import model
from policygraph.model import Justification
from policygraph.rdf.iris import Iris, part
from policygraph.rdf.terms import PG, PROV, SEMAPV, A, Triple, decimal, integer, iri, literal

__all__ = ["Counterpart", "correspondence_triples", "counterpart", "localises_triples", "settle"]

# What a person says without a figure is as sure as can be.
_SURE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Counterpart:
    """A correspondence by the IRIs of its ends; ``mapping`` is the IRI of the line that a person wrote, or ''."""

    subject: str
    object: str
    confidence: Decimal
    evidence: tuple[str, ...]
    rank: int
    justification: Justification
    mapping: str = ""


def counterpart(name: str, found: model.Correspondence, iris: Iris) -> Counterpart:
    """What was found in the document ``name``; the register writes its provisions …/provision/3.8."""
    if found.document:
        parent = iris.provision(found.document, found.parent)
    else:
        parent = f"{found.directive}/provision/{part(found.parent).rpartition('/')[2]}"
    subject = iris.provision(name, found.path)
    return Counterpart(subject, parent, found.confidence, found.evidence, found.rank, found.justification)


def settle(
    found: Iterable[Counterpart],
    mappings: Mapping[str, model.Mapping],
    measures: Container[str],
    provisions: Container[str],
) -> list[Counterpart]:
    """The counterparts that hold: those found, without the rejected ones, and those that people added.

    Args:
        found: what was found in the documents.
        mappings: the lines that people wrote, by their IRIs; where two speak of one pair, the last counts.
        measures: IRIs that may stand at the lower end.
        provisions: IRIs that may stand at the upper end.
    """
    by_pair = {(c.subject, c.object): c for c in found}
    for name, mapping in mappings.items():
        pair = (mapping.subject, mapping.object)
        known = by_pair.pop(pair, None)
        if not mapping.is_rejected and mapping.subject in measures and mapping.object in provisions:
            by_pair[pair] = _by_hand(name, mapping, known)
    return _ranked(by_pair.values())


def _by_hand(name: str, mapping: model.Mapping, known: Counterpart | None) -> Counterpart:
    return Counterpart(
        subject=mapping.subject,
        object=mapping.object,
        confidence=_SURE if mapping.confidence is None else mapping.confidence,
        evidence=known.evidence if known else (),
        rank=known.rank if known else 0,
        justification=Justification.MANUAL,
        mapping=name,
    )


def _ranked(counterparts: Iterable[Counterpart]) -> list[Counterpart]:
    """Numbered from 1 for each measure and higher document, those by hand first."""
    groups: dict[tuple[str, str], list[Counterpart]] = defaultdict(list)
    for one in counterparts:
        groups[one.subject, _document(one.object)].append(one)
    return [
        replace(one, rank=rank)
        for group in groups.values()
        for rank, one in enumerate(sorted(group, key=_goodness), start=1)
    ]


def _goodness(one: Counterpart) -> tuple[bool, int, Decimal, str]:
    return one.justification is not Justification.MANUAL, one.rank, -one.confidence, one.object


def correspondence_triples(counterparts: Iterable[Counterpart]) -> Iterator[Triple]:
    """Correspondences with confidence, rank, justification and the words that decided."""
    for one in counterparts:
        subject = iri(_name(one))
        yield subject, A, PG("Correspondence")
        yield subject, PG("subject"), iri(one.subject)
        yield subject, PG("object"), iri(one.object)
        yield subject, PG("confidence"), decimal(one.confidence)
        yield subject, PG("rank"), integer(one.rank)
        yield subject, PG("justification"), SEMAPV(one.justification)
        for words in one.evidence:
            yield subject, PG("evidence"), literal(words)
        if one.mapping:
            yield subject, PROV("wasDerivedFrom"), iri(one.mapping)


def localises_triples(counterparts: Sequence[Counterpart]) -> Iterator[Triple]:
    """The shortcut from each measure to its counterparts."""
    for one in counterparts:
        yield iri(one.subject), PG("localises"), iri(one.object)


def _name(one: Counterpart) -> str:
    """…/measure/3.1/correspondence/guofa-2021-33/3.8, whatever the class of the provision; annexes are annex-1."""
    document, number = (text.rpartition("/")[2] for text in (_document(one.object), one.object))
    annex = "annex-" if "/annex/" in one.object else ""
    return f"{one.subject}/correspondence/{document}/{annex}{number}"


def _document(provision: str) -> str:
    """The document of a provision, by its IRI: …/directive/D/provision/3.8, …/plan/D/measure/3.8, …/plan/D/preamble."""
    before, _, last = provision.rpartition("/")
    return before if last == "preamble" else before.rpartition("/")[0]
