"""What people decided about facts: each line of the corrections files, with what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygraph.server.marking import mark_before
from policygraph.server.places import names_of
from policygraph.server.views import PageRequest, PageView, leaf

if TYPE_CHECKING:
    from policygraph.server.workbench import Row, Workbench

__all__ = ["page"]


def page(workbench: Workbench, asked: PageRequest) -> PageView:
    """The lines of all files, or those about one ``document``; each leads to the words that it is about."""
    name = asked.query.get("document", "")
    rows = [row for row in workbench.rows("corrections") if name in ("", row["document"])]
    shown, at = leaf(rows, asked)
    lines = [{**row, "address": _address(workbench, asked, row)} for row in shown]
    data = {
        "document": name,
        "documents": sorted({row["document"] for row in workbench.rows("corrections")}),
        "lines": lines,
        "leaf": at,
    }
    return PageView("server/corrections.html", asked.language.say("人工更正", "Corrections"), data)


def _address(workbench: Workbench, asked: PageRequest, row: Row) -> str:
    """Where the words of a line stand; '' where its document was not read."""
    if row["document"] not in names_of(workbench):
        return ""
    quote = workbench.reader.quote(row["fact"]) if row["fact"] else None
    place = mark_before(workbench, row["document"], quote.start) if quote else ""
    return asked.to.document(row["document"], place)
