"""Stock queries that something is given to, as large builds answer them: asked for all once, and narrowed to that.

To ask for one city of a thousand takes a store as long as to ask for all, as most patterns say nothing of the city.
So the query is asked with nothing given, and with a further column for each parameter. What the rows are that belong
to what is given, these columns tell.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path

from policygraph.builds.kept import Kept
from policygraph.builds.store import Build
from policygraph.files import folder_aside
from policygraph.queries.parameters import free, given
from policygraph.queries.questions import Question, questions
from policygraph.queries.scans import by_scans
from policygraph.queries.stored import Rows, rows_of
from policygraph.queries.term_kinds import Kind, Row, kinds_of, text_of

__all__ = ["Wide", "narrowed", "widened"]

_SELECT = re.compile(r"^SELECT(?P<distinct> DISTINCT)?\b(?P<columns>.*)$", re.MULTILINE)
_ORDER = re.compile(r"^ORDER BY .*\Z", re.MULTILINE | re.DOTALL)
_GROUP = re.compile(r"^GROUP BY (?P<terms>.*)$", re.MULTILINE)
_ASKED = re.compile(r"^[^\S\n]*VALUES \?asked_(?P<name>\w+) \{[^\n]*\n", re.MULTILINE)
# What has to lie before what is given.
_BEFORE = re.compile(r"FILTER \(STR\((?P<column>\?\w+)\) < STR\(\?asked_(?P<name>\w+)\)\)")
_NO_PATTERNS = ("FILTER", "BIND", "OPTIONAL", "ORDER", "GROUP")
# The parameter that says what a text is to hold.
_WORDS = "text"
# Of a document these are one, so that its rows can be counted with that beside them.
_OF_A_DOCUMENT = frozenset(["area"])
# So many parameters can be told by columns.
_MOST = 3
_TABLES = """
CREATE TABLE columns (names TEXT);
CREATE TABLE kinds (number INTEGER PRIMARY KEY, kinds TEXT);
CREATE TABLE answers (number INTEGER PRIMARY KEY, kinds INTEGER, line TEXT, told0 TEXT, told1 TEXT, told2 TEXT,
  words TEXT);
"""
_WANTED = """
SELECT kinds, line FROM answers
WHERE (:told0 IS NULL OR told0 IN (SELECT value FROM json_each(:told0)))
  AND (:told1 IS NULL OR told1 IN (SELECT value FROM json_each(:told1)))
  AND (:told2 IS NULL OR told2 IN (SELECT value FROM json_each(:told2)))
  AND (:before0 IS NULL OR told0 < :before0)
  AND (:before1 IS NULL OR told1 < :before1)
  AND (:before2 IS NULL OR told2 < :before2)
  AND (:words IS NULL OR instr(words, :words) > 0)
