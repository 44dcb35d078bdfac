"""What the documents want to reach, side by side: the facts of the targets matrix."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, partial
from pathlib import Path

from policygraph.builds.reader import Reader
from policygraph.builds.store import Build
from policygraph.errors import UsageError
from policygraph.model import Quote
from policygraph.printable import one_line
from policygraph.queries import lineage
from policygraph.queries.documents import Document, chosen_plans, parents
from policygraph.queries.lineage import AdministrativeLevel
from policygraph.queries.selection import Scope, Selection, select
from policygraph.queries.stock_rows import kept_rows
from policygraph.rdf.terms import code_of

__all__ = ["KINDS", "Matrix", "MatrixRow", "Value", "read_matrix"]

_Row = dict[str, str]
_TARGETS = Path(__file__).with_suffix(".rq")
KINDS = ("decrease", "increase", "level", "amount", "count")


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """What stands in one row, and so may be compared: an indicator, one kind of number and one unit."""

    indicator: str
    name: str
    name_en: str
    kind: str
    unit: str
    unit_en: str


@dataclass(frozen=True, slots=True)
class Value:
    """A target; ``upper`` is set for a range only, ``is_partial`` for a part of the document's area.

    ``standing`` is the graph's verdict beside the nearest document above (stricter, looser, equal), '' where it has
    none, and ``beside`` the level of that document. ``more_is_stricter`` is None for totals and where nobody knows.
    ``strength`` is the name of a code (firm, strive), '' where it is not known, as in the register; ``tier`` that of
    one figure of two (tier-basic, tier-incentive), else ''.
    """

    op: str
    value: Decimal
    upper: Decimal | None
    baseline: str
    year: str
    strength: str
    tier: str
    is_partial: bool
    place: str
    path: str
    standing: str
    beside: AdministrativeLevel | None
    more_is_stricter: bool | None
    quotes: tuple[Quote, ...]

    @property
    def numbers(self) -> tuple[Decimal, ...]:
        """The number, or both ends of a range."""
        return (self.value,) if self.upper is None else (self.value, self.upper)

    def is_like(self, other: Value) -> bool:
        """Whether both are for one year and as firm, as far as is known: else neither asks for more."""
        pairs = (self.year, other.year), (self.strength, other.strength)
        return all(one == another for one, another in pairs if one and another)


@dataclass(frozen=True, slots=True)
class Matrix:
    """Lines against documents: ``cells`` by line and document, ``parents`` of each plan, nearest first.

    ``above`` are the documents above that have a figure in these lines, and those of the provinces that have none.
    ``omitted`` counts the lines that are left out because a single plan has them, and none above.
    """

    lines: tuple[MatrixRow, ...]
    above: tuple[Document, ...]
    plans: tuple[Document, ...]
    cells: Mapping[tuple[MatrixRow, str], tuple[Value, ...]]
    parents: Mapping[str, tuple[Document, ...]]
    omitted: int

    @property
    def without_figures(self) -> tuple[Document, ...]:
        """The documents above of which no figure in these lines is known."""
        shown = {iri for line, iri in self.cells if line in self.lines}
        return tuple(one for one in self.above if one.iri not in shown)

    def groups(self) -> tuple[tuple[Document, ...], ...]:
        """The columns: documents of the nation, of each province with the plans below it, of no known province."""
        found: dict[str, list[Document]] = defaultdict(list)
        for one in (*self.above, *self.plans):
            found["" if one.level is AdministrativeLevel.NATION else self._province(one) or "?"].append(one)
        return tuple(map(tuple, found.values()))

    def _province(self, document: Document) -> str:
        """The name of the province that a document is of or below, '' where none is known."""
        above = self.parents.get(document.iri)
        if above is None:
            above = next(found for found in self.parents.values() if document in found)
        return next(
            (one.place for one in (document, *above) if one.level is AdministrativeLevel.PROVINCE), ""
        )

    def comparison(self, line: MatrixRow, plan: Document) -> str:
        """How the plan's figures stand by the graph; '' where it does not say, or they stand differently."""
        own = (value for value in self.cells.get((line, plan.iri), ()) if not value.is_partial)
        found = {value.standing for value in own}
        return found.pop() if len(found) == 1 else ""

    def strictest(self, line: MatrixRow) -> frozenset[str]:
        """The plans that ask for most, where they differ and can be compared: with values like the most usual one."""
        cells = {plan.iri: _whole(self.cells.get((line, plan.iri), ())) for plan in self.plans}
        single = {iri: values[0] for iri, values in cells.items() if len({v.value for v in values}) == 1}
        directions = {value.more_is_stricter for value in single.values()}
        more = directions.pop() if len(directions) == 1 else None
        if more is None:
            return frozenset()
        usual = max(single.values(), key=lambda value: sum(map(value.is_like, single.values())))
        sizes = {iri: value.value for iri, value in single.items() if value.is_like(usual)}
        if len(set(sizes.values())) < 2:
            return frozenset()
        most = max(sizes.values()) if more else min(sizes.values())
        return frozenset(iri for iri, size in sizes.items() if size == most)


