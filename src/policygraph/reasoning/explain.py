"""Why axioms are inconsistent: the smallest sets of them that still contradict each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from policygraph.reasoning.hermit import Axiom, Hermit

__all__ = ["clashes", "disjoint_memberships", "minimal"]


def clashes(hermit: Hermit, axioms: Sequence[Axiom], limit: int) -> Iterator[list[Axiom]]:
    """Minimal contradictions, each with a fact that no earlier one has; at most ``limit``."""
    left = list(axioms)
    for _ in range(limit):
        if hermit.is_consistent(left):
            return
        clash = minimal(hermit.is_consistent, left)
        yield clash
        facts = {str(axiom) for axiom in clash if hermit.is_fact(axiom)}
        if not facts:
            return
        left = [axiom for axiom in left if str(axiom) not in facts]


def minimal(is_consistent: Callable[[Sequence[Axiom]], bool], axioms: Sequence[Axiom]) -> list[Axiom]:
    """A part of inconsistent ``axioms`` that is inconsistent, and of which every part is consistent.

    Halves the axioms again and again (QuickXplain, Junker 2004): a contradiction of k among n axioms takes some
    2k·log2(n/k) questions.
    """
    return _narrow(is_consistent, [], False, list(axioms))


def disjoint_memberships(hermit: Hermit, clash: Sequence[Axiom]) -> list[tuple[str, str, str]]:
    """Individuals that the rest of a minimal clash forces into two classes which the clash says are disjoint."""
    found = []
    for axiom in clash:
        if str(axiom.getAxiomType()) != "DisjointClasses":
            continue
        rest = [other for other in clash if other is not axiom]
        kinds = sorted(str(kind.getIRI()) for kind in axiom.getClassesInSignature())
        individuals = sorted({str(i.getIRI()) for other in rest for i in other.getIndividualsInSignature()})
        for one in individuals:
            members = [
                kind for kind in kinds if not hermit.is_consistent([*rest, hermit.no_member(one, kind)])
            ]
            found += [(one, first, second) for first, second in pairwise(members)]
    return found


def _narrow(
    is_consistent: Callable[[Sequence[Axiom]], bool],
    fixed: list[Axiom],
    is_new: bool,
    axioms: list[Axiom],
) -> list[Axiom]:
    if is_new and not is_consistent(fixed):
        return []
    if len(axioms) == 1:
        return axioms
    first, second = axioms[: len(axioms) // 2], axioms[len(axioms) // 2 :]
    of_second = _narrow(is_consistent, fixed + first, bool(first), second)
    of_first = _narrow(is_consistent, fixed + of_second, bool(of_second), first)
    return of_first + of_second
