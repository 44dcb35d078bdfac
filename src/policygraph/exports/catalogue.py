"""Everything that can be exported, under the names that the command line offers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from policygraph.builds.store import Build
from policygraph.errors import UsageError
from policygraph.exports.annotations import web_annotations
from policygraph.exports.formats import DRAWING, NETWORK, PICTURE, RDF, SSSOM, TABLES, chosen
from policygraph.exports.network import View, network, views
from policygraph.exports.pictures import PICTURES, Picture
from policygraph.exports.sssom import refuse_to_lose, sssom
from policygraph.exports.workbook import write_readable_workbook
from policygraph.exports.writing import write_network, write_statements, write_tables
from policygraph.files import staged_file, write_file
from policygraph.pages import Language
from policygraph.queries.selection import Selection, select
from policygraph.queries.tables import StockTable, narrowed, stock_tables

__all__ = ["Entry", "catalogue", "entry_of", "export"]

_ALL = ("city", "chapter", "theme", "agency", "indicator")


@dataclass(frozen=True, slots=True)
class Entry:
    """What can be exported: what it shows, a language a line, in which formats, narrowed by which selections.

    ``write`` takes build, selection, language, format and path, and returns a sentence on what was left out, or ''.
    ``has_words`` holds where the words can be had in one language.
    """

    about: tuple[str, ...]
    formats: tuple[str, ...]
    selections: tuple[str, ...]
    write: Callable[[Build, Selection, Language, str, Path], str]
    has_words: bool = False


def catalogue() -> dict[str, Entry]:
    """The entries by name."""
    found = {
        "annotations": Entry(
            (
                "All facts as Web Annotations, for annotation tools; policygraph review import reads them back.",
                "全部事实的网页标注（Web Annotation），供标注工具使用；用 policygraph review import 读回。",
            ),
            ("jsonld",),
            ("city",),
            _write_annotations,
        ),
        "correspondences": Entry(
            (
                "Which provisions the measures localise, for people to check.",
                "措施与上级条款的对应关系，供人工核对。",
            ),
            SSSOM,
            (),
            _write_sssom,
        ),
        "graph": Entry(
            ("The whole graph, or the graph of a city's documents.", "整个图谱，或某一城市文件的图谱。"),
            RDF,
            ("city",),
            _write_graph,
        ),
        "tables": Entry(
            ("All tables of policygraph query --list.", "policygraph query --list 列出的全部表格。"),
            TABLES,
            ("city",),
            _write_tables,
            has_words=True,
        ),
    }
    found |= {name: _of_view(name, view) for name, view in views().items()}
    found |= {name: _of_picture(picture) for name, picture in PICTURES.items()}
    return dict(sorted(found.items()))


def export(
    entries: Mapping[str, Entry],
    view: str,
    style: str,
    path: Path,
    selection: Selection,
    language: Language | None = None,
) -> Callable[[Build], str]:
    """What carries an export out, once it is known that it can be asked for.

    Returns:
        A function that writes the export of a build and returns a sentence on what was left out, or ''.

    Raises:
        UsageError: there is no such view, it has no such format, or it cannot be narrowed by the selection or written
            in one language.
    """
    entry = entry_of(entries, view)
    style = chosen(style, path, entry.formats)
    _refuse_selections(view, entry, selection)
    if language and not (entry.has_words and style not in ("csv", "parquet")):
        as_what = f"{view} as {style}" if entry.has_words else view
        raise UsageError(f"{as_what} is written in one way for all languages; leave --lang away")
    if view == "tables" and style == "xlsx" and language:
        return lambda build: _write_readable(build, selection, language, path)
    return lambda build: entry.write(build, selection, language or Language.BOTH, style, path)


def entry_of(entries: Mapping[str, Entry], view: str) -> Entry:
    """The entry of a view.

    Raises:
        UsageError: there is no such view.
    """
    if view not in entries:
        raise UsageError(f"there is no view {view!r}; choose {', '.join(entries)}")
    return entries[view]


def _refuse_selections(view: str, entry: Entry, selection: Selection) -> None:
    """See that the view can be narrowed by what the selection names."""
    refused = ", ".join(f"--{name}" for name in selection.used() if name not in entry.selections)
    if refused and not entry.selections:
        raise UsageError(f"{view} is always written whole; leave {refused} away")
    if refused:
        known = ", ".join(f"--{name}" for name in entry.selections)
        raise UsageError(f"{view} cannot be narrowed by {refused}; it can by {known}")


def _of_view(name: str, view: View) -> Entry:
    def write(build: Build, selection: Selection, language: Language, style: str, path: Path) -> str:
        return write_network(network(build, name, selection), style, path)

    return Entry(view.about, NETWORK, _ALL, write)


def _of_picture(picture: Picture) -> Entry:
    def write(build: Build, selection: Selection, language: Language, style: str, path: Path) -> str:
        drawn, note = picture.drawn(build, selection, language, style)
        write_file(path, [drawn])
        return note

    return Entry((picture.about,), DRAWING if picture.svg else PICTURE, _ALL, write, has_words=True)


def _write_readable(build: Build, selection: Selection, language: Language, path: Path) -> str:
    kept, left = narrowed(stock_tables(build), select(build, selection).documents)
    with staged_file(path) as aside:
        write_readable_workbook(build, selection, kept, language, aside)
    return _left_out(left)


def _write_tables(build: Build, selection: Selection, language: Language, style: str, path: Path) -> str:
    kept, left = narrowed(stock_tables(build), select(build, selection).documents)
    write_tables(kept, style, path)
    return _left_out(left)


def _left_out(left: Iterable[StockTable]) -> str:
    names = ", ".join(table.name for table in left)
    return f"leaves out {names}: the rows there are about all documents together" if left else ""


def _write_annotations(build: Build, selection: Selection, language: Language, style: str, path: Path) -> str:
    write_file(path, web_annotations(build, select(build, selection)))
    return ""


def _write_graph(build: Build, selection: Selection, language: Language, style: str, path: Path) -> str:
    write_statements(build, selection, style, path)
    return ""


def _write_sssom(build: Build, selection: Selection, language: Language, style: str, path: Path) -> str:
    refuse_to_lose(path, build)
    write_file(path, [sssom(build).encode()])
    return ""
