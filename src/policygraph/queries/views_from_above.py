"""From a directive, a provision or an indicator down to those who carry it out: the views from above."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from policygraph.builds.reader import Reader
from policygraph.errors import QueryError
from policygraph.queries import known_provisions, lineage
from policygraph.queries.stock_rows import stock_rows
from policygraph.queries.trace import (
    DOCUMENTS,
    Step,
    direct,
    document_name,
    document_step,
    fact_step,
    justified,
    place_of,
    provision_step,
    resolve,
)
from policygraph.rdf.terms import DCTERMS, PG

__all__ = ["Below", "Overview", "below"]

_Row = dict[str, str]
# How a plan stands to a provision, as one sign of the matrix.
SIGNS = {"carried-out": "●", "merged": "◐", "absent": "○"}
_LEGEND = "● carried out   ◐ merged with other provisions   ○ absent"
_HINT = "a hint, not a fact: they may come from the province's own directive; provisions are the nearest ones"
_ABOUT_TARGETS = (
    "concept kind unit level document area value target_year strength "
    "above above_value verdict difference share"
)
_ABOUT_PARTS = "document concept target_year county value unit share sum city_value difference"


@dataclass(frozen=True, slots=True)
class Overview:
    """A view from above: its title, columns, rows, and what to know to read it ('' if nothing)."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Below:
    """What lies below a thing, as a tree, and the tables that compare it; empty tables are left out."""

    tree: Step
    tables: tuple[Overview, ...]

    def _repr_html_(self) -> str:
        from policygraph.queries.notebooks import below_html

        return below_html(self)


def below(reader: Reader, name: str, path: str = "") -> Below:
    """The view from above on a document, a provision (by ``path`` or its IRI) or an indicator.

    Raises:
        QueryError: the build knows no such thing.
    """
    iri = resolve(reader, name, path)
    if reader.has_type(iri, "Indicator"):
        label = reader.label(iri)
        tables = [_targets(reader, lambda row: row["concept"] == label), _parts(reader, "concept", label)]
        return Below(_indicator(reader, iri), _filled(tables))
    if reader.value(iri, PG.iri("path")):
        return Below(_provision(reader, "", iri, "", set()), ())
    name = reader.value(iri, DCTERMS.iri("identifier"))
    if not any(reader.has_type(iri, kind) for kind in DOCUMENTS):
        raise QueryError(f"{reader.label(iri) or iri} is not a document, provision or indicator; omit --down")
    number = reader.value(iri, PG.iri("docNumber"))
    gap = known_provisions.gap(reader, iri, document_name(reader, iri))
    matrix, additions, unknown = _coverage(reader, iri, number or name, gap)
    documents = {reader.value(d, DCTERMS.iri("identifier")) for d in lineage.below(reader, iri)}
    tables = [matrix, additions, unknown, _headings(reader, documents), _parts(reader, "document", name)]
    return Below(_document(reader, "", iri, set()), _filled(tables))


def _filled(tables: Iterable[Overview]) -> tuple[Overview, ...]:
    return tuple(table for table in tables if table.rows)


def _indicator(reader: Reader, iri: str) -> Step:
    targets = reader.subjects(PG.iri("indicator"), iri)
    steps = sorted((fact_step(reader, "is measured by", target) for target in targets), key=place_of)
    return Step("", "indicator", iri, reader.label(iri), note=f"{len(targets)} targets", steps=tuple(steps))


def _provision(reader: Reader, relation: str, iri: str, note: str, passed: set[str]) -> Step:
    """A provision with the measures that localise it, and those that localise them; what comes again ends there."""
    is_known = iri in passed
    passed.add(iri)
    found = [
        (reader.value(correspondence, PG.iri("subject")), justified(reader, correspondence))
        for correspondence in direct(reader, "object", iri)
    ]
    steps = (
        _provision(reader, "is localised by", measure, why, passed)
        for measure, why in sorted(found)
        if not is_known
    )
    return provision_step(reader, relation, iri, note, tuple(steps))


def _document(reader: Reader, relation: str, iri: str, passed: set[str]) -> Step:
    """A document with those that are based on it; what comes again ends there."""
    is_known = iri in passed
    passed.add(iri)
    steps = (
        _document(reader, "is the basis of", document, passed)
        for document in lineage.directly_below(reader, iri)
        if not is_known
    )
    return document_step(reader, relation, iri, tuple(steps))


def _coverage(reader: Reader, document: str, called: str, gap: str) -> tuple[Overview, Overview, Overview]:
    """Provisions × documents, the measures that have no counterpart among the provisions, and of what nobody can say.

    ``gap`` is why.
    """
    rows = [row for row in stock_rows(reader.build, "coverage") if row["directive_iri"] == document]
    documents = sorted({row["document"] for row in rows})
    cells: dict[tuple[str, str], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        if row["provision"]:
            sign = f"{SIGNS[row['status']]} {row['measure']}".strip()
            cells[row["provision"], row["title"]][row["document"]].append(sign)
    matrix = Overview(
        f"Coverage of {called}",
        ("provision", "title", *documents),
        tuple((*key, *(" ".join(row[document]) for document in documents)) for key, row in cells.items()),
        _LEGEND,
    )
    added = [row for row in rows if row["status"] == "addition"]
    unknown = Counter(row["document"] for row in rows if row["status"] == "unknown")
    return (
        matrix,
        _table("Local additions", ("document", "measure", "heading"), added),
        Overview(
            f"Unknown in {called}",
            ("document", "measures"),
            tuple((document, str(number)) for document, number in sorted(unknown.items())),
            gap,
        ),
    )


def _headings(reader: Reader, documents: set[str]) -> Overview:
    rows = [
        row
        for row in stock_rows(reader.build, "headings")
        if len(documents.intersection(row["documents"].split(";"))) > 1
    ]
    columns = ("province", "heading", "measures", "provisions")
    return _table(
        "Headings that cities of a province share and the nation does not have", columns, rows, _HINT
    )


def _targets(reader: Reader, is_kept: Callable[[_Row], bool]) -> Overview:
    rows = [row for row in stock_rows(reader.build, "levels") if is_kept(row)]
    return _table("Targets across levels", _ABOUT_TARGETS.split(), rows)


def _parts(reader: Reader, column: str, value: str) -> Overview:
    rows = [row for row in stock_rows(reader.build, "decomposition") if row[column] == value]
    return _table("Counties and the city's figure", _ABOUT_PARTS.split(), rows)


def _table(title: str, columns: Sequence[str], rows: Iterable[_Row], note: str = "") -> Overview:
    return Overview(title, tuple(columns), tuple(tuple(row[name] for name in columns) for row in rows), note)
