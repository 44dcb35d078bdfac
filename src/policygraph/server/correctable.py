"""Facts as forms show them: what of each can be corrected, and the lines that say what a person decided."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policygraph.model.codes import Strength
from policygraph.model.corrections import CORRECTABLE, Anchor, Correction, CorrectionKind, Decision, Status
from policygraph.model.text import Span
from policygraph.queries.tables import column_named
from policygraph.rdf.terms import DCTERMS, PG
from policygraph.review.lines import path_at, places
from policygraph.sources.written_corrections import anchor_at

if TYPE_CHECKING:
    from policygraph.server.workbench import Row, Workbench

__all__ = ["ADDABLE", "Correctable", "addition", "correctable", "decided", "is_same_as_shown", "occurrences"]

# The table of each kind.
_TABLES = {
    CorrectionKind.TARGET: "targets",
    CorrectionKind.ASSIGNMENT: "assignments",
    CorrectionKind.OBLIGATION: "obligations",
    CorrectionKind.CITATION: "citations",
    CorrectionKind.MEASURE: "measures",
    CorrectionKind.DOCUMENT: "documents",
}
# What words of a text can be marked as.
ADDABLE = tuple(kind for kind in _TABLES if kind is not CorrectionKind.DOCUMENT)
_OF_TARGETS = (Strength.FIRM, Strength.STRIVE)
# So many places of the same words are offered.
_MOST_PLACES = 50
_AROUND = 30


@dataclass(frozen=True, slots=True)
class Correctable:
    """A fact of a document that a line of corrections can be about; ``values`` are its fields as the table has them."""

    kind: CorrectionKind
    document: str
    iri: str
    anchor: Anchor
    status: Status
    values: Mapping[str, str]

    def data(self) -> dict[str, object]:
        """The same as values of JSON, with the codes that each field may have (none: any words)."""
        return {
            "kind": self.kind.value,
            "document": self.document,
            "iri": self.iri,
            "quote": self.anchor.exact,
            "start": self.anchor.start,
            "status": self.status.value,
            "fields": [
                {"name": name, "value": value, "codes": list(_codes(self.kind, name))}
                for name, value in self.values.items()
            ],
        }


def correctable(workbench: Workbench, iri: str) -> Correctable | None:
    """The fact with an IRI; None where there is none that can be corrected."""
    reader = workbench.reader
    quote = reader.quote(iri)
    name = quote.document if quote else reader.value(iri, DCTERMS.iri("identifier"))
    for kind, table in _TABLES.items():
        for row in workbench.where(table, "document", name) if name else ():
            if row["iri"] == iri and not row.get("derived"):
                return _of_row(workbench, kind, name, row)
    return None


def _of_row(workbench: Workbench, kind: CorrectionKind, name: str, row: Row) -> Correctable | None:
    anchor = Anchor()
    if kind is not CorrectionKind.DOCUMENT:
        if not row["start"] or row["start"] == row["end"]:
            return None
        reader = workbench.reader
        path = row.get("measure") or reader.value(
            reader.value(row["iri"], PG.iri("inProvision")), PG.iri("path")
        )
        text = workbench.session.build.text(name)
        anchor = anchor_at(text, Span(int(row["start"]), int(row["end"])), path)
    values = {field: row[field] for field in CORRECTABLE[kind] if field in row}
    return Correctable(kind, name, row["iri"], anchor, Status(row.get("status") or "extracted"), values)


def _codes(kind: CorrectionKind, field: str) -> Sequence[str]:
    """The codes that a field may have; none where it takes words."""
    codes = column_named(_TABLES[kind], field).values
    if field == "strength":
        is_target = kind is CorrectionKind.TARGET
        return [code for code in codes if (code in _OF_TARGETS) == is_target]
    return ("", *codes) if codes and field == "tier" else codes


def is_same_as_shown(fact: Correctable, shown: Mapping[str, str]) -> bool:
    """Whether a form showed the fact as it is: ``shown`` are its fields there, by their names."""
    return all(shown.get(name, "") == value for name, value in fact.values.items())


def decided(
    fact: Correctable, decision: Decision, values: Mapping[str, str], reason: str, author: str
) -> list[Correction]:
    """The lines of a decision: of a replacement one for each field that is another in ``values``, else one."""
    now = {name: values.get(name, old) for name, old in fact.values.items()}
    fields = [name for name, old in fact.values.items() if now[name] != old]
    if decision is not Decision.REPLACE:
        return [_line(fact.document, fact.kind, fact.anchor, decision, reason, author)]
    return [
        _line(
            fact.document,
            fact.kind,
            fact.anchor,
            decision,
            reason,
            author,
            changed=(name, fact.values[name], now[name]),
        )
        for name in fields
    ]


def addition(
    workbench: Workbench, name: str, kind: CorrectionKind, span: Span, reason: str, author: str
) -> Correction:
    """The line that marks a stretch of a document as a fact."""
    text = workbench.session.build.text(name)
    anchor = anchor_at(text, span, path_at(workbench.reader, name, span.start))
    return _line(name, kind, anchor, Decision.ADD, reason, author)


def occurrences(text: str, words: str) -> list[Mapping[str, object]]:
    """Where words stand in a text, each with what stands around them."""
    found: list[Mapping[str, object]] = []
    for start in places(text, words):
        end = start + len(words)
        before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
        found.append({"start": start, "before": before, "words": words, "after": after})
        if len(found) == _MOST_PLACES:
            break
    return found


def _line(
    document: str,
    kind: CorrectionKind,
    anchor: Anchor,
    decision: Decision,
    reason: str,
    author: str,
    *,
    changed: tuple[str, str, str] = ("", "", ""),
) -> Correction:
    field, was, now = changed
    today = datetime.date.today().isoformat()
    return Correction(document, kind, anchor, decision, field, was, now, reason, author, today)
