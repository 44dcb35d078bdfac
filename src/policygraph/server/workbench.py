"""A build as the pages see it, and the application that serves it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar, cast

from starlette.applications import Starlette
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from policygraph.builds.reader import Reader
from policygraph.pages import Language
from policygraph.queries.stock_rows import stock_rows
from policygraph.queries.wording import code_word
from policygraph.server import (
    agencies,
    chains,
    comparison,
    corrected,
    deadlines,
    directives,
    documents,
    findings,
    indicators,
    search,
    start,
    tables,
)
from policygraph.server.responses import failed, missing, not_allowed, page_routes
from policygraph.server.shelf import Shelf
from policygraph.server.turns import Turns
from policygraph.server.views import PageFunction
from policygraph.session import Session

if TYPE_CHECKING:
    from starlette.middleware import Middleware

    from policygraph.server.desk import Desk

__all__ = ["Row", "Workbench", "application"]

_PAGES: Sequence[tuple[str, PageFunction]] = (
    ("/", start.page),
    ("/documents/{name:path}", documents.document),
    ("/measures/{name:path}", documents.measure),
    ("/indicators", indicators.overview),
    ("/indicators/{name:path}", indicators.indicator),
    ("/agencies", agencies.overview),
    ("/agencies/{name:path}", agencies.agency),
    ("/directives", directives.overview),
    ("/directives/{number:path}", directives.directive),
    ("/calendar", deadlines.page),
    ("/matrix", comparison.page),
    ("/trace", chains.fact),
    ("/trace/{name:path}", chains.part),
    ("/findings", findings.page),
    ("/corrections", corrected.page),
    ("/search", search.page),
)

# What pages that were made once may take of the memory.
_ROOM = 32 * 1024 * 1024

T = TypeVar("T")
Row = dict[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class Workbench:
    """A build that was opened once, and what was looked up in it, each thing once.

    ``left_out`` are files that were not read into the build, each with the reason, where that is known; ``shelf``
    holds pages that were made, ``turns`` keeps two threads from making the same. A later build is another workbench.
    """

    session: Session
    left_out: Sequence[tuple[str, str]] = ()
    shelf: Shelf = field(default_factory=lambda: Shelf(_ROOM), repr=False)
    _kept: dict[object, object] = field(default_factory=dict, repr=False)
    turns: Turns = field(default_factory=Turns, repr=False)

    @property
    def reader(self) -> Reader:
        """Looks up single things."""
        return Reader(self.session.build)

    def once(self, key: object, make: Callable[[], T]) -> T:
        """What ``make`` gives, worked out at the first call with this ``key`` and kept for the life of the build."""
        if key not in self._kept:
            with self.turns.of(key):
                if key not in self._kept:
                    self._kept[key] = make()
        return cast("T", self._kept[key])

    def rows(self, table: str) -> Sequence[Row]:
        """The rows of a stock table by the names of its columns, '' where a cell is empty; not to be changed."""
        return self.once(("rows", table), lambda: stock_rows(self.session.build, table))

    def where(self, table: str, column: str, value: str) -> Sequence[Row]:
        """The rows of a stock table that have a text in one of its columns, such as those of one document.

        A small build is asked for the table once, a large one for these rows alone.
        """
        if not self.session.build.kept:
            return self.grouped(table, column).get(value, ())
        key = (table, column, value)
        found = self._kept.get(key) or stock_rows(self.session.build, table, column, value)
        # Of names that nothing has there are as many as people ask for.
        return self.once(key, lambda: cast("Sequence[Row]", found)) if found else ()

    def grouped(self, table: str, column: str) -> Mapping[str, Sequence[Row]]:
        """The rows of a stock table by what stands in one of its columns."""

        def group() -> Mapping[str, Sequence[Row]]:
            found: dict[str, list[Row]] = defaultdict(list)
            for row in self.rows(table):
                found[row[column]].append(row)
            return dict(found)

        return self.once(("grouped", table, column), group)

    def word(self, code: str, language: Language) -> str:
        """A code of the tables in words, as the vocabulary has it; itself where that has none."""
        if not code:
            return ""
        return self.once(("word", code, language), lambda: code_word(self.reader, code, language) or code)


def application(
    workbench: Workbench,
    *,
    routes: Sequence[BaseRoute] = (),
    middleware: Sequence[Middleware] = (),
    desk: Desk | None = None,
) -> Starlette:
    """The ASGI application; ``state.workbench`` is the build that it serves, which may be set to a later one.

    Args:
        workbench: what is served.
        routes: further routes, such as those of :func:`page_routes`.
        middleware: what stands around all of them, the outermost first.
        desk: what is done beside reading, where plans are served.
    """
    served: list[BaseRoute] = [
        *(route for path, page in _PAGES for route in page_routes(path, page, is_kept=True)),
        Route("/tables/{name}", tables.download),
        *routes,
        Mount("/static", StaticFiles(packages=[("policygraph.server", "static")]), name="static"),
    ]
    made = Starlette(
        routes=served,
        middleware=list(middleware),
        exception_handlers={404: missing, 405: not_allowed, 500: failed, Exception: failed},
    )
    made.state.workbench, made.state.desk = workbench, desk
    made.state.parts = sorted(
        {one.path.split("/")[1].split(".")[0] for one in served if isinstance(one, Route)}
    )
    return made
