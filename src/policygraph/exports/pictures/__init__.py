"""Pictures that explain a build, each a page that can be read in a browser and printed, with the quotes behind it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from policygraph.builds.store import Build
from policygraph.exports.pictures import coverage_map, responsibility_map, targets_matrix, trace_page
from policygraph.exports.pictures.page import Page
from policygraph.pages import Language, printing
from policygraph.queries.selection import Selection

__all__ = ["PICTURES", "Picture"]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that can be asked for: ``about`` says what it shows, ``page`` reads its facts.

    ``svg`` draws it by itself where it is a drawing and no table.
    """

    about: str
    page: Callable[[Build, Selection, Language], Page]
    svg: Callable[[Build, Selection, Language], str] | None = None

    def html(self, build: Build, selection: Selection, language: Language = Language.BOTH) -> str:
        """The page, whose parts lead to the quotes that they were read from.

        Raises:
            GraphError: the build's folder lacks a text.
            UsageError: the selection leaves nothing to show.
        """
        return self.page(build, selection, language).html(language, build.text)

    def drawn(self, build: Build, selection: Selection, language: Language, style: str) -> tuple[bytes, str]:
        """The picture as ``html``, ``svg``, ``pdf`` or ``png``, and a sentence on what that leaves out, or ''.

        A picture of points leaves the quotes out, and what is beyond some sheets of paper.

        Raises:
            GraphError: the build's folder lacks a text.
            UsageError: the selection leaves nothing to show, or the machine has nothing to print with.
        """
        if style == "svg" and self.svg:
            return self.svg(build, selection, language).encode(), ""
        if style == "png":
            drawn, left = printing.png(self.page(build, selection, language).html(language, None))
            if left == 1:
                return drawn, "leaves out 1 further sheet; --format pdf has all"
            return drawn, f"leaves out {left} further sheets; --format pdf has all" if left else ""
        page = self.html(build, selection, language)
        return (printing.pdf(page) if style == "pdf" else page.encode()), ""


PICTURES: Mapping[str, Picture] = MappingProxyType(
    {
        "coverage-map": Picture(
            "Which national provisions each city carries out, merges or leaves out. 各市落实上级条款的情况。",
            coverage_map.page,
        ),
        "responsibility-map": Picture(
            "Which agency of a city answers for which measure, in which role. 一市各部门承担的措施。",
            responsibility_map.page,
        ),
        "targets-matrix": Picture(
            "Targets of the cities beside those of the documents above them. 各市量化目标与上级文件对照。",
            targets_matrix.page,
        ),
        "trace-page": Picture(
            "Where the measures of a city come from, up to the national provisions. 一市措施与上级条款的对应。",
            trace_page.page,
            trace_page.svg,
        ),
    }
)
