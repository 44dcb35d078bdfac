"""The facts that people check: each as its table holds it, with the place in the text that it was read from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from policygraph.builds.reader import Reader
from policygraph.builds.store import Build
from policygraph.queries.questions import question
from policygraph.queries.run import run
from policygraph.rdf.terms import PG

__all__ = ["CHECKED", "QuotedFact", "quoted_facts"]

# The table of each kind. Dates are left out: they are those of targets and obligations.
_TABLES = {
    "document": "documents",
    "measure": "measures",
    "citation": "citations",
    "assignment": "assignments",
    "target": "targets",
    "obligation": "obligations",
    "delegated": "delegated",
    "deliverable": "deliverables",
    "condition": "conditions",
    "named": "named",
    "evaluation": "evaluations",
    "grade": "grades",
}
# The kinds that can be corrected.
CHECKED = ("document", "measure", "citation", "assignment", "target", "obligation")
_PROVISION = PG.iri("inProvision")
_PLACE = {"document", "measure", "start", "end", "quote", "iri", "derived", "sentence"}
# What a document's row says of the file and not of what was read in it.
_OF_FILES = {"characters", "coverage", "format", "pages"}


@dataclass(frozen=True, slots=True)
class QuotedFact:
    """One row of a table.

    ``path`` is its provision, ``[start, end)`` the place of ``quote`` in the document's text in code points; a document
    as such has neither. ``fields`` are the other columns in their order but for the empty ones.
    """

    kind: str
    document: str
    path: str
    start: int
    end: int
    quote: str
    iri: str
    fields: tuple[tuple[str, str], ...]

    @property
    def field(self) -> Mapping[str, str]:
        """The columns by name."""
        return dict(self.fields)


def quoted_facts(build: Build, kinds: Sequence[str] = tuple(_TABLES)) -> list[QuotedFact]:
    """The facts of some kinds, by document, place and kind; what follows from standing rules is left out.

    Raises:
        GraphError: the text of a document is missing from the build.
    """
    found = [fact for kind in kinds for fact in _of_kind(build, kind)]
    order = list(_TABLES)
    return sorted(
        found, key=lambda fact: (fact.document, fact.start, order.index(fact.kind), fact.end, fact.iri)
    )


def _of_kind(build: Build, kind: str) -> Iterator[QuotedFact]:
    answer = run(build, question(_TABLES[kind]).query)
    left_out = _PLACE | _OF_FILES if kind == "document" else _PLACE
    reader = Reader(build)
    for terms in answer.rows:
        row = {name: getattr(term, "value", "") for name, term in zip(answer.columns, terms, strict=True)}
        if row.get("derived"):
            continue
        start, end = int(row.get("start", 0)), int(row.get("end", 0))
        yield QuotedFact(
            kind=kind,
            document=row["document"],
            path=row.get("measure") or reader.value(reader.value(row["iri"], _PROVISION), PG.iri("path")),
            start=start,
            end=end,
            quote=build.text(row["document"])[start:end],
            iri=row["iri"],
            fields=tuple((name, value) for name, value in row.items() if value and name not in left_out),
        )
