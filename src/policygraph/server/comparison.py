"""The matrix that compares documents by indicator: filtered and sorted by the parameters of its address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from policygraph.errors import UsageError
from policygraph.queries.documents import Document
from policygraph.queries.lineage import AdministrativeLevel
from policygraph.queries.matrix import Matrix, MatrixRow, Value, read_matrix
from policygraph.queries.selection import Selection
from policygraph.rdf.terms import PG, plain
from policygraph.server.views import PageRequest, PageView

if TYPE_CHECKING:
    from policygraph.server.workbench import Workbench

__all__ = ["page"]

# What a page can show; more are reached by choosing a province.
_MOST_COLUMNS = 60
_FILTERS = ("topic", "province", "year", "strength", "sort")


def page(workbench: Workbench, asked: PageRequest) -> PageView:
    """Indicators against documents.

    ``topic``, ``province``, ``year`` and ``strength`` leave a part; ``sort`` is ``name`` or the name of a document,
    after whose figures the rows come, the largest first.
    """
    chosen = {name: asked.query.get(name, "") for name in _FILTERS}
    matrix = workbench.once("matrix", lambda: _read(workbench))
    title = asked.language.say("比较", "Comparison")
    if matrix is None:
        return PageView(
            "server/matrix.html",
            title,
            {**chosen, "columns": [], "columns_left_out": 0, "lines": [], **_choices([])},
        )
    wanted = _columns(matrix, chosen["province"])
    columns = wanted[:_MOST_COLUMNS]
    lines = [
        one
        for line in matrix.lines
        if (one := _line(workbench, asked, matrix, line, columns, chosen))
        and chosen["topic"] in ("", one["topic"])
    ]
    data = {
        **chosen,
        "columns": [_column(one) for one in columns],
        "columns_left_out": len(wanted) - len(columns),
        "lines": _sorted(lines, columns, chosen["sort"]),
        **_choices([value for values in matrix.cells.values() for value in values]),
        "topics": sorted({found for line in matrix.lines if (found := _topic(workbench, asked, line))}),
        "provinces": sorted({province for province, _ in _grouped(matrix) if province}),
    }
    return PageView("server/matrix.html", title, data)


def _read(workbench: Workbench) -> Matrix | None:
    """The facts; None where no two documents have a figure that could be compared."""
    try:
        return read_matrix(workbench.session.build, Selection())
    except UsageError:
        return None


def _choices(values: Sequence[Value]) -> dict[str, list[str]]:
    return {
        "years": sorted({value.year for value in values} - {""}),
        "strengths": sorted({value.strength for value in values} - {""}),
        "topics": [],
        "provinces": [],
    }


def _grouped(matrix: Matrix) -> Sequence[tuple[str, Sequence[Document]]]:
    """The documents of each province under its name, those of the nation and of no known province under ''."""
    return [
        (group[0].place if group[0].level is AdministrativeLevel.PROVINCE else "", group)
        for group in matrix.groups()
    ]


def _columns(matrix: Matrix, province: str) -> Sequence[Document]:
    """The documents of the nation and those of a province, '' for all."""
    return [one for name, group in _grouped(matrix) if name == "" or province in ("", name) for one in group]


def _column(one: Document) -> dict[str, str]:
    return {
        "place": one.place,
        "place_en": one.place_en,
        "name": one.name,
        "number": one.number,
        "title": one.title,
        "level": one.level.name.lower(),
    }


def _topic(workbench: Workbench, asked: PageRequest, line: MatrixRow) -> str:
    reader = workbench.reader
    return reader.label_in(reader.value(line.indicator, PG.iri("topic")), asked.language)


def _line(
    workbench: Workbench,
    asked: PageRequest,
    matrix: Matrix,
    line: MatrixRow,
    columns: Sequence[Document],
    chosen: Mapping[str, str],
) -> dict[str, object] | None:
    """A line with its cells, None where the filters leave none of them."""
    cells = [
        [_cell(value) for value in matrix.cells.get((line, one.iri), ()) if _is_kept(value, chosen)]
        for one in columns
    ]
    if not any(cells):
        return None
    return {
        "indicator": line.name,
        "english": line.name_en,
        "kind": line.kind,
        "unit": line.unit,
        "topic": _topic(workbench, asked, line),
        "cells": cells,
    }


def _is_kept(value: Value, chosen: Mapping[str, str]) -> bool:
    return chosen["year"] in ("", value.year) and chosen["strength"] in ("", value.strength)


def _cell(value: Value) -> dict[str, object]:
    quote = next(iter(value.quotes), None)
    return {
        "op": value.op,
        "value": "..".join(map(plain, value.numbers)),
        "baseline": value.baseline,
        "year": value.year,
        "strength": value.strength,
        "tier": value.tier.removeprefix("tier-"),
        "part": value.place if value.is_partial else "",
        "verdict": value.standing,
        "measure": value.path,
        "document": quote.document if quote else "",
        "start": quote.start if quote else None,
        "quote": quote.text if quote else "",
    }


def _sorted(
    lines: Sequence[dict[str, object]], columns: Sequence[Document], sort: str
) -> Sequence[dict[str, object]]:
    """The lines by name, or by the figures of the document ``sort``: those without one come last."""
    if sort == "name":
        return sorted(lines, key=lambda line: (str(line["indicator"]), str(line["kind"])))
    at = next((at for at, one in enumerate(columns) if sort and sort in (one.name, one.number)), None)
    if at is None:
        return lines

    def rank(line: dict[str, object]) -> tuple[bool, float]:
        cells = line["cells"]
        found = cells[at] if isinstance(cells, list) else []
        return not found, -float(found[0]["value"].partition("..")[0]) if found else 0

    return sorted(lines, key=rank)
