"""The IRIs of a document's facts: they survive edits elsewhere, and never come to mean another fact.

An IRI is made from the document, the kind of fact, the provision, the quote, and a digest of the clause that holds the
quote. What a fact takes from outside its clause, such as the year of the sentence before, is in the digest as well: a
fact that comes to say something else gets another IRI. Facts of which all this is the same are numbered in the order
of the document. Offsets are not part of it, and nor is what people decided: a fact that was corrected or rejected is
named after what the rules read.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from policygraph.graph.passages import Passages, bare
from policygraph.model import (
    Assignment,
    Citation,
    Condition,
    Consequence,
    DelegatedTarget,
    Deliverable,
    DueDate,
    Evaluation,
    Facts,
    Finding,
    GradeRequirement,
    NamedEntity,
    Obligation,
    Provision,
    Span,
    Target,
)
from policygraph.model.corrections import Status
from policygraph.rdf.iris import Iris, part, segment

if TYPE_CHECKING:
    from policygraph.model.corrections import Fact

__all__ = ["Decidable", "FactIris"]

_Fact = TypeVar(
    "_Fact",
    Citation,
    Assignment,
    Target,
    Obligation,
    DueDate,
    DelegatedTarget,
    GradeRequirement,
    Evaluation,
    Consequence,
    Deliverable,
    Condition,
    NamedEntity,
)
Decidable = TypeVar("Decidable", Citation, Assignment, Target, Obligation)
_DIGITS = 12


class FactIris:
    """Facts of one document with their IRIs, each kind in the order of the document."""

    def __init__(self, facts: Facts, iris: Iris) -> None:
        self._facts = facts
        self._iris = iris
        self._passages = Passages(facts.text, facts.outline)
        self._first_read = {id(one.now): one.read for one in facts.revisions if one.now}
        self._rejected: dict[int, str] = {}

    @cached_property
    def citations(self) -> list[tuple[Citation, str]]:
        """The citations."""
        return self._decided(
            Citation,
            self._facts.citations,
            lambda c: (*_place(c), c.doc_number, c.title),
            lambda _: (),
        )

    @cached_property
    def assignments(self) -> list[tuple[Assignment, str]]:
        """The assignments; 市发展改革委 is a body of the document's area."""
        area = self._facts.area.name
        return self._decided(
            Assignment,
            self._facts.assignments,
            lambda a: (*_place(a), a.path, a.role, a.agency.name),
            lambda _: (area,),
        )

    @cached_property
    def targets(self) -> list[tuple[Target, str]]:
        """The targets."""
        area = self._facts.area.name
        return self._decided(
            Target,
            self._facts.targets,
            lambda t: (*_place(t), t.path, t.phrase, t.value),
            lambda t: (area, t.area.name, t.phrase, t.unit, t.baseline_year, t.target_year),
        )

    @cached_property
    def rows(self) -> dict[Span, str]:
        """The rows of tables in which targets stand, by their places."""
        found = sorted(
            {(t.row.start, t.row.end, t.path): t.row for t in self._facts.targets if t.row}.items()
        )
        passages = [(path, self._passages.of_row(row)) for (_, _, path), row in found]
        name = self._facts.source.name
        names = [
            self._iris.fact(name, "row", part(path), one.quote, _digest(one.quote, one.clause))
            for path, one in passages
        ]
        return dict(zip((row for _, row in found), _numbered(names), strict=True))

    @cached_property
    def obligations(self) -> list[tuple[Obligation, str]]:
        """The obligations."""
        return self._decided(
            Obligation,
            self._facts.obligations,
            _place,
            lambda o: (o.deadline.partition("-")[0],),
        )

    @cached_property
    def due_dates(self) -> list[tuple[DueDate, str]]:
        """The times that the obligations set."""
        dates = [date for obligation, _ in self.obligations for date in obligation.dates]
        return self._named("duedate", [(date, (date.date,)) for date in dates])

    @cached_property
    def delegated(self) -> list[tuple[DelegatedTarget, str]]:
        """The targets whose value another level sets."""
        return self._named(
            "delegatedtarget",
            [(t, (t.phrase, t.target_year)) for t in sorted(self._facts.duties.delegated, key=_place)],
        )

    @cached_property
    def grades(self) -> list[tuple[GradeRequirement, str]]:
        """The grades that sentences name."""
        return self._named(
            "graderequirement", [(grade, ()) for grade in sorted(self._facts.duties.grades, key=_place)]
        )

    @cached_property
    def evaluations(self) -> list[tuple[Evaluation, str]]:
        """The evaluations."""
        return self._named(
            "evaluation", [(one, ()) for one in sorted(self._facts.duties.evaluations, key=_place)]
        )

    @cached_property
    def consequences(self) -> list[tuple[Consequence, str]]:
        """The consequences."""
        return self._named(
            "consequence", [(one, ()) for one in sorted(self._facts.duties.consequences, key=_place)]
        )

    @cached_property
    def deliverables(self) -> list[tuple[Deliverable, str]]:
        """The deliverables."""
        return self._named(
            "deliverable", [(one, (one.due,)) for one in sorted(self._facts.duties.deliverables, key=_place)]
        )

    @cached_property
    def conditions(self) -> list[tuple[Condition, str]]:
        """The conditions."""
        return self._named(
            "condition", [(one, (one.kind,)) for one in sorted(self._facts.duties.conditions, key=_place)]
        )

    @cached_property
    def named(self) -> list[tuple[NamedEntity, str]]:
        """The firms and works that are called by name."""
        return self._named(
            "namedentity", [(one, (one.kind,)) for one in sorted(self._facts.duties.named, key=_place)]
        )

    def obligation_around(self, span: Span) -> str:
        """The directing sentence that holds a stretch, or ''; they do not overlap: the last that starts before it."""
        i = bisect_right(self.obligations, span.start, key=lambda named: named[0].span.start)
        if i and self.obligations[i - 1][0].span.end >= span.end:
            return self.obligations[i - 1][1]
        return ""

    @cached_property
    def findings(self) -> list[tuple[Finding, str]]:
        """The findings, those without a place first; their message may count lines, and does not matter else."""
        ordered = sorted(set(self._facts.findings), key=_order)
        names = [self._finding(finding) for finding in ordered]
        return list(zip(ordered, _numbered(names), strict=True))

    def of_first_read(self, fact: Fact) -> str:
        """The IRI of what a line of a corrections file is about, as it was first read."""
        if isinstance(fact, Provision):
            return self._iris.provision(self._facts.source.name, fact.path)
        return self._of_first_read[id(fact)]

    @cached_property
    def _of_first_read(self) -> dict[int, str]:
        found: dict[int, str] = {}
        for named in (self.citations, self.assignments, self.targets, self.obligations):
            found |= {id(self._first_read.get(id(fact), fact)): iri for fact, iri in named}
        return found | self._rejected

    def _decided(
        self,
        kind: type[Decidable],
        facts: Sequence[Decidable],
        order: Callable[[Decidable], tuple[Any, ...]],
        taken: Callable[[Decidable], Sequence[str]],
    ) -> list[tuple[Decidable, str]]:
        """The facts of a kind that people may decide about, with the IRIs that they have as they were first read.

        Rejected facts keep their number among equals, and added ones come behind all others.
        """
        revised = {id(one.now): one for one in self._facts.revisions if one.now}
        read: list[Decidable] = []
        added: list[Decidable] = []
        for fact in facts:
            one = revised.get(id(fact))
            first = one.read if one and isinstance(one.read, kind) else fact
            (added if one and one.status is Status.ADDED else read).append(first)
        rejected: list[Decidable] = [
            o.read for o in self._facts.revisions if not o.now and isinstance(o.read, kind)
        ]
        ordered = sorted(read + rejected, key=order) + sorted(added, key=order)
        names = self._named(kind.__name__.lower(), [(fact, taken(fact)) for fact in ordered])
        by_read = {id(fact): name for fact, name in names}
        self._rejected |= {id(fact): by_read[id(fact)] for fact in rejected}
        return [
            (fact, by_read[id(self._first_read.get(id(fact), fact))]) for fact in sorted(facts, key=order)
        ]

    def _named(self, kind: str, facts: Sequence[tuple[_Fact, Sequence[str]]]) -> list[tuple[_Fact, str]]:
        """IRIs of facts that come with what they may have taken from outside their clause."""
        names = [self._name(kind, part(fact.path), fact.span, taken) for fact, taken in facts]
        return list(zip((fact for fact, _ in facts), _numbered(names), strict=True))

    def _name(self, kind: str, provision: str, span: Span, taken: Iterable[str]) -> str:
        passage = self._passages.around(span)
        from_outside = [value for value in map(bare, taken) if value and value not in passage.clause]
        digest = _digest(passage.quote, passage.clause, str(passage.before), *from_outside)
        return self._iris.fact(self._facts.source.name, kind, provision, passage.quote, digest)

    def _finding(self, finding: Finding) -> str:
        code = segment(finding.code)
        if finding.span and finding.span.start < finding.span.end:
            return self._name("finding", code, finding.span, ())
        digest = _digest(finding.message)
        return self._iris.fact(self._facts.source.name, "finding", code, "", digest)


def _place(fact: _Fact) -> tuple[int, int]:
    return fact.span.start, fact.span.end


def _order(finding: Finding) -> tuple[int, int, str, str]:
    span = finding.span or Span(-1, -1)
    return span.start, span.end, finding.code, finding.message


def _digest(*parts: str) -> str:
    # A lone surrogate of a damaged source must not stop a build.
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]


def _numbered(names: Iterable[str]) -> list[str]:
    """The second of equal names gets ``-2``, the third ``-3``."""
    seen: Counter[str] = Counter()
    found = []
    for name in names:
        seen[name] += 1
        found.append(name if seen[name] == 1 else f"{name}-{seen[name]}")
    return found