ORDER BY number
"""
_GIVEN = [*(f"{kind}{at}" for kind in ("told", "before") for at in range(_MOST)), "words"]
_FAULTS = (OSError, ValueError, TypeError, LookupError, csv.Error, sqlite3.Error)


@dataclass(frozen=True, slots=True)
class Wide:
    """A query with nothing given: its last columns tell, by parameters in their order, to what a row belongs.

    ``upper`` are those parameters that a row's text has to lie before.
    """

    query: str
    parameters: tuple[str, ...]
    is_distinct: bool
    upper: frozenset[str] = frozenset()


def narrowed(build: Build, query: str) -> tuple[tuple[str, ...], Rows] | None:
    """The columns and rows of a stock query of a large build; None where it cannot be answered so.

    Args:
        build: what is asked.
        query: what is asked, with what is given to it.
    """
    asked = given(query) if build.kept else {}
    wide = _all().get(free(query)) if asked else None
    if build.kept is None or wide is None or not asked.keys() <= {*wide.parameters}:
        return None
    if any(len(asked[name]) > 1 for name in wide.upper & asked.keys()):  # which would give rows several times
        return None
    key = hashlib.sha256(f"{_TABLES}{build.with_rejected}\n{wide.query}".encode()).hexdigest()[:32]
    place = build.kept.folder / f"wide-{key}.sqlite"
    with suppress(*_FAULTS):
        if not place.exists():
            _make(build, build.kept, wide, place)
        try:
            with closing(sqlite3.connect(f"{place.as_uri()}?mode=ro", uri=True)) as connection:
                return _read(connection, wide, asked)
        except _FAULTS:  # what is damaged is made anew the next time
            place.unlink(missing_ok=True)
    return None


def widened(question: Question) -> Wide | None:
    """A query with a column for each parameter that can be told by one; None where there is none."""
    text = question.query
    select, order, group = _SELECT.search(text), _ORDER.search(text), _GROUP.search(text)
    columns = {name: column for name in question.parameters if (column := _column(text, name))}
    if group and "?document" in group["terms"].split():
        columns = {name: one for name, one in columns.items() if name in _OF_A_DOCUMENT}
    elif group or not select or "(" in select["columns"]:
        return None
    if not select or not order or not 0 < len(columns) <= _MOST:
        return None
    more = " ".join(dict.fromkeys(columns.values()))
    added = [f"({column} AS ?told{at})" for at, column in enumerate(columns.values())]
    written = text[: select.end()] + " " + " ".join(added) + text[select.end() :]
    if group:
        written = _GROUP.sub(lambda found: f"{found[0]} {more}", written)
    upper = frozenset(one["name"] for one in _BEFORE.finditer(text))
    return Wide(_BEFORE.sub("", _ASKED.sub("", written)), tuple(columns), bool(select["distinct"]), upper)


def _column(text: str, name: str) -> str:
    """The variable that tells of each row what the parameter would have to be; '' where none does."""
    line = next(one for one in _ASKED.finditer(text) if one["name"] == name)
    before, rest = text[: line.start()], text[: line.start()] + text[line.end() :]
    depths = [*accumulate((one in "{(") - (one in "})") for one in rest)]
    asked = rf"\?asked_{name}\b"
    uses = [one.start() for one in re.finditer(asked, rest)]
    if before.count("{") - before.count("}") != 1:
        return ""
    for limit in _BEFORE.finditer(rest):
        if limit["name"] == name:
            return f"STR({limit['column']})" if len(uses) == 1 and depths[limit.start()] == 1 else ""
    told = re.compile(rf"FILTER \(!BOUND\({asked}\) \|\| (?:{asked} = (\?\w+)|(\?\w+) = {asked})\)")
    if found := told.search(rest):
        is_all = len(uses) == 2 and depths[found.start()] == 1
        return (found[1] or found[2]) if is_all else ""
    if found := re.search(rf"FILTER \(!BOUND\({asked}\) \|\| CONTAINS\((.+), {asked}\)\)\n", rest):
        is_all = name == _WORDS and len(uses) == 2 and depths[found.start()] == 1
        return found[1] if is_all else ""
    # A pattern of the outermost group gives it a value in each row.
    outer = (rest[rest.rfind("\n", 0, use) + 1 :].split(None, 1)[0] for use in uses if depths[use] == 1)
    return f"?asked_{name}" if any(word not in _NO_PATTERNS for word in outer) else ""


@cache
def _all() -> Mapping[str, Wide]:
    """The wide queries by the texts of those with nothing given."""
    found = {_ASKED.sub("", one.query): widened(one) for one in questions() if one.parameters}
    return {text: wide for text, wide in found.items() if wide}


def _make(build: Build, kept: Kept, wide: Wide, place: Path) -> None:
    """Ask for all and keep that.

    Raises:
        OSError, sqlite3.Error: it cannot be kept.
        TypeError: a term cannot be kept.
    """
    solutions = build.store.query(by_scans(wide.query))
    names = [one.value for one in solutions.variables]  # type: ignore[union-attr]
    width = len(names) - len(wide.parameters)
    rows = [tuple(one) for one in solutions]  # type: ignore[union-attr]
    rest = [None] * (_MOST - len(wide.parameters))
    known: dict[tuple[Kind, ...], int] = {}
    at = width + wide.parameters.index(_WORDS) if _WORDS in wide.parameters else None

    def words(row: Row) -> str | None:
        return None if at is None or row[at] is None else text_of(row[at])

    with folder_aside(kept.folder) as aside:
        with closing(sqlite3.connect(aside / "wide")) as connection, connection:
            connection.executescript(_TABLES)
            connection.execute("INSERT INTO columns VALUES (?)", (json.dumps(names[:width]),))
            connection.executemany(
                "INSERT INTO answers VALUES (NULL, ?, ?, ?, ?, ?, ?)",
                (
                    (known.setdefault(kinds, len(known)), line, *map(str, row[width:]), *rest, words(row))
                    for row, kinds, line in zip(rows, _kinds(rows, width), _lines(rows, width), strict=True)
                ),
            )
            numbered = ((number, json.dumps(kinds)) for kinds, number in known.items())
            connection.executemany("INSERT INTO kinds VALUES (?, ?)", numbered)
        (aside / "wide").replace(place)


def _kinds(rows: Sequence[Row], width: int) -> Iterator[tuple[Kind, ...]]:
    """The kinds of the terms of each row."""
    columns = [kinds_of([row[at] for row in rows]) for at in range(width)]
    for at in range(len(rows)):
        yield tuple(kinds[places[at] if places else 0] for kinds, places in columns)


def _lines(rows: Sequence[Row], width: int) -> Iterator[str]:
    for row in rows:
        line = io.StringIO()
        csv.writer(line, lineterminator="\n").writerow([text_of(term) for term in row[:width]])
        yield line.getvalue()


def _read(
    connection: sqlite3.Connection, wide: Wide, asked: Mapping[str, Sequence[str]]
) -> tuple[tuple[str, ...], Rows]:
    (names,) = connection.execute("SELECT names FROM columns").fetchone()
    known = {
        number: [tuple(kind) for kind in json.loads(kinds)]
        for number, kinds in connection.execute("SELECT number, kinds FROM kinds")
    }
    wanted: dict[str, str | None] = dict.fromkeys(_GIVEN)
    for at, name in enumerate(wide.parameters):
        if name in wide.upper and name in asked:
            (one,) = asked[name]
            wanted[f"before{at}"] = one.partition("^^")[0]
        elif name in asked:
            wanted[f"told{at}"] = json.dumps(asked[name])
    if _WORDS in asked and _WORDS in wide.parameters:
        # In a literal without a type are no escapes but those of JSON.
        wanted[f"told{wide.parameters.index(_WORDS)}"], wanted["words"] = None, json.loads(asked[_WORDS][0])
    found = connection.execute(_WANTED, wanted).fetchall()
    if wide.is_distinct:
        found = [*dict.fromkeys(found)]
    columns = tuple(json.loads(names))
    cells = [*csv.reader(io.StringIO("".join(line for _, line in found), newline=""))]
    return columns, rows_of([known[number] for number, _ in found], cells)
