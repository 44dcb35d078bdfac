"""A target in words, in full and in short."""

from __future__ import annotations

from decimal import Decimal

import pytest

from policygraph.queries.wording import Figure


def figure(
    sign: str, kind: str, *numbers: str, unit: str = "%", baseline: str = "2020", year: str = "2025"
) -> Figure:
    change = {"decrease": "下降幅度", "increase": "上升幅度", "level": "水平值", "amount": "规模量"}[kind]
    values = tuple(map(Decimal, numbers))
    return Figure(sign, values, unit, "", kind, change, baseline, year)


@pytest.mark.parametrize(
    ("told", "full", "short"),
    [
        pytest.param(
            figure("=", "decrease", "15.5"),
            "下降幅度 15.5 % (2020–2025)",
            "↓ 15.5 % (2025)",
            id="a fall",
        ),
        pytest.param(
            figure(">=", "increase", "6", baseline=""),
            "上升幅度 >= 6 % (2025)",
            "↑ ≥ 6 % (2025)",
            id="a rise of at least so much",
        ),
        pytest.param(
            figure("=", "level", "-3", unit="℃", baseline="", year=""),
            "-3 ℃",
            "= -3 ℃",
            id="a level below nought",
        ),
        pytest.param(
            figure(">=", "amount", "2070000", unit="千瓦", baseline=""),
            ">= 2070000 千瓦 (2025)",
            "≥ 207万千瓦 (2025)",
            id="large numbers",
        ),
        pytest.param(
            figure("~", "level", "95", baseline=""),
            "~ 95 % (2025)",
            "≈ 95 % (2025)",
            id="about so much",
        ),
    ],
)
def test_whether_a_figure_is_told_in_full_and_in_short(told: Figure, full: str, short: str) -> None:
    assert (told.in_full(), told.in_short()) == (full, short)
