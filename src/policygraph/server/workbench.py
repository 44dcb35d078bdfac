"""A build as the pages see it, and the application that serves it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, TypeVar, cast

from starlette.applications import Starlette
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from policygraph.builds.reader import Reader
from policygraph.builds.rows import answers
from policygraph.pages import Language
from policygraph.queries.run import load
from policygraph.rdf.terms import CODE
from policygraph.server import search, start
from policygraph.server.responses import failed, missing, page_routes
from policygraph.session import Session

if TYPE_CHECKING:
    from starlette.middleware import Middleware

__all__ = ["Row", "Workbench", "application"]

T = TypeVar("T")
Row = dict[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class Workbench:
    """A build that was opened once, and what was looked up in it, each thing once.

    A later build is another workbench.
    """

    session: Session
    _kept: dict[object, object] = field(default_factory=dict, repr=False)
    _lock: Lock = field(default_factory=Lock, repr=False)

    @property
    def reader(self) -> Reader:
        """Looks up single things."""
        return Reader(self.session.build)

    def once(self, key: object, make: Callable[[], T]) -> T:
        """What ``make`` gives, worked out at the first call with this ``key`` and kept for the life of the build."""
        if key not in self._kept:
            made = make()
            with self._lock:
                self._kept.setdefault(key, made)
        return cast("T", self._kept[key])

    def rows(self, table: str) -> Sequence[Row]:
        """The rows of a stock table by the names of its columns, '' where a cell is empty; not to be changed."""
        return self.once(("rows", table), lambda: answers(self.session.build, load(table)))

    def word(self, code: str, language: Language) -> str:
        """A code of the tables in words, as the vocabulary has it; itself where that has none."""
        return self.once(
            ("word", code, language), lambda: self.reader.label_in(CODE.base + code, language) or code
        )


def application(
    workbench: Workbench, *, routes: Sequence[BaseRoute] = (), middleware: Sequence[Middleware] = ()
) -> Starlette:
    """The ASGI application; ``state.workbench`` is the build that it serves, which may be set to a later one.

    Args:
        workbench: what is served.
        routes: further routes, such as those of :func:`page_routes`.
        middleware: what stands around all of them, the outermost first.
    """
    pages = [
        *page_routes("/", start.page),
        *page_routes("/search", search.page),
    ]
    served: list[BaseRoute] = [
        *pages,
        *routes,
        Mount("/static", StaticFiles(packages=[("policygraph.server", "static")]), name="static"),
    ]
    made = Starlette(
        routes=served,
        middleware=list(middleware),
        exception_handlers={404: missing, 500: failed, Exception: failed},
    )
    made.state.workbench = workbench
    made.state.parts = sorted(
        {one.path.split("/")[1].split(".")[0] for one in served if isinstance(one, Route)}
    )
    return made
