"""Correspondences through documents between, and what people decided about them."""

from __future__ import annotations

from decimal import Decimal

from policygraph import model
from policygraph.graph.correspondences import Counterpart, settle
from policygraph.model import Justification

PLAN = "http://a/id/plan"


def end(name: str) -> str:
    """``city-1`` as the IRI of a measure."""
    document, _, number = name.partition("-")
    return f"{PLAN}/{document}/measure/2.{number}"


def found(low: str, high: str, confidence: str = "1", rank: int = 1) -> Counterpart:
    return Counterpart(end(low), end(high), Decimal(confidence), (), rank, Justification.LEXICAL)


def said(low: str, high: str, *, no: bool = False) -> model.Mapping:
    return model.Mapping(end(low), end(high), no, Decimal("0.3"), (), 1)


def settled(
    *direct: Counterpart, lines: tuple[model.Mapping, ...] = ()
) -> dict[tuple[str, str], Counterpart]:
    ends = {e for one in direct for e in (one.subject, one.object)} | {m.object for m in lines}
    mappings = {f"line-{number}": line for number, line in enumerate(lines)}
    names = {
        end(f"{name}-{number}"): f"{name}-{number}"
        for name in ("county", "city", "province", "nation")
        for number in range(5)
    }
    return {(names[c.subject], names[c.object]): c for c in settle(direct, mappings, ends, ends)}


def test_whether_a_chain_is_as_sure_as_its_steps_together() -> None:
    all_found = settled(
        found("county-1", "city-1", "0.9"),
        found("city-1", "province-1", "0.5"),
        found("province-1", "nation-1", "0.8"),
    )
    assert {pair: (c.confidence, len(c.between)) for pair, c in all_found.items()} == {
        ("county-1", "city-1"): (Decimal("0.9"), 0),
        ("city-1", "province-1"): (Decimal("0.5"), 0),
        ("province-1", "nation-1"): (Decimal("0.8"), 0),
        ("county-1", "province-1"): (Decimal("0.45"), 1),
        ("city-1", "nation-1"): (Decimal("0.40"), 1),
        ("county-1", "nation-1"): (Decimal("0.360"), 2),
    }
    longest = all_found["county-1", "nation-1"]
    assert longest.between == (end("city-1"), end("province-1"))
    assert longest.justification is Justification.CHAINING


def test_whether_the_surest_way_counts() -> None:
    all_found = settled(
        found("city-1", "province-1", "0.5"),
        found("city-1", "province-2", "0.9", 2),
        found("province-1", "nation-1", "1"),
        found("province-2", "nation-1", "0.9"),
    )
    one = all_found["city-1", "nation-1"]
    assert (one.confidence, one.between) == (Decimal("0.81"), (end("province-2"),))


def test_whether_a_direct_counterpart_needs_no_way_and_stands_first() -> None:
    all_found = settled(
        found("city-1", "province-1"),
        found("city-1", "province-2", rank=2),
        found("province-1", "nation-1"),
        found("province-2", "nation-2"),
        found("city-1", "nation-1", "0.6"),
    )
    direct, chained = all_found["city-1", "nation-1"], all_found["city-1", "nation-2"]
    assert (direct.confidence, direct.between, direct.rank, direct.is_merged) == (Decimal("0.6"), (), 1, True)
    assert (chained.rank, chained.is_merged) == (2, True)


def test_whether_of_what_is_merged_above_a_part_that_is_said_directly_counts_alone() -> None:
    merged = (
        found("city-1", "province-1"),
        found("province-1", "nation-1"),
        found("province-1", "nation-2", rank=2),
    )
    assert {("city-1", "nation-1"), ("city-1", "nation-2")} <= settled(*merged).keys()
    assert ("city-1", "nation-1") not in settled(*merged, found("city-1", "nation-2"))
    assert not settled(*merged)["city-1", "province-1"].is_merged


def test_whether_no_chain_passes_what_somebody_rejected() -> None:
    steps = (found("county-1", "city-1"), found("city-1", "province-1"), found("province-1", "nation-1"))
    county = {
        high
        for low, high in settled(*steps, lines=(said("county-1", "province-1", no=True),))
        if low == "county-1"
    }
    assert county == {"city-1"}
    county = {
        high
        for low, high in settled(*steps, lines=(said("city-1", "province-1", no=True),))
        if low == "county-1"
    }
    assert county == {"city-1"}


def test_whether_a_chain_that_somebody_accepts_is_direct() -> None:
    steps = (found("city-1", "province-1"), found("province-1", "nation-1"))
    one = settled(*steps, lines=(said("city-1", "nation-1"),))["city-1", "nation-1"]
    assert (one.confidence, one.between, one.justification) == (Decimal("0.3"), (), Justification.MANUAL)


def test_whether_circles_end_and_never_lead_home() -> None:
    all_found = settled(
        found("city-1", "province-1"), found("province-1", "city-2"), found("city-2", "province-2")
    )
    assert {pair for pair, c in all_found.items() if c.between} == set()
