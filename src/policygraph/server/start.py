"""The first page: the documents of a build, what was read in them, and what was left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygraph.queries.questions import question, tables
from policygraph.rdf.terms import PG
from policygraph.server.views import PageRequest, PageView, leaf

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policygraph.server.workbench import Workbench

__all__ = ["page"]

# Of a document whose row is not there yet.
_UNKNOWN = {"title": "", "number": "", "coverage": ""}


def page(workbench: Workbench, asked: PageRequest) -> PageView:
    """The documents with how much of each was read, counts of facts, files that were left out, and the tables."""
    manifest = workbench.session.build.manifest
    about = {row["document"]: row for row in workbench.rows("documents")}
    shown, at = leaf(manifest.documents, asked)
    data = {
        "leaf": at,
        "version": manifest.policygraph,
        "time": manifest.time,
        "totals": dict(manifest.totals),
        "documents": [
            {
                "name": one.name,
                "file": one.file,
                "counts": dict(one.counts),
                "about": about.get(one.name, _UNKNOWN),
                "area": _area(workbench, about.get(one.name, _UNKNOWN), asked),
            }
            for one in shown
        ],
        "left_out": [{"file": file, "why": why} for file, why in workbench.left_out],
        "tables": [
            {"name": name, "text": asked.language.say(question(name).chinese, question(name).english)}
            for name in tables()
        ],
    }
    return PageView("server/start.html", asked.language.say("政策图谱", "Policy graph"), data)


def _area(workbench: Workbench, about: Mapping[str, str], asked: PageRequest) -> str:
    """Whose the document is, in the language of the page where the area has a name in it."""
    reader = workbench.reader
    area = reader.value(about.get("iri", ""), PG.iri("area"))
    return reader.label_in(area, asked.language) or about.get("area", "")
