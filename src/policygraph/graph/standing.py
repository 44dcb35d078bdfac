"""Assignments that follow from standing rules: 以下均需各县政府落实，不再列出 holds for every later measure.

A rule covers the measures of the document's main part behind it (以下, 下同) or before it (以上), across chapters:
what is said once in the first bracket is left out of all others. Parts that set out ideas and targets, and closing
provisions, are nobody's work and are covered only where they name bodies themselves. Of two rules that speak of one
body the nearer one counts, and where a measure names the body itself, what it says.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from policygraph.graph.document_terms import DocumentTerms
from policygraph.model import Agency, Assignment, Outline, Provision, Role, Standing
from policygraph.rdf.terms import CODE, PG, PROV, A, Triple, iri

__all__ = ["DerivedAssignment", "derived_assignments", "standing_triples"]

# As in rule PG005, which does not ask who answers for such parts.
_NO_WORK = re.compile(
    r"(?:(?:总体|指导|基本|工作|主要|发展|预期|约束性|面临|现实)(?:要求|思想|思路|原则|目标|指标|形势|基础)(?:和|及|与|、|$))+|附则"
)


@dataclass(frozen=True, slots=True)
class DerivedAssignment:
    """What a rule says of the measure at ``path``; ``rule`` is the IRI of the assignment that states it."""

    path: str
    agency: Agency
    role: Role
    rule: str


def derived_assignments(
    outline: Outline, named: Sequence[tuple[Assignment, str]]
) -> Iterator[DerivedAssignment]:
    """What follows from the standing rules among the assignments of a document.

    Args:
        outline: the structure of the document.
        named: its assignments with their IRIs, in the order of the text.
    """
    stated: dict[str, list[tuple[Assignment, str]]] = defaultdict(list)
    for assignment, name in named:
        stated[assignment.path].append((assignment, name))
    forwards, backwards = outline.provisions, outline.provisions[::-1]
    # Where both speak of one body, the rule before the measure counts.
    found = dict(_carried(backwards, stated, Standing.EARLIER))
    found |= _carried(forwards, stated, Standing.LATER)
    for (path, agency), (rule, name) in found.items():
        if all(assignment.agency != agency for assignment, _ in stated[path]):
            yield DerivedAssignment(path, agency, rule.role, name)


def _carried(
    parts: Iterable[Provision], stated: Mapping[str, Sequence[tuple[Assignment, str]]], standing: Standing
) -> Iterator[tuple[tuple[str, Agency], tuple[Assignment, str]]]:
    """For each measure on a way through the document the rules that were met before it, of a body the last one."""
    met: dict[Agency, tuple[Assignment, str]] = {}
    for part in parts:
        here = stated.get(part.path, ())
        if part.is_measure and (here or not _NO_WORK.fullmatch(part.title)):
            for agency, rule in met.items():
                yield (part.path, agency), rule
        met |= {rule[0].agency: rule for rule in here if rule[0].standing is standing}


def standing_triples(scope: DocumentTerms, named: Sequence[tuple[Assignment, str]]) -> Iterator[Triple]:
    """The derived assignments and what follows from them; their evidence is the quote of the rule."""
    for one in derived_assignments(scope.facts.outline, named):
        measure, agency = scope.provision(one.path), scope.agency(one.agency)
        subject = iri(scope.iris.derived_assignment(scope.name, one.path, one.rule))
        yield subject, A, PG("Assignment")
        yield subject, A, PG("DerivedAssignment")
        yield subject, PG("inProvision"), measure
        yield subject, PG("agency"), agency
        yield subject, PG("role"), CODE(one.role)
        yield subject, PROV("wasDerivedFrom"), iri(one.rule)
        yield measure, PG("responsibleAgency"), agency
        if one.role is Role.LEAD:
            yield measure, PG("leadAgency"), agency
