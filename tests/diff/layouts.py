"""One text in other layouts: line ends, widths, styles of numbers, and kinds of files."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Mapping
from itertools import groupby
from pathlib import Path

from docx import Document

from policygraph.model.numbering import to_int

__all__ = ["LAYOUTS"]

Write = Callable[[str, Path, str], None]

_FULL = str.maketrans("0123456789%().", "０１２３４５６７８９％（）．")
_HALF = str.maketrans("（）；：", "();:")
_CHAPTER = re.compile(r"\s*([一二三四五六七八九十]+)、")
_ITEM = re.compile(r"\s*[（(]([一二三四五六七八九十]+)[）)]")
# No line begins with one of these, nor within a figure or a foreign word.
_NO_BEGINNING = re.compile(r"[、，。；：）)”》,;%％!！\x21-\x7e]")


def _wrapped(text: str, width: int = 30) -> str:
    """Lines of one width, as typesetting breaks them; headings and tables keep theirs."""
    lines = []
    for line in text.split("\n"):
        rest = line
        while len(rest) > width and "\t" not in line and not _CHAPTER.match(line):
            at = width
            while at < len(rest) and _NO_BEGINNING.match(rest[at]):
                at += 1
            lines.append(rest[:at])
            rest = rest[at:]
        lines.append(rest)
    return "\n".join(lines)


def _numbered(text: str, chapter: Callable[[str], str], item: Callable[[str, str], str]) -> str:
    """The text with headings numbered in another way: of the chapter's and the item's numeral."""
    lines, above = [], ""
    for line in text.split("\n"):
        if match := _CHAPTER.match(line):
            above = match[1]
            lines.append(chapter(above) + line[match.end() :])
        elif match := _ITEM.match(line):
            lines.append(item(above, match[1]) + line[match.end() :])
        else:
            lines.append(line)
    return "\n".join(lines)


def _blocks(text: str) -> Iterator[tuple[bool, list[str]]]:
    """Runs of paragraphs and of rows of a table."""
    lines = [line for line in text.split("\n") if line.strip()]
    for is_table, run in groupby(lines, key=lambda line: "\t" in line):
        yield is_table, list(run)


def _text(change: Callable[[str], str], encoding: str = "utf-8") -> Write:
    def write(text: str, folder: Path, name: str) -> None:
        (folder / f"{name}.txt").write_bytes(change(text).encode(encoding))

    return write


def _docx(text: str, folder: Path, name: str) -> None:
    document = Document()
    for is_table, lines in _blocks(text):
        if not is_table:
            for line in lines:
                document.add_paragraph(line.strip())
            continue
        rows = [line.split("\t") for line in lines]
        table = document.add_table(len(rows), max(map(len, rows)))
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                table.cell(at, column).text = cell
    document.save(str(folder / f"{name}.docx"))


def _html(text: str, folder: Path, name: str) -> None:
    pieces = []
    for is_table, lines in _blocks(text):
        cells = [[html.escape(cell) for cell in line.split("\t")] for line in lines]
        rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in cells)
        pieces.append(
            f"<table>{rows}</table>"
            if is_table
            else "".join(f"<p>{html.escape(line.strip())}</p>\n" for line in lines)
        )
    page = f"<!DOCTYPE html><html><head><meta charset='utf-8'></head><body>{''.join(pieces)}</body></html>"
    (folder / f"{name}.html").write_text(page, encoding="utf-8")


def _markdown(text: str, folder: Path, name: str) -> None:
    lines = [line for line in text.split("\n") if line.strip()]
    marked = [f"# {lines[0]}", *(f"## {line}" if _CHAPTER.match(line) else line for line in lines[1:])]
    # The rows of a table stay together.
    page = re.sub(r"(\t.*)\n\n(?=.*\t)", r"\1\n", "\n\n".join(marked))
    (folder / f"{name}.md").write_text(page, encoding="utf-8")


LAYOUTS: Mapping[str, Write] = {
    "lines of 30 characters": _text(_wrapped),
    "full width": _text(lambda text: text.translate(_FULL)),
    "half width": _text(lambda text: text.translate(_HALF)),
    "blank lines and indents": _text(lambda text: re.sub(r"\n+", "\n\n　　", text)),
    "1. and 1.1": _text(
        lambda text: _numbered(
            text, lambda n: f"{to_int(n)}. ", lambda above, n: f"{to_int(above)}.{to_int(n)} "
        )
    ),
    "第一章 and 第一节": _text(lambda text: _numbered(text, lambda n: f"第{n}章 ", lambda _, n: f"第{n}节 ")),
    "GB 18030": _text(str, "gb18030"),
    "docx": _docx,
    "html": _html,
    "md": _markdown,
}
