"""The trace page: one city's measures, the documents that its plan rests on, and the provisions that it carries out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from policygraph.builds.store import Build
from policygraph.exports.pictures.page import Key, Page, portions
from policygraph.exports.pictures.trace_chart import WIDTH, Chapter, Chart, charted
from policygraph.exports.pictures.typesetting import width
from policygraph.pages import Language, render
from policygraph.queries.correspondences import Measure, ProvisionAbove
from policygraph.queries.route import Route, read_route
from policygraph.queries.selection import Selection

__all__ = ["page", "svg"]

# Rows of a drawing that fits on an A4 page across.
_MOST_ROWS = 34
_KEYS = (
    Key("bar obligations", "", "义务数", "obligations"),
    Key("bar targets", "", "量化目标数", "targets"),
    Key(
        "line",
        "",
        "措施落实上级条款，颜色同条款",
        "a measure carries out a provision, in the provision's colour",
    ),
    Key("line weak", "", "匹配置信度低于 0.75", "confidence below 0.75"),
    Key("local", "+", "地方新增，无对应条款", "local addition"),
)


def page(build: Build, selection: Selection, language: Language) -> Page:
    """The page; a plan with more measures than fit in one drawing has several.

    Raises:
        UsageError: the selection leaves nothing to show, or names several cities.
    """
    route = read_route(build, selection)
    charts = tuple(_charts(route, language))
    city = route.plan.place_en or route.plan.place
    return Page(
        "trace-page.html",
        (f"{route.plan.place}：措施从何而来", f"Where the measures of {city} come from"),
        {"chosen": selection.in_words(language, leaving="city"), "keys": _KEYS, "charts": charts},
        tuple(quotes for chart in charts for quotes in chart.quotes()),
        tuple(one.reference for one in (route.plan, *route.between, route.top)),
        paper="A4 landscape",
    )


def svg(build: Build, selection: Selection, language: Language) -> str:
    """The page as one drawing by itself, without quotes: all of its charts, one below the other.

    Raises:
        UsageError: the selection leaves nothing to show, or names several cities.
    """
    found = page(build, selection, language)
    keys = tuple(_placed(language))
    return render(
        "trace-page.svg",
        language,
        title=language.said(*found.titles),
        documents=found.documents,
        anchors={},
        head=keys[-1][1] + 14,
        **{**found.facts, "keys": keys},
    )


def _placed(language: Language) -> Iterator[tuple[float, float, Key]]:
    """The entries of the legend with where they stand, in as many lines as they need."""
    x, y = 0.0, 46.0
    for key in _KEYS:
        wide = width(language.say(key.zh, key.en), 7) + 34
        if x and x + wide > WIDTH:
            x, y = 0.0, y + 13
        yield x, y, key
        x += wide


def _charts(route: Route, language: Language) -> Iterator[Chart]:
    sheets = [list(rows) for rows in portions(list(_with_chapters(route.measures)), _MOST_ROWS)]
    for here, following in pairwise(sheets):
        # The name of a chapter goes with its first measure.
        if isinstance(here[-1], Chapter):
            following.insert(0, here.pop())
    for rows in sheets:
        yield charted(route, rows, _shown(route, rows), language)


def _shown(route: Route, rows: Sequence[Measure | Chapter]) -> tuple[ProvisionAbove, ...]:
    """All provisions, or where these are too many for a page those that the measures of the rows carry out."""
    if len(route.provisions) <= _MOST_ROWS:
        return route.provisions
    here = {row.iri for row in rows if isinstance(row, Measure)}
    used = {link.provision for link in route.links if link.measure in here}
    return tuple(provision for provision in route.provisions if provision.iri in used)


def _with_chapters(measures: Sequence[Measure]) -> Iterator[Measure | Chapter]:
    """Measures with the names of their chapters before them."""
    for _, run in groupby(measures, key=lambda measure: measure.chapter or measure.path):
        first, *others = run
        if first.chapter:
            yield Chapter(f"{first.chapter}、{first.chapter_title}")
        yield from (first, *others)
