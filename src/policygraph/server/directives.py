"""The documents that others rest on: what each asks for, and who carries it out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from policygraph.rdf.terms import PG
from policygraph.server.chains import step_data
from policygraph.server.places import directives_of
from policygraph.server.views import NothingThereError, PageRequest, PageView, leaf

if TYPE_CHECKING:
    from policygraph.server.workbench import Row, Workbench

__all__ = ["directive", "overview"]


def overview(workbench: Workbench, asked: PageRequest) -> PageView:
    """All of them, with the plans that rest on each and how often each is referred to."""
    reader = workbench.reader
    resting: dict[str, list[Row]] = {}
    for row in workbench.rows("directives"):
        resting.setdefault(row["iri"], []).append(row)
    cited = Counter(iri for _, iri in reader.pairs(PG.iri("cites")))
    found = [
        {
            "number": number,
            "title": reader.label(iri),
            "iri": iri,
            "plans": [{"document": row["document"], "step": row["step"]} for row in resting.get(iri, ())],
            "citations": cited[iri],
        }
        for number, iri in directives_of(workbench).items()
    ]
    found.sort(key=lambda one: (-len(resting.get(str(one["iri"]), ())), str(one["number"])))
    shown, at = leaf(found, asked)
    data = {"leaf": at, "directives": shown}
    return PageView("server/directives.html", asked.language.say("上级文件", "Directives"), data)


def directive(workbench: Workbench, asked: PageRequest) -> PageView:
    """What a document asks for, provision by provision, and what the documents below make of it."""
    number = asked.path["number"]
    iri = directives_of(workbench).get(number)
    if not iri:
        raise NothingThereError(number)
    reader = workbench.reader
    title = reader.label(iri)
    rows = workbench.grouped("coverage", "directive_iri").get(iri, ())
    documents = sorted({row["document"] for row in rows})
    cited = [one for one, document in reader.pairs(PG.iri("cites")) if document == iri]
    citations = workbench.grouped("citations", "iri")
    data = {
        "number": reader.value(iri, PG.iri("docNumber")),
        "name": title,
        "iri": iri,
        "documents": documents,
        "provisions": _provisions(rows, documents),
        "additions": [row for row in rows if row["status"] == "addition"],
        "unknown": dict(
            sorted(Counter(row["document"] for row in rows if row["status"] == "unknown").items())
        ),
        "figures": [
            row for row in workbench.rows("directive-figures") if row["directive"] in (number, title)
        ],
        "below": step_data(workbench, workbench.session.down(iri).tree, asked.to),
        "citations": [row for one in cited for row in citations.get(one, ())],
    }
    return PageView("server/directive.html", f"《{title}》" if title else number, data)


def _provisions(rows: Sequence[Row], documents: Sequence[str]) -> Sequence[dict[str, object]]:
    """The provisions with what each document makes of them, in the order of the documents."""
    cells: dict[tuple[str, str], dict[str, list[Row]]] = {}
    for row in rows:
        if row["provision"]:
            line = cells.setdefault((row["provision"], row["title"]), {})
            line.setdefault(row["document"], []).append(row)
    return [
        {
            "provision": provision,
            "title": title,
            "cells": [
                [
                    {name: row[name] for name in ("document", "status", "measure", "heading")}
                    for row in line.get(document, ())
                ]
                for document in documents
            ],
        }
        for (provision, title), line in cells.items()
    ]
