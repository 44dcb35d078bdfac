"""What people decided about facts, as a graph of its own: each line, what became of it, and how facts came about.

Facts that were rejected are no part of the graph: nobody who counts targets counts them. What would be said about them
is kept as a text at their document, so that they can be shown where they are asked for.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
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

_ENTITY, _PERSON = PROV("Entity"), PROV("Person")
_BY, _AT, _DAY = PROV("wasAttributedTo"), PROV("generatedAtTime"), XSD("dateTime")
_LABEL, _IS = RDFS("label"), PG("status")
_CORRECTION, _CORRECTS, _DECISION, _OUTCOME = map(PG, ("Correction", "corrects", "decision", "outcome"))
_LINE, _COLUMN = PG("correctionLine"), PG("correctionColumn")
# In the order of their names, as of all that a line says: it need not be sorted much then.
_CELLS = tuple(
    map(
        PG, ("anchorPath", "anchorQuote", "becauseOf", "correctedDocument", "correctedField", "correctedKind")
    )
)
_FILE, _NOW, _PROBLEM, _READ, _WAS = map(PG, ("correctionFile", "now", "problem", "readNow", "was"))
_DECISIONS = {one: CODE(f"decision-{one}") for one in Decision}
_OUTCOMES = {one: CODE(f"outcome-{one}") for one in Outcome}
_STATUS = {Decision.CONFIRM: Status.CONFIRMED, Decision.REPLACE: Status.CORRECTED}


def correction_triples(facts: Facts, iris: Iris, names: FactIris) -> list[Triple]:
    """What people decided about one document; nothing where nobody decided anything."""
    if not facts.settled:
        return []
    scope = DocumentTerms(facts, iris)
    lines = [(one, _subject(one, scope, names)) for one in facts.settled]
    of: dict[str, list[SettledLine]] = defaultdict(list)
    for one, about in lines:
        of[about].append(one)
    plan = iris.plan(scope.name)
    said = _Said(iris)
    triples = _lines(lines, f"{plan}/correction", said)
    for revision in facts.revisions:
        subject = iri(names.of_first_read(revision.read))
        if revision.now:
            triples += said.of_fact(subject, of.get(subject, ()))
        triples.append((subject, _IS, CODE(f"status-{revision.status}")))
    triples += _of_document(scope, of.get(scope.plan, ()), said)
    if left_out := "".join(sorted(_left_out(scope, names))):
        triples.append((scope.plan, PG("leftOut"), literal(left_out)))
    return triples


def unplaced_triples(lines: Iterable[SettledLine], iris: Iris) -> list[Triple]:
    """Lines about documents that are not in the build."""
    return _lines([(one, "") for one in lines], iris.named("correction"), _Said(iris))


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


def _lines(lines: Iterable[tuple[SettledLine, str]], above: str, said: _Said) -> list[Triple]:
    seen: Counter[str] = Counter()
    named: dict[str, tuple[SettledLine, str]] = {}
    for one in lines:
        digest = _digest(one[0].line)
        seen[digest] += 1
        number = f"-{seen[digest]}" if seen[digest] > 1 else ""
        named[f"<{above}/{digest}{number}>"] = one
    triples: list[Triple] = []
    for subject in sorted(named):
        triples += said.of_line(subject, *named[subject])
    return triples


class _Said:
    """What is said of lines and of the facts that they decide about."""

    def __init__(self, iris: Iris) -> None:
        self._iris = iris
        # Few people write many lines.
        self._persons: dict[str, str] = {}
        # … which say much the same.
        self._literal = lru_cache(literal)

    def of_line(self, subject: str, one: SettledLine, about: str) -> list[Triple]:
        """What a line says, and what became of it."""
        line, anchor, text = one.line, one.line.anchor, self._literal
        cells = (anchor.path, anchor.exact, line.reason, line.document, line.field, line.kind)
        said = [
            (subject, A, _ENTITY),
            (subject, A, _CORRECTION),
            *_at(subject, line),
            *self._by(subject, line),
        ]
        said += [(subject, cell, text(value)) for cell, value in zip(_CELLS, cells, strict=True) if value]
        if one.column:
            said.append((subject, _COLUMN, integer(dict(line.places).get(one.column, 1))))
        if line.file:
            said.append((subject, _FILE, text(line.file)))
        if line.line:
            said.append((subject, _LINE, integer(line.line)))
        if about:
            said.append((subject, _CORRECTS, about))
        if line.decision:
            said.append((subject, _DECISION, _DECISIONS[line.decision]))
        if line.now:
            said.append((subject, _NOW, text(line.now)))
        said.append((subject, _OUTCOME, _OUTCOMES[one.outcome]))
        if one.problem:
            said.append((subject, _PROBLEM, text(one.problem)))
        if one.found:
            said.append((subject, _READ, text(one.found)))
        if line.was:
            said.append((subject, _WAS, text(line.was)))
        return said

    def of_fact(self, subject: str, lines: Iterable[SettledLine]) -> list[Triple]:
        """Who answers for a fact, and of one that people changed or added, since when and what it was before."""
        applied = [one for one in lines if one.outcome is Outcome.APPLIED]
        said = [triple for one in applied for triple in self._by(subject, one.line)]
        # What was only confirmed is as old as the build.
        made = [one.line for one in applied if one.line.decision is not Decision.CONFIRM]
        if made:
            said += _at(subject, max(made, key=lambda line: line.date))
        before = [
            f"{one.line.field}: {one.found}" for one in applied if one.line.decision is Decision.REPLACE
        ]
        if before:
            earlier = f"{subject[:-1]}/as-read>"
            said.append((subject, PROV("wasRevisionOf"), earlier))
            said.append((earlier, A, _ENTITY))
            said.append((earlier, _LABEL, literal("; ".join(sorted(before)), "zh")))
        return said

    def _by(self, subject: str, line: Correction) -> list[Triple]:
        if not line.author:
            return []
        person = self._persons.get(line.author)
        if person:
            return [(subject, _BY, person)]
        person = self._persons[line.author] = iri(self._iris.named("person", segment(line.author)))
        label = literal(line.author, "zh")
        return [(subject, _BY, person), (person, A, _PERSON), (person, _LABEL, label)]


def _at(subject: str, line: Correction) -> list[Triple]:
    return [(subject, _AT, f'"{line.date}T00:00:00Z"^^{_DAY}')] if line.date else []


def _of_document(scope: DocumentTerms, lines: Iterable[SettledLine], said: _Said) -> Iterator[Triple]:
    """The same for the document itself."""
    applied = [one for one in lines if one.outcome is Outcome.APPLIED and one.line.decision]
    if not applied:
        return
    statuses = [_STATUS[one.line.decision] for one in applied if one.line.decision in _STATUS]
    status = max(statuses, key=list(Status).index)
    yield scope.plan, _IS, CODE(f"status-{status}")
    yield from said.of_fact(scope.plan, applied)


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
            triples.add((iri(names.of_first_read(one.read)), _IS, CODE("status-rejected")))
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
