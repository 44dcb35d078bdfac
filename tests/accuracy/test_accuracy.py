"""Accuracy on the project's own annotated plans."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from policygraph.model import Facts, Span, Stated
from tests.accuracy.scoring import Row, annotated, score
from tests.reading import read

HERE = Path(__file__).parent
SEEDS = HERE.parents[1] / "seeds" / "plans"
PLANS = sorted(path.name for path in (HERE / "annotations").iterdir())


def _facts(plan: str) -> Facts:
    invented = HERE / "plans" / f"{plan}.txt"
    path = invented if invented.exists() else SEEDS / f"{plan}.txt"
    return read(path.read_text(encoding="utf-8"))


def _place(facts: Facts, path: str, span: Span) -> dict[str, str]:
    return {"start": str(span.start), "end": str(span.end), "quote": facts.text.quote(span), "measure": path}


def _citations(facts: Facts) -> Iterator[Row]:
    for c in facts.citations:
        yield {
            **_place(facts, c.path, c.span),
            "doc_number": c.doc_number,
            "relation": c.relation,
            "title": c.title,
        }


def _measures(facts: Facts) -> Iterator[Row]:
    first = {c.path: c.parent for c in reversed(facts.correspondences)}
    for p in facts.outline.provisions:
        if p.is_measure:
            span = facts.text.span(p.title_start, p.title_end)
            yield {**_place(facts, p.path, span), "title": p.title, "theme": first.get(p.path, "none")}


def _assignments(facts: Facts) -> Iterator[Row]:
    for a in facts.assignments:
        names = {"agency": a.agency.name, "function": a.agency.function_label}
        yield {**_place(facts, a.path, a.span), **names, "role": a.role}


def _targets(facts: Facts) -> Iterator[Row]:
    """Those in figures; the annotations leave out what is said in words."""
    for t in (t for t in facts.targets if t.stated is Stated.FIGURE):
        yield {
            **_place(facts, t.path, t.span),
            "op": t.op,
            "value": str(t.value) if t.upper is None else f"{t.value}..{t.upper}",
            "unit": t.unit,
            "kind": t.kind,
            "baseline_year": t.baseline_year,
            "target_year": t.target_year,
            "strength": t.strength,
        }


def _obligations(facts: Facts) -> Iterator[Row]:
    for o in facts.obligations:
        yield {**_place(facts, o.path, o.span), "strength": o.strength, "deadline": o.deadline}


TABLES: dict[str, tuple[Callable[[Facts], Iterator[Row]], tuple[str, ...], float]] = {
    "citations": (_citations, ("doc_number", "relation", "title"), 0.95),
    "measures": (_measures, ("measure", "title", "theme"), 0.95),
    "assignments": (_assignments, ("measure", "role", "agency"), 0.90),
    "targets": (_targets, ("measure", "op", "value", "unit", "kind", "target_year", "strength"), 0.93),
    "obligations": (_obligations, ("measure", "strength"), 0.95),
}


def _scored(plan: str, table: str) -> bool:
    return (HERE / "annotations" / plan / f"{table}.csv").exists()


@pytest.mark.parametrize("table", TABLES)
def test_rows_are_right(table: str) -> None:
    rows, columns, bar = TABLES[table]
    right = found = wanted = 0
    errors: list[str] = []
    for plan in PLANS:
        if not _scored(plan, table):
            continue
        facts = _facts(plan)
        result = score(annotated(HERE / "annotations" / plan / f"{table}.csv"), rows(facts), columns)
        right, found, wanted = right + result.right, found + result.found, wanted + result.wanted
        errors += [f"{plan}: {error}" for error in result.errors]
    share = 2 * right / (found + wanted)
    assert share >= bar, f"{share:.3f}\n" + "\n".join(errors)


def test_no_counterpart_is_forced_and_none_is_claimed() -> None:
    """Precision and recall of *none*: exactly the measures that the annotations give no theme have none."""
    wanted, found = set(), set()
    for plan in PLANS:
        if not _scored(plan, "measures"):
            continue
        facts = _facts(plan)
        with_counterpart = {c.path for c in facts.correspondences}
        found |= {(plan, p.path) for p in facts.outline.provisions if p.is_measure} - {
            (plan, path) for path in with_counterpart
        }
        rows = annotated(HERE / "annotations" / plan / "measures.csv")
        wanted |= {(plan, row["measure"]) for row in rows if row["theme"] == "none"}
    assert len(wanted) == 4
    assert found == wanted
