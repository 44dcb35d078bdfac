"""What else two real plans say: values in words, permissions, bearers, dates, grades, conditions, evaluations, names.

``duties/PLAN.tsv`` was written from the text before anything of this was extracted (README.md): ``start`` counts code
points of the text, ``value`` is what the words say there.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from policygraph.model import Facts, Modality, Span, Stated
from tests.reading import read

HERE = Path(__file__).parent
SEEDS = HERE.parents[1] / "seeds" / "plans"
PLANS = sorted(path.stem for path in (HERE / "duties").glob("*.tsv"))

Found = tuple[Span, str, str]


def _words(facts: Facts) -> Iterator[Found]:
    for t in facts.targets:
        if t.stated is Stated.WORDS:
            yield t.span, t.path, " ".join(filter(None, (t.op, f"{t.value:f}", t.kind, t.target_year)))


def _alternatives(facts: Facts) -> Iterator[Found]:
    for t in facts.targets:
        if t.alternative_to:
            yield t.span, t.path, "".join(facts.text.quote(t.alternative_to).split())


def _tiers(facts: Facts) -> Iterator[Found]:
    for t in facts.targets:
        if t.tier:
            yield t.span, t.path, t.tier


def _modalities(facts: Facts) -> Iterator[Found]:
    for o in facts.obligations:
        if o.modality is not Modality.DUTY:
            yield o.span, o.path, o.modality


def _dates(facts: Facts) -> Iterator[Found]:
    """Of sentences that set several."""
    for o in facts.obligations:
        if len(o.dates) > 1:
            for due in o.dates:
                yield due.span, o.path, due.date


def _delegated(facts: Facts) -> Iterator[Found]:
    for t in facts.duties.delegated:
        levels = ";".join(level.removeprefix("level-") for level in t.set_by)
        yield t.span, t.path, f"{levels} {t.target_year}".strip()


def _grades(facts: Facts) -> Iterator[Found]:
    for g in facts.duties.grades:
        yield g.span, g.path, g.op


def _evaluations(facts: Facts) -> Iterator[Found]:
    for e in facts.duties.evaluations:
        yield e.span, e.path, " ".join(filter(None, (e.kind, e.frequency, e.recipient)))
    for c in facts.duties.consequences:
        yield c.span, c.path, f"{c.kind} {c.recipient}".strip()


def _deliverables(facts: Facts) -> Iterator[Found]:
    for d in facts.duties.deliverables:
        yield d.span, d.path, d.kind


def _conditions(facts: Facts) -> Iterator[Found]:
    for c in facts.duties.conditions:
        value = f"{c.value.normalize():f}" if c.value is not None else ""
        yield c.span, c.path, " ".join(filter(None, (c.kind, c.op, value, c.unit)))


def _named(facts: Facts) -> Iterator[Found]:
    for one in facts.duties.named:
        yield one.span, one.path, one.kind


KINDS: dict[str, Callable[[Facts], Iterator[Found]]] = {
    "words": _words,
    "alternative": _alternatives,
    "tier": _tiers,
    "modality": _modalities,
    "date": _dates,
    "delegated": _delegated,
    "grade": _grades,
    "evaluation": _evaluations,
    "deliverable": _deliverables,
    "condition": _conditions,
    "named": _named,
}


def _rows(plan: str) -> list[dict[str, str]]:
    with (HERE / "duties" / f"{plan}.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def _annotated(plan: str, kind: str) -> list[dict[str, str]]:
    return [row for row in _rows(plan) if row["kind"] == kind]


def _facts(plan: str) -> Facts:
    return read((SEEDS / f"{plan}.txt").read_text(encoding="utf-8"))


@pytest.mark.parametrize("kind", sorted(KINDS))
@pytest.mark.parametrize("plan", PLANS)
def test_whether_the_build_reads_what_a_reader_noted_down(plan: str, kind: str) -> None:
    facts = _facts(plan)
    rest = list(KINDS[kind](facts))
    missed = []
    for row in _annotated(plan, kind):
        start = int(row["start"])
        assert facts.text.source.startswith(row["quote"], start)
        match = next(
            (
                found
                for found in rest
                if found[0].start < start + len(row["quote"])
                and start < found[0].end
                and found[1:] == (row["measure"], row["value"])
            ),
            None,
        )
        if match:
            rest.remove(match)
        else:
            missed.append(row)
    assert (missed, [(facts.text.quote(span), path, value) for span, path, value in rest]) == ([], [])


@pytest.mark.parametrize("plan", PLANS)
def test_whether_bearers_are_those_that_a_reader_noted_down(plan: str) -> None:
    facts = _facts(plan)
    brackets = str.maketrans("()", "（）")
    wanted = {
        (
            next(o.span.start for o in facts.obligations if o.span.start <= int(row["start"]) < o.span.end),
            name,
        )
        for row in _annotated(plan, "bearer")
        if (name := "".join(row["quote"].split()).translate(brackets))
    }
    assert wanted == {(o.span.start, bearer.phrase) for o in facts.obligations for bearer in o.bearers}


def test_whether_all_that_was_noted_down_is_compared() -> None:
    kinds = {row["kind"] for plan in PLANS for row in _rows(plan)}
    assert kinds == {*KINDS, "bearer"}
