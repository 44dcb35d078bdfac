"""Pictures that explain a build, each one a page that can be printed: as SVG, or as HTML with the quotes behind it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from policygraph.builds.store import Build
from policygraph.exports.pictures import coverage_map, responsibility_map, targets_matrix, trace_page
from policygraph.exports.pictures import page as _page
from policygraph.exports.pictures import svg as _svg
from policygraph.exports.pictures.sheet import Sheet
from policygraph.queries.selection import Selection

__all__ = ["PICTURES", "Picture"]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that can be asked for: ``about`` says what it shows, ``sheets`` draws its pages."""

    about: str
    sheets: Callable[[Build, Selection], tuple[Sheet, ...]]

    def svg(self, build: Build, selection: Selection) -> str:
        """The first page as SVG; it says what is on the others, if there are any.

        Raises:
            UsageError: the selection leaves nothing to show.
        """
        return _svg.svg(self.sheets(build, selection)[0])

    def html(self, build: Build, selection: Selection) -> str:
        """All pages as one HTML page, in which the parts of the picture lead to the quotes they were read from.

        Raises:
            GraphError: the build's folder lacks a text.
            UsageError: the selection leaves nothing to show.
        """
        return _page.html(self.sheets(build, selection), build.text)


PICTURES: Mapping[str, Picture] = MappingProxyType(
    {
        "coverage-map": Picture(
            "Which national provisions each city carries out, merges or leaves out. 各市落实上级条款的情况。",
            coverage_map.sheets,
        ),
        "responsibility-map": Picture(
            "Which agency of a city answers for which measure, in which role. 一市各部门承担的措施。",
            responsibility_map.sheets,
        ),
        "targets-matrix": Picture(
            "Targets of the cities beside those of the documents above them. 各市量化目标与上级文件对照。",
            targets_matrix.sheets,
        ),
        "trace-page": Picture(
            "Where the measures of a city come from, up to the national provisions. 一市措施与上级条款的对应。",
            trace_page.sheets,
        ),
    }
)
