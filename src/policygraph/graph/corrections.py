"""What people decided about facts, as a graph of its own: each line, what became of it, and how facts came about.

Facts that were rejected are no part of the graph: nobody who counts targets counts them. What would be said about them
is kept as a text at their document, so that they can be shown where they are asked for.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from policygraph.graph.assignments import assignment_triples
from policygraph.graph.citations import citation_triples
from policygraph.graph.document_terms import DocumentTerms
from policygraph.graph.fact_iris import Decidable, FactIris
from policygraph.graph.obligations import obligation_triples
from policygraph.graph.targets import target_triples
from policygraph.model import Assignment, Citation, Facts, Obligation, Provision, Target
from policygraph.model.corrections import (
    Correction,
    CorrectionKind,
    Decision,
    Outcome,
    Revision,
    SettledLine,
    Status,
)
from policygraph.rdf.iris import Iris, segment
from policygraph.rdf.terms import CODE, PG, PROV, RDFS, XSD, A, Triple, integer, iri, literal

__all__ = ["correction_triples", "unplaced_triples"]

_ENTITY = PROV("Entity")
_STATUS = {Decision.CONFIRM: Status.CONFIRMED, Decision.REPLACE: Status.CORRECTED}


def correction_triples(facts: Facts, iris: Iris, names: FactIris) -> Iterator[Triple]:
    """What people decided about one document; nothing where nobody decided anything."""
    if not facts.settled:
        return
    scope = DocumentTerms(facts, iris)
    lines = [(one, _subject(one, scope, names)) for one in facts.settled]
    of: dict[str, list[SettledLine]] = defaultdict(list)
    for one, about in lines:
        of[about].append(one)
    plan = iris.plan(scope.name)
    yield from _lines(lines, f"{plan}/correction", iris)
    for revision in facts.revisions:
        subject = iri(names.of_first_read(revision.read))
        yield subject, PG("status"), CODE(f"status-{revision.status}")
        yield from _revised(subject, of.get(subject, ()), iris)
    yield from _of_document(scope, of.get(scope.plan, ()))
    if left_out := "".join(sorted(_left_out(scope, names))):
        yield scope.plan, PG("leftOut"), literal(left_out)


def unplaced_triples(lines: Iterable[SettledLine], iris: Iris) -> Iterator[Triple]:
    """Lines about documents that are not in the build."""
    yield from _lines([(one, "") for one in lines], iris.named("correction"), iris)


class _Rejected(FactIris):
    """Rejected facts with the IRIs that they have among all."""

    def __init__(self, facts: Facts, iris: Iris, names: FactIris) -> None:
        super().__init__(facts, iris)
        self._names = names

    def _decided(
        self,
        kind: type[Decidable],
        facts: Sequence[Decidable],
        order: Callable[[Decidable], tuple[Any, ...]],
        taken: Callable[[Decidable], Sequence[str]],
    ) -> list[tuple[Decidable, str]]:
        return [(fact, self._names.of_first_read(fact)) for fact in sorted(facts, key=order)]


def _subject(one: SettledLine, scope: DocumentTerms, names: FactIris) -> str:
    """What a line is about, as a term; '' where it is not found."""
    if one.line.kind is CorrectionKind.DOCUMENT:
        return scope.plan
    return iri(names.of_first_read(one.fact)) if one.fact else ""


def _lines(lines: Iterable[tuple[SettledLine, str]], above: str, iris: Iris) -> Iterator[Triple]:
    seen: Counter[str] = Counter()
    for one, about in lines:
        digest = _digest(one.line)
        seen[digest] += 1
        number = f"-{seen[digest]}" if seen[digest] > 1 else ""
        yield from _line(iri(f"{above}/{digest}{number}"), one, about, iris)


def _line(subject: str, one: SettledLine, about: str, iris: Iris) -> Iterator[Triple]:
    line = one.line
    yield subject, A, PG("Correction")
    yield subject, A, _ENTITY
    yield subject, PG("outcome"), CODE(f"outcome-{one.outcome}")
    if line.decision:
        yield subject, PG("decision"), CODE(f"decision-{line.decision}")
    if about:
        yield subject, PG("corrects"), about
    texts = {
        "correctedDocument": line.document,
        "correctedKind": line.kind,
        "correctedField": line.field,
        "was": line.was,
        "now": line.now,
        "readNow": one.found,
        "anchorPath": line.anchor.path,
        "anchorQuote": line.anchor.exact,
        "becauseOf": line.reason,
        "problem": one.problem,
        "correctionFile": line.file,
    }
    for name, text in texts.items():
        if text:
            yield subject, PG(name), literal(text)
    if line.line:
        yield subject, PG("correctionLine"), integer(line.line)
        yield subject, PG("correctionColumn"), integer(dict(line.places).get(one.column, 1))
    yield from _attributed(subject, line, iris)


def _attributed(subject: str, line: Correction, iris: Iris) -> Iterator[Triple]:
    if line.author:
        person = iri(iris.named("person", segment(line.author)))
        yield subject, PROV("wasAttributedTo"), person
        yield person, A, PROV("Person")
        yield person, RDFS("label"), literal(line.author, "zh")
    if line.date:
        yield subject, PROV("generatedAtTime"), f'"{line.date}T00:00:00Z"^^{XSD("dateTime")}'


def _revised(subject: str, lines: Iterable[SettledLine], iris: Iris) -> Iterator[Triple]:
    """Who answers for a fact, since when, and what it was before."""
    applied = [one for one in lines if one.outcome is Outcome.APPLIED]
    for one in applied:
        yield from (t for t in _attributed(subject, one.line, iris) if t[1] != PROV("generatedAtTime"))
    latest = max((one.line for one in applied if one.line.date), key=lambda line: line.date, default=None)
    if latest:
        yield from (t for t in _attributed(subject, latest, iris) if t[1] == PROV("generatedAtTime"))
    before = [f"{one.line.field}: {one.found}" for one in applied if one.line.decision is Decision.REPLACE]
    if before:
        earlier = f"{subject[:-1]}/as-read>"
        yield subject, PROV("wasRevisionOf"), earlier
        yield earlier, A, _ENTITY
        yield earlier, RDFS("label"), literal("; ".join(sorted(before)), "zh")


def _of_document(scope: DocumentTerms, lines: Iterable[SettledLine]) -> Iterator[Triple]:
    """The same for the document itself."""
    applied = [one for one in lines if one.outcome is Outcome.APPLIED and one.line.decision]
    if not applied:
        return
    statuses = [_STATUS[one.line.decision] for one in applied if one.line.decision in _STATUS]
    status = max(statuses, key=list(Status).index)
    yield scope.plan, PG("status"), CODE(f"status-{status}")
    yield from _revised(scope.plan, applied, scope.iris)


def _left_out(scope: DocumentTerms, names: FactIris) -> Iterator[str]:
    """What would be said about the rejected facts, as lines of N-Triples."""
    rejected = [one for one in scope.facts.revisions if one.now is None]
    if not rejected:
        return
    facts = _only(scope.facts, rejected)
    within = DocumentTerms(facts, scope.iris)
    own = _Rejected(facts, scope.iris, names)
    triples = {
        *citation_triples(within, own),
        *assignment_triples(within, own),
        *obligation_triples(within, own),
        *target_triples(within, own),
    }
    for one in rejected:
        if isinstance(one.read, Provision):
            triples.add((scope.provision(one.read.path), A, PG("Measure")))
        else:
            triples.add((iri(names.of_first_read(one.read)), PG("status"), CODE("status-rejected")))
    yield from (f"{subject} {predicate} {value} .\n" for subject, predicate, value in triples)


def _only(facts: Facts, rejected: Iterable[Revision]) -> Facts:
    read = [one.read for one in rejected]
    return replace(
        facts,
        citations=tuple(one for one in read if isinstance(one, Citation)),
        assignments=tuple(one for one in read if isinstance(one, Assignment)),
        targets=tuple(one for one in read if isinstance(one, Target)),
        obligations=tuple(one for one in read if isinstance(one, Obligation)),
    )


def _digest(line: Correction) -> str:
    said = (
        line.kind,
        repr(line.anchor),
        line.field,
        line.was,
        line.now,
        line.decision or "",
        line.reason,
        line.author,
        line.date,
    )
    return hashlib.sha256("\n".join(said).encode("utf-8", "surrogatepass")).hexdigest()[:16]
