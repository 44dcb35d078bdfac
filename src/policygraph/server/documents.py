"""The reader of a document, and the page of one of its parts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from policygraph.queries import address
from policygraph.rdf.terms import PG
from policygraph.server.marking import KINDS, facts_in, marked_lines
from policygraph.server.places import split
from policygraph.server.views import NothingThereError, PageRequest, PageView

if TYPE_CHECKING:
    from policygraph.server.workbench import Row, Workbench

__all__ = ["document", "measure"]


def document(workbench: Workbench, asked: PageRequest) -> PageView:
    """The text of a document with its facts marked, and the facts beside it; ``kind`` leaves those of one kind."""
    name, rest = split(workbench, asked.path["name"])
    if rest:
        raise NothingThereError(rest)
    text = workbench.session.build.text(name)
    everything = facts_in(workbench, name)
    kind = asked.query.get("kind", "")
    facts = [fact for fact in everything if kind in ("", fact.kind)]
    counts = Counter(fact.kind for fact in everything)
    about = _about(workbench, name)
    headings = workbench.where("measures", "document", name)
    data = {
        "name": name,
        "about": about,
        "kind": kind,
        "kinds": {one: counts[one] for one in KINDS.values() if counts[one]},
        "measures": [_heading(row) for row in headings],
        "lines": marked_lines(text, facts, headings, 0, len(text)),
        "facts": [fact.data() for fact in facts],
        "above": list(workbench.where("directives", "document", name)),
        "corrections": len(workbench.where("corrections", "document", name)),
    }
    return PageView("server/document.html", about.get("title") or name, data)


def measure(workbench: Workbench, asked: PageRequest) -> PageView:
    """A part of a document: its text, who answers for it, what it asks for, and what it carries out."""
    name, path = split(workbench, asked.path["name"])
    if not path:
        raise NothingThereError(name)
    reader = workbench.reader
    iri = address.provision(reader, name, path)
    path = reader.value(iri, PG.iri("path"))
    row = _row(workbench, "measures", name, path) or {}
    body = reader.quote(iri, PG.iri("textSpan")) or reader.quote(iri)
    start, end = (body.start, body.end) if body else (0, 0)
    facts = [fact for fact in facts_in(workbench, name) if start <= fact.start and fact.end <= end]
    text = workbench.session.build.text(name)
    parts = workbench.where("measures", "document", name)
    data = {
        "document": name,
        "about": _about(workbench, name),
        "measure": path,
        "iri": iri,
        "heading": row.get("title", ""),
        "parts": [_heading(one) for one in parts if one["measure"].startswith(f"{path}/")],
        "lines": marked_lines(text, facts, (), start, end),
        "facts": [fact.data() for fact in facts],
        "assignments": _of(workbench, "assignments", name, path),
        "deadlines": _of(workbench, "deadlines", name, path),
        "above": _row(workbench, "provisions", name, path),
        "siblings": _siblings(workbench, iri),
    }
    label = " ".join(filter(None, (path, row.get("title", ""))))
    return PageView("server/measure.html", label, data)


def _about(workbench: Workbench, name: str) -> Row:
    return next(iter(workbench.where("documents", "document", name)), {"title": "", "area": ""})


def _heading(row: Row) -> Row:
    return {"measure": row["measure"], "title": row["title"]}


def _row(workbench: Workbench, table: str, name: str, path: str) -> Row | None:
    return next(iter(_of(workbench, table, name, path)), None)


def _of(workbench: Workbench, table: str, name: str, path: str) -> Sequence[Row]:
    rows = workbench.where(table, "document", name)
    return [row for row in rows if row["measure"] == path]


def _siblings(workbench: Workbench, iri: str) -> Sequence[Row]:
    """What the plans carry out of the provisions above that this part carries out."""
    here = workbench.grouped("coverage", "iri").get(iri, ())
    by_provision = workbench.grouped("coverage", "provision_iri")
    return [row for own in here if own["provision_iri"] for row in by_provision[own["provision_iri"]]]
