"""What plans of one level say of one indicator, each beside the nearest of the others."""

from __future__ import annotations

from decimal import Decimal

import pytest

from policygraph.graph.peers import Peers, sizes_of
from policygraph.graph.verdicts import ComparedTarget, Measures
from policygraph.model import Comparator, Period, TargetKind
from policygraph.rdf.terms import PG, decimal

TONNE, KILOGRAM, HECTARE = "<tonne>", "<kilogram>", "<hectare>"
MEASURES = Measures(
    [
        (TONNE, PG("baseUnit"), KILOGRAM),
        (TONNE, PG("conversionMultiplier"), decimal(Decimal(1000))),
    ]
)
LEVELS = {"<a>": 2, "<b>": 2, "<c>": 2, "<d>": 2, "<province>": 1}


def figure(
    area: str, value: str, unit: str = TONNE, *, kind: TargetKind = TargetKind.AMOUNT, of: str = ""
) -> ComparedTarget:
    return ComparedTarget(
        target=f"<target of {area}>",
        indicator="<cod>",
        kind=kind,
        comparator=Comparator.EQ,
        value=Decimal(value),
        upper=None,
        unit=unit,
        baseline_year="",
        target_year="",
        strength=None,
        period=Period.TOTAL,
        tier=None,
        area=of or area,
    )


def ratios(*figures: ComparedTarget) -> dict[str, str]:
    areas = [one.target.removeprefix("<target of ").removesuffix(">") for one in figures]
    documents = [(area, sizes_of(area, [one])) for area, one in zip(areas, figures, strict=True)]
    triples = Peers(documents, MEASURES, lambda area: LEVELS[area]).triples()
    return {s.removeprefix("<target of ").removesuffix(">"): o.split('"')[1] for s, _, o in triples}


def test_whether_each_figure_is_held_against_the_nearest_other() -> None:
    found = ratios(figure("<a>", "100"), figure("<b>", "200"), figure("<c>", "50000"))
    assert found == {"<a>": "0.5", "<b>": "2", "<c>": "250"}


def test_whether_units_are_converted() -> None:
    found = ratios(figure("<a>", "100"), figure("<b>", "200000", KILOGRAM), figure("<c>", "100"))
    assert found == {"<a>": "1", "<b>": "2", "<c>": "1"}


@pytest.mark.parametrize(
    "third",
    [
        pytest.param(figure("<province>", "9000"), id="another level"),
        pytest.param(figure("<c>", "300", HECTARE), id="a unit that does not convert"),
        pytest.param(figure("<c>", "300", kind=TargetKind.LEVEL), id="another kind"),
        pytest.param(figure("<c>", "300", of="<part of c>"), id="a part of the area"),
        pytest.param(figure("<b>", "300"), id="the same area again"),
        pytest.param(figure("<c>", "0"), id="nothing"),
    ],
)
def test_whether_nothing_is_said_with_fewer_than_two_others(third: ComparedTarget) -> None:
    assert ratios(figure("<a>", "100"), figure("<b>", "200"), third) == {}


def test_whether_an_area_does_not_count_as_its_own_peer() -> None:
    again = figure("<a>", "100")
    assert ratios(again, figure("<a>", "100"), figure("<b>", "400"), figure("<c>", "800"))["<a>"] == "0.25"
