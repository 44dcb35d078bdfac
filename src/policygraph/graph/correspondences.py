"""Which provision of a higher document a measure localises, after what was found and what people wrote about it.

What a measure localises in the document right above it leads on to what that localises itself: such a correspondence
through documents between is worked out here as well, so that nobody who asks has to walk up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from heapq import heappop, heappush

from policygraph import model
from policygraph.model import Justification
from policygraph.rdf.iris import Iris, document_of, is_annex, number_of, part
from policygraph.rdf.terms import PG, PROV, SEMAPV, A, Triple, boolean, decimal, integer, iri, literal

__all__ = [
    "Counterpart",
    "correspondence_triples",
    "counterpart",
    "localises_triples",
    "settle",
]

# Sureness (negative, so that the surest is the least), number of steps, provisions passed, and where it leads.
_Way = tuple[Decimal, int, tuple[str, ...], str]
# What a person says without a figure is as sure as can be.
_SURE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Counterpart:
    """A correspondence by the IRIs of its ends; ``mapping`` is the IRI of the line that a person wrote, or ''.

    ``between`` are the provisions on the way, from the lowest up, where it leads through other documents.
    ``is_merged`` holds where the measure has further counterparts in the same document.
    """

    subject: str
    object: str
    confidence: Decimal
    evidence: tuple[str, ...]
    rank: int
    justification: Justification
    mapping: str = ""
    between: tuple[str, ...] = ()
    is_merged: bool = False


def counterpart(name: str, found: model.Correspondence, iris: Iris) -> Counterpart:
    """What was found in the document ``name``; the register writes its provisions …/provision/3.8."""
    if found.document:
        parent = iris.provision(found.document, found.parent)
    else:
        parent = f"{found.directive}/provision/{number_of(part(found.parent))}"
    subject = iris.provision(name, found.path)
    return Counterpart(subject, parent, found.confidence, found.evidence, found.rank, found.justification)


def settle(
    found: Iterable[Counterpart],
    mappings: Mapping[str, model.Mapping],
    measures: Container[str],
    provisions: Container[str],
) -> list[Counterpart]:
    """The counterparts that hold: those found, without the rejected ones, those that people added, and their chains.

    Args:
        found: what was found in the documents.
        mappings: the lines that people wrote, by their IRIs; where two speak of one pair, the last counts.
        measures: IRIs that may stand at the lower end.
        provisions: IRIs that may stand at the upper end.
    """
    by_pair = {(c.subject, c.object): c for c in found}
    rejected = set()
    for name, mapping in mappings.items():
        pair = (mapping.subject, mapping.object)
        known = by_pair.pop(pair, None)
        rejected.discard(pair)
        if mapping.is_rejected:
            rejected.add(pair)
        elif mapping.subject in measures and mapping.object in provisions:
            by_pair[pair] = _by_hand(name, mapping, known)
    return _ranked([*by_pair.values(), *_chained(by_pair.values(), rejected)])


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


def _chained(direct: Iterable[Counterpart], rejected: Container[tuple[str, str]]) -> Iterator[Counterpart]:
    """What the measures localise by way of other documents: the surest way to each provision.

    A way is as sure as all of its steps together. It neither comes back to the measure's own document nor passes a
    provision that somebody said the measure does not localise; a direct counterpart needs no way. Of a provision that
    merges several of one document, a measure that localises one of these directly carries out that one alone.
    """
    upwards: dict[str, list[Counterpart]] = defaultdict(list)
    for one in direct:
        upwards[one.subject].append(one)
    for measure in sorted(upwards):
        reached = {one.object for one in upwards[measure]}
        waiting: list[_Way] = []
        for one in upwards[measure]:
            _push(waiting, -one.confidence, (), one.object, upwards)
        while waiting:
            sureness, _, between, provision = heappop(waiting)
            is_back = document_of(provision) == document_of(measure)
            if provision in reached or is_back or (measure, provision) in rejected:
                continue
            merged = {one.object for one in upwards[between[-1]]}
            if document_of(provision) in {
                document_of(one.object) for one in upwards[measure] if one.object in merged
            }:
                continue
            reached.add(provision)
            yield Counterpart(measure, provision, -sureness, (), 0, Justification.CHAINING, between=between)
            _push(waiting, sureness, between, provision, upwards)


def _push(
    waiting: list[_Way],
    sureness: Decimal,
    between: tuple[str, ...],
    provision: str,
    upwards: Mapping[str, Sequence[Counterpart]],
) -> None:
    """Add the ways that lead on from a provision; the surest comes out first, of equal ones the shortest."""
    for further in upwards.get(provision, ()):
        passed = (*between, provision)
        heappush(waiting, (sureness * further.confidence, len(passed), passed, further.object))


def _ranked(counterparts: Iterable[Counterpart]) -> list[Counterpart]:
    """Numbered from 1 for each measure and higher document: those by hand first, those through others last."""
    groups: dict[tuple[str, str], list[Counterpart]] = defaultdict(list)
    for one in counterparts:
        groups[one.subject, document_of(one.object)].append(one)
    return [
        replace(one, rank=rank, is_merged=len(group) > 1)
        for group in groups.values()
        for rank, one in enumerate(sorted(group, key=_goodness), start=1)
    ]


def _goodness(one: Counterpart) -> tuple[bool, bool, int, Decimal, str]:
    is_computed = one.justification is not Justification.MANUAL
    return bool(one.between), is_computed, one.rank, -one.confidence, one.object


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
        yield subject, PG("isMerged"), boolean(one.is_merged)
        for provision in one.between:
            yield subject, PG("between"), iri(provision)
        for words in one.evidence:
            yield subject, PG("evidence"), literal(words)
        if one.mapping:
            yield subject, PROV("wasDerivedFrom"), iri(one.mapping)


def localises_triples(counterparts: Sequence[Counterpart]) -> Iterator[Triple]:
    """The shortcut from each measure to its counterparts, in the document right above and in those above that."""
    for one in counterparts:
        yield iri(one.subject), PG("localises"), iri(one.object)


def _name(one: Counterpart) -> str:
    """…/measure/3.1/correspondence/guofa-2021-33/3.8, whatever the class of the provision; annexes are annex-1."""
    document, number = number_of(document_of(one.object)), number_of(one.object)
    annex = "annex-" if is_annex(one.object) else ""
    return f"{one.subject}/correspondence/{document}/{annex}{number}"
