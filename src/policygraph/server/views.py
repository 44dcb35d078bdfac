"""What a page is: a function from what is asked to a template and the data that it shows, which are also its JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from policygraph.errors import PolicygraphError
from policygraph.pages import Language
from policygraph.server.addresses import Addresses

if TYPE_CHECKING:
    from policygraph.server.workbench import Workbench

__all__ = ["NothingThereError", "PageFunction", "PageRequest", "PageView", "leaf", "number"]


class NothingThereError(PolicygraphError):
    """The address names nothing that the build knows: the page is answered with status 404."""


@dataclass(frozen=True, slots=True)
class PageRequest:
    """What an address asks for: the language of the page, the parts of the path, the parameters (each once)."""

    language: Language = Language.ZH
    path: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)

    @property
    def to(self) -> Addresses:
        """Makes addresses in the language of the page."""
        return Addresses(self.language)


@dataclass(frozen=True, slots=True)
class PageView:
    """What a page shows.

    ``title`` is in the language of the page, ``data`` holds values of JSON only (dict, list, str, int, float, bool,
    None), which the template names: page and JSON show the same. ``status`` is that of HTTP.
    """

    template: str
    title: str
    data: Mapping[str, object]
    status: int = 200


PageFunction = Callable[["Workbench", PageRequest], PageView]
T = TypeVar("T")
_ROWS = 500


def leaf(rows: Sequence[T], asked: PageRequest) -> tuple[Sequence[T], dict[str, int]]:
    """The rows of the ``page`` that is asked for, counted from 1, and where it stands among all of them.

    A spreadsheet gets all rows.
    """
    if asked.query.get("format") in ("csv", "xlsx"):
        return rows, {"page": 1, "pages": 1, "total": len(rows)}
    pages = max(1, -(-len(rows) // _ROWS))
    page = min(number(asked.query.get("page", "")), pages)
    start = (page - 1) * _ROWS
    return rows[start : start + _ROWS], {"page": page, "pages": pages, "total": len(rows)}


def number(text: str) -> int:
    """The number in a parameter, counted from 1; 1 where it is none."""
    return max(int(text), 1) if text.isascii() and text.isdigit() and len(text) < 10 else 1
