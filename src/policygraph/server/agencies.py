"""Agencies, and all that one of them has to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygraph.server.views import NothingThereError, PageRequest, PageView, leaf

if TYPE_CHECKING:
    from policygraph.server.workbench import Row, Workbench

__all__ = ["agency", "overview"]


def overview(workbench: Workbench, asked: PageRequest) -> PageView:
    """All agencies with how many measures each answers for; ``function`` leaves those of one field of work."""
    rows = workbench.rows("agencies")
    function, document = asked.query.get("function", ""), asked.query.get("document", "")
    kept = [row for row in rows if function in ("", row["function"]) and document in ("", row["document"])]
    shown, at = leaf(kept, asked)
    data = {
        "leaf": at,
        "function": function,
        "document": document,
        "functions": sorted({row["function"] for row in rows} - {""}),
        "documents": sorted({row["document"] for row in rows}),
        "agencies": shown,
    }
    return PageView("server/agencies.html", asked.language.say("部门", "Agencies"), data)


def agency(workbench: Workbench, asked: PageRequest) -> PageView:
    """What an agency answers for in every document, named there or by a standing rule, with the targets and dates."""
    name = asked.path["name"]
    rows = workbench.where("assignments", "agency", name)
    if not rows:
        raise NothingThereError(name)
    functions = {row["function"] for row in rows} - {""}
    titles = {(row["document"], row["measure"]): row["title"] for row in workbench.rows("measures")}
    duties = [
        {**row, "heading": titles.get((row["document"], row["measure"]), ""), **_asked(workbench, row)}
        for row in rows
    ]
    peers = [
        row for row in workbench.rows("agencies") if row["function"] in functions and row["agency"] != name
    ]
    data = {"name": name, "functions": sorted(functions), "duties": duties, "peers": peers}
    return PageView("server/agency.html", name, data)


def _asked(workbench: Workbench, row: Row) -> dict[str, object]:
    """The targets of the measure that an assignment is of."""
    targets = workbench.where("targets", "document", row["document"])
    return {"targets": [one for one in targets if one["measure"] == row["measure"]]}
