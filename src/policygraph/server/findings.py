"""What a person should look at in the documents, by rule, each with its sentence."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from policygraph.model import Quote
from policygraph.queries.show import context
from policygraph.server.views import PageRequest, PageView, leaf

if TYPE_CHECKING:
    from policygraph.server.workbench import Row, Workbench

__all__ = ["page"]


def page(workbench: Workbench, asked: PageRequest) -> PageView:
    """The findings; ``rule`` and ``document`` leave those of one rule, of one document."""
    rows = workbench.rows("findings")
    rule, document = asked.query.get("rule", ""), asked.query.get("document", "")
    kept = [row for row in rows if rule in ("", row["code"]) and document in ("", row["document"])]
    groups: dict[str, list[dict[str, object]]] = {}
    kept.sort(key=lambda row: (row["code"], row["document"], int(row["start"] or 0)))
    shown, at = leaf(kept, asked)
    for row in shown:
        groups.setdefault(row["code"], []).append({**row, "sentence": _sentence(workbench, row)})
    data = {
        "leaf": at,
        "rule": rule,
        "document": document,
        "rules": dict(sorted(Counter(row["code"] for row in rows).items())),
        "documents": dict(sorted(Counter(row["document"] for row in rows).items())),
        "groups": [{"rule": code, "findings": found} for code, found in groups.items()],
    }
    return PageView("server/findings.html", asked.language.say("待核对", "Findings"), data)


def _sentence(workbench: Workbench, row: Row) -> dict[str, str] | None:
    """The sentence around what was found, in three pieces."""
    if not row["start"]:
        return None
    quote = Quote(row["document"], int(row["start"]), int(row["end"]), row["quote"], "")
    found = context(workbench.session.build.text(row["document"]), quote)
    return {"before": found.before, "quote": found.quote, "after": found.after}
