"""The calendar: what is due when, and who answers for it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

from policygraph.server.views import PageRequest, PageView, leaf

if TYPE_CHECKING:
    from policygraph.server.workbench import Workbench

__all__ = ["page"]

# The commas of a list, not those in the brackets of a name: 各县（市、区）人民政府.
_BETWEEN_NAMES = re.compile(r"、(?![^（]*）)")


def page(workbench: Workbench, asked: PageRequest) -> PageView:
    """What is due, by date; ``year``, ``document`` and ``agency`` (a name in full) leave a part of it."""
    rows = workbench.rows("due")
    year, document, agency = (asked.query.get(name, "") for name in ("year", "document", "agency"))
    targets = workbench.grouped("targets", "iri")
    kept = [
        {**row, "agencies": names, "target": next(iter(targets.get(row["iri"], ())), None)}
        for row in rows
        if year in ("", row["due"][:4]) and document in ("", row["document"])
        if agency in ("", *(names := _names(row["agencies"])))
    ]
    dates: dict[str, list[Mapping[str, object]]] = {}
    shown, at = leaf(sorted(kept, key=lambda one: str(one["due"])), asked)
    for one in shown:
        dates.setdefault(str(one["due"]), []).append(one)
    data = {
        "year": year,
        "document": document,
        "agency": agency,
        "years": dict(sorted(Counter(row["due"][:4] for row in rows).items())),
        "documents": sorted({row["document"] for row in rows}),
        "agencies": sorted({name for row in rows for name in _names(row["agencies"])}),
        "dates": [{"due": due, "rows": found} for due, found in sorted(dates.items())],
        "leaf": at,
    }
    return PageView("server/calendar.html", asked.language.say("时限", "Calendar"), data)


def _names(agencies: str) -> list[str]:
    return _BETWEEN_NAMES.split(agencies) if agencies else []
