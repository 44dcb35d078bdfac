"""Indicators: what every level asks for, as a chart and in words."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from policygraph.rdf.terms import PG
from policygraph.server.places import names_of
from policygraph.server.views import NothingThereError, PageRequest, PageView, leaf

if TYPE_CHECKING:
    from policygraph.server.workbench import Row, Workbench

__all__ = ["indicator", "overview"]

# What a bar may take of the width of a chart, in its units, and how many bars are drawn.
_WIDTH = 360
_MOST_BARS = 80


def overview(workbench: Workbench, asked: PageRequest) -> PageView:
    """All indicators with how many plans and targets there are for each; ``topic`` leaves those of one topic."""
    reader, language = workbench.reader, asked.language
    topic = asked.query.get("topic", "")
    found = [
        {
            **row,
            "english": reader.label_in(row["iri"], "en"),
            "topic": reader.label_in(reader.value(row["iri"], PG.iri("topic")), language),
        }
        for row in workbench.rows("indicators")
    ]
    shown, at = leaf([one for one in found if topic in ("", one["topic"])], asked)
    data = {
        "leaf": at,
        "topic": topic,
        "topics": sorted({one["topic"] for one in found} - {""}),
        "indicators": shown,
    }
    return PageView("server/indicators.html", language.say("指标", "Indicators"), data)


def indicator(workbench: Workbench, asked: PageRequest) -> PageView:
    """The targets for an indicator on all levels, how they stand to those above, and what counties take on.

    Also the sentences that leave its value to another level.
    """
    name = asked.path["name"]
    rows = workbench.where("levels", "concept", name)
    delegated = workbench.where("delegated", "concept", name)
    if not (rows or delegated):
        raise NothingThereError(name)
    places = workbench.grouped("targets", "iri")
    known = next(iter(workbench.where("indicators", "concept", name)), {})
    groups: dict[tuple[str, str], dict[str, Row]] = {}
    compared: dict[str, list[Row]] = {}
    for row in rows:
        tier = _place(places, row["iri"], "tier")
        groups.setdefault((row["kind"], row["unit"]), {})[row["iri"]] = row | {"tier": tier}
        if row["above"]:
            compared.setdefault(row["iri"], []).append(row | {"address": _above(workbench, asked, row)})
    data = {
        "name": name,
        "english": workbench.reader.label_in(known.get("iri", ""), "en"),
        "topic": workbench.reader.label_in(
            workbench.reader.value(known.get("iri", ""), PG.iri("topic")), asked.language
        ),
        "groups": [
            {
                "kind": kind,
                "unit": unit,
                "targets": [
                    {
                        **row,
                        "measure": _place(places, iri, "measure"),
                        "start": _place(places, iri, "start"),
                        "compared": compared.get(iri, []),
                    }
                    for iri, row in found.items()
                ],
                "chart": _bars(list(found.values())),
            }
            for (kind, unit), found in groups.items()
        ],
        "delegated": list(delegated),
        "counties": list(workbench.where("decomposition", "concept", name)),
    }
    return PageView("server/indicator.html", name, data)


def _above(workbench: Workbench, asked: PageRequest, row: Row) -> str:
    """Where the document above is shown: a county's may be its city's plan, which was read."""
    above = row["above"]
    return asked.to.document(above) if above in names_of(workbench) else asked.to.directive(above)


def _place(places: object, iri: str, column: str) -> str:
    rows = places.get(iri, ()) if isinstance(places, dict) else ()
    return next((row[column] for row in rows), "")


def _bars(rows: Sequence[Row]) -> list[dict[str, object]]:
    """The bars of a chart: for each figure its length and, of a range, where it begins; none of a single figure."""
    ends = [_ends(row["value"]) for row in rows]
    drawn = [(row, found) for row, found in zip(rows, ends, strict=True) if found][:_MOST_BARS]
    most = max((abs(found[1]) for _, found in drawn), default=Decimal(0))
    if len(drawn) < 2 or not most:
        return []
    return [
        {
            "area": row["area"] or row["document"],
            "document": row["document"],
            "level": row["level"],
            "year": row["target_year"],
            "op": row["op"],
            "value": row["value"],
            "verdict": row["verdict"],
            "tier": row["tier"],
            "from": round(float(found[0] / most * _WIDTH), 1) if found[0] != found[1] else 0,
            "to": round(float(abs(found[1]) / most * _WIDTH), 1),
        }
        for row, found in drawn
    ]


def _ends(value: str) -> tuple[Decimal, Decimal] | None:
    """The number, or both ends of a range."""
    lower, _, upper = value.partition("..")
    return (Decimal(lower), Decimal(upper or lower)) if lower else None
