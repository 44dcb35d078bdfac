"""Results of proofs as text or JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict

from policygraph.reasoning.report import Clash, Proof

__all__ = ["as_json", "as_text"]


def as_json(results: Iterable[Proof]) -> str:
    """All results as one JSON array."""
    return json.dumps([asdict(result) for result in results], ensure_ascii=False, indent=2) + "\n"


def as_text(result: Proof) -> str:
    """One result as lines for people."""
    if result.consistent:
        classes = _counted(len(result.empty))
        head = f"{result.name}: consistent, {classes} ({result.axioms} axioms, {result.seconds:.2f} s)"
    else:
        head = f"{result.name}: INCONSISTENT ({result.axioms} axioms, {result.seconds:.2f} s)"
    lines = [head, *(f"  unsatisfiable: {name}" for name in result.empty)]
    lines += [
        f"  note: the ontology does not declare {name}, so nothing was proved of it; check its spelling"
        for name in result.undeclared
    ]
    for number, clash in enumerate(result.clashes, 1):
        lines += [f"  contradiction {number}", *_lines(clash)]
    return "\n".join(lines) + "\n"


def _counted(empty: int) -> str:
    if not empty:
        return "no unsatisfiable classes"
    return "1 unsatisfiable class" if empty == 1 else f"{empty} unsatisfiable classes"


def _lines(clash: Clash) -> Iterator[str]:
    for sentence in clash.summary:
        yield f"    {sentence}"
    for axiom in clash.axioms:
        yield f"    axiom  {axiom}"
    for fact in clash.facts:
        yield f"    fact   {fact.text}"
        if fact.source:
            yield f"           [{fact.source}] “{fact.quote}”"
    for name, label in clash.labels:
        yield f"    where  {name} is “{label}”"