def read_matrix(build: Build, selection: Selection) -> Matrix:
    """Read the facts: the lines that a document above has, or that two documents share.

    All lines of a selected indicator are kept, and all of a plan that is selected alone.

    Raises:
        UsageError: the selection holds no plan, or no target.
    """
    scope = select(build, selection)
    reader = Reader(build)
    plans = chosen_plans(reader, scope)
    nearest = {plan.iri: tuple(reversed(parents(reader, plan))) for plan in plans}
    # A city's plan above that of its county has a column already.
    above = {one.iri: one for found in nearest.values() for one in found if one not in plans}
    rows = kept_rows(build, _TARGETS.read_text(encoding="utf-8"))
    cells = _cells(reader, rows, {*above, *(plan.iri for plan in plans)})
    wanted = _wanted(rows, scope)
    lines = _lines(cells, set(above), wanted, 1 if scope.ends or len(plans) == 1 else 2)
    if not lines:
        raise UsageError("the selection holds no target that could be compared; select less narrowly")
    kept = frozenset(lines)
    shown = {iri for line, iri in cells if line in kept}
    kept_above = (p for p in above.values() if p.iri in shown or p.level is AdministrativeLevel.PROVINCE)
    ranked = sorted(kept_above, key=lambda p: (p.level, p.iri))
    omitted = len({line for line, _ in cells if wanted is None or line.indicator in wanted} - kept)
    return Matrix(lines, tuple(ranked), plans, cells, nearest, omitted)


def _cells(
    reader: Reader, rows: Iterable[_Row], wanted: set[str]
) -> dict[tuple[MatrixRow, str], tuple[Value, ...]]:
    found: dict[tuple[MatrixRow, str], list[Value]] = defaultdict(list)
    built, level = cache(partial(lineage.built, reader)), cache(partial(lineage.level, reader))
    for row in rows:
        document = built(row["document_iri"])
        if document in wanted:
            beside = level(row["beside"]) if row["beside"] else None
            found[_line(row), document].append(_value(row, beside))
    return {
        place: tuple(sorted(values, key=lambda value: value.is_partial)) for place, values in found.items()
    }


def _line(row: _Row) -> MatrixRow:
    unit = one_line(row["unitName"])
    name = one_line(row["name"]) or code_of(row["indicator"])
    return MatrixRow(
        row["indicator"], name, one_line(row["nameEn"]), row["kind"], unit, one_line(row["unitNameEn"])
    )


def _value(row: _Row, beside: AdministrativeLevel | None) -> Value:
    is_partial = bool(row["area"]) and row["area"] != row["documentArea"]
    lower, upper = _ends(row)
    return Value(
        row["op"],
        lower,
        upper,
        row["baseline"],
        row["year"],
        row["strength"],
        row["tier"],
        is_partial,
        one_line(row["place"]),
        row["path"],
        row["standing"],
        beside,
        {"true": True, "false": False}.get(row["moreIsStricter"]),
        _quotes(row),
    )


def _ends(row: _Row) -> tuple[Decimal, Decimal | None]:
    """The number, or both ends of a range."""
    found = [Decimal(row[name]) for name in ("value", "lower", "upper") if row[name]]
    return found[0], found[1] if len(found) > 1 else None


def _quotes(row: _Row) -> tuple[Quote, ...]:
    """The place that a target was read from; the register's have none."""
    if not row["start"]:
        return ()
    return (Quote(row["document"], int(row["start"]), int(row["end"]), row["exact"], row["file"]),)


def _wanted(rows: Iterable[_Row], scope: Scope) -> frozenset[str] | None:
    """The indicators that the selection names, or that its measures set targets for; None for all."""
    if "indicator" in scope.ends:
        return scope.ends["indicator"]
    if scope.measures is None:
        return None
    return frozenset(row["indicator"] for row in rows if row["provision"] in scope.measures)


def _lines(
    cells: Iterable[tuple[MatrixRow, str]], above: set[str], wanted: frozenset[str] | None, least: int
) -> tuple[MatrixRow, ...]:
    """Lines with enough documents: those of parents first, then the most shared; an indicator's kinds together."""
    documents: dict[MatrixRow, set[str]] = defaultdict(set)
    for line, document in cells:
        if wanted is None or line.indicator in wanted:
            documents[line].add(document)
    kept = {line: found for line, found in documents.items() if found & above or len(found) >= least}
    shared: dict[str, set[str]] = defaultdict(set)
    for line, found in kept.items():
        shared[line.indicator] |= found

    def rank(line: MatrixRow) -> tuple[object, ...]:
        found = shared[line.indicator]
        return not found & above, -len(found), line.name, line.indicator, KINDS.index(line.kind), line.unit

    return tuple(sorted(kept, key=rank))


def _whole(values: Iterable[Value]) -> tuple[Value, ...]:
    return tuple(value for value in values if not value.is_partial and value.upper is None)
