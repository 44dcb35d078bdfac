"""DOCX files to text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from policygraph import resources
from policygraph.counting import counted
from policygraph.sources.composing import Composer, Content
from policygraph.sources.decode import DecodeError
from policygraph.sources.limits import Clock
from policygraph.sources.office.numbering import Numbering, Styles, W, value
from policygraph.sources.office.package import Package
from policygraph.sources.spans import Spanning, lay_out

__all__ = ["MAIN_PART", "read_docx"]

MAIN_PART = "word/document.xml"
_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
# What is not, or no longer, part of the text. Moved text stands where it was moved to.
_LEFT_OUT = frozenset(
    {
        f"{W}del",
        f"{W}moveFrom",
        f"{W}instrText",
        f"{W}delText",
        f"{W}rPr",
        f"{W}pPr",
        f"{_COMPATIBLE}Fallback",
    }
)
_SIGNS = {f"{W}tab": " ", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}softHyphen": ""}
_BOX = f"{W}txbxContent"
_PARAGRAPH, _TABLE, _ROW, _CELL = f"{W}p", f"{W}tbl", f"{W}tr", f"{W}tc"
_REFERENCES = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}
_LONGEST_CELL = 1_500
_QUOTED = 20


@dataclass(slots=True)
class _Notes:
    """What was left out on the way."""

    contents: int = 0
    deleted: int = 0
    hidden: list[str] = field(default_factory=list)
    signs: int = 0
    pictures: int = 0


def read_docx(data: bytes) -> Content:
    """The text of a DOCX file, with the numbers that Word generates, tables, footnotes and text boxes.

    Tracked changes are read as if they were accepted. Tables of contents that Word made, page headers and footers are
    left out, and findings say so.

    Raises:
        DecodeError: the file is damaged, protected, too large or without text.
    """
    package = Package(data)
    root = package.xml(MAIN_PART)
    body = root.find(f"{W}body") if root is not None else None
    if body is None:
        raise DecodeError("the DOCX file has no text part; open and save it anew")
    document = _Document(package)
    document.add(body)
    document.note_parts()
    return document.composer.content(media_type=_MEDIA_TYPE, reader=f"policygraph {resources.VERSION}")


class _Document:
    def __init__(self, package: Package) -> None:
        self.composer = Composer()
        self._package = package
        self._styles = Styles.of(package.xml("word/styles.xml"))
        self._numbering = Numbering(package.xml("word/numbering.xml"), self._styles)
        self._footnotes = {
            **_footnotes(package.xml("word/footnotes.xml"), "footnote"),
            **_footnotes(package.xml("word/endnotes.xml"), "endnote"),
        }
        self._notes = _Notes()
        self._clock = Clock()

    def add(self, parent: Element) -> None:
        """Add the paragraphs and tables of a body, cell or text box."""
        for block in _blocks(parent):
            self._clock.check()
            if block.tag == _TABLE:
                self._add_table(block)
            else:
                self._add_paragraph(block)

    def _add_paragraph(self, paragraph: Element) -> None:
        if self._is_contents(paragraph):
            self._notes.contents += 1
            return
        text = self._text(paragraph)
        number = self._number(paragraph) if text.strip() else ""
        for i, line in enumerate(text.split("\n")):
            self.composer.paragraph(number + line.strip() if i == 0 else line)
        self._add_beside(paragraph)

    def _add_beside(self, element: Element) -> None:
        """Footnotes and text boxes follow the paragraph or table that they hang on."""
        for reference in element.iter():
            kind = _REFERENCES.get(reference.tag)
            if kind is None:
                continue
            note = self._footnotes.get((kind, reference.get(f"{W}id", "")))
            if note is not None:
                text = " ".join(self._text(one).strip() for one in note.iter(_PARAGRAPH)).strip()
                self.composer.paragraph(f"注：{text}" if text else "")
        for box in _boxes(element):
            self.add(box)

    def _add_table(self, table: Element) -> None:
        rows = [row for row in _parts(table, _ROW) if _is_kept(row)]
        cells: list[Spanning] = []
        for at, row in enumerate(rows):
            self._clock.check()
            _add_cells(cells, at, row, [self._cell(cell) for cell in _parts(row, _CELL)])
        laid_out = lay_out(cells)
        is_layout = (
            not laid_out or len(laid_out[0]) < 2 or any(len(cell.text) > _LONGEST_CELL for cell in cells)
        )
        if is_layout:
            # A box around text, or columns of it.
            for row in rows:
                for cell in _parts(row, _CELL):
                    self.add(cell)
            return
        self.composer.table(laid_out)
        self._add_beside(table)

    def _cell(self, cell: Element) -> str:
        parts = []
        for paragraph in cell.iter(_PARAGRAPH):
            text = self._text(paragraph).strip()
            parts.append(self._number(paragraph) + text if text else "")
        return " ".join(part for part in parts if part)

    def _number(self, paragraph: Element) -> str:
        number = self._numbering.of(paragraph.find(f"{W}pPr"))
        # 1.1 and a text that begins with a digit would make another number.
        return f"{number} " if number[-1:].isdecimal() else number

    def _text(self, paragraph: Element) -> str:
        parts: list[str] = []
        stack = [paragraph]
        while stack:
            element = stack.pop()
            tag = element.tag
            if tag in _LEFT_OUT or tag == _BOX:
                self._notes.deleted += tag in (f"{W}del", f"{W}moveFrom")
                continue
            if tag in (f"{W}t", f"{_MATH}t"):
                parts.append(element.text or "")
            elif tag in _SIGNS:
                is_page = element.get(f"{W}type") in ("page", "column")
                parts.append("" if is_page else _SIGNS[tag])
            elif tag == f"{W}sym":
                self._notes.signs += 1
            elif tag in (f"{W}drawing", f"{W}pict", f"{W}object"):
                self._notes.pictures += element.find(f".//{_BOX}") is None
            elif tag == f"{W}r" and _is_hidden(element):
                self._notes.hidden += [one.text for one in element.iter(f"{W}t") if one.text]
                continue
            stack += reversed(element)
        return "".join(parts)

    def _is_contents(self, paragraph: Element) -> bool:
        properties = paragraph.find(f"{W}pPr")
        style = value(properties, "pStyle") if properties is not None else ""
        return self._styles.names.get(style, "").lower().startswith("toc ")

    def note_parts(self) -> None:
        """Say what was left out."""
        notes, note = self._notes, self.composer.note
        if notes.contents:
            note(
                "contents-list",
                counted(
                    notes.contents,
                    "line of the table of contents is left out",
                    "lines of the table of contents are left out",
                ),
            )
        if notes.deleted:
            note(
                "changes-accepted",
                counted(
                    notes.deleted,
                    "tracked deletion is read as accepted",
                    "tracked deletions are read as accepted",
                ),
            )
        if notes.hidden:
            note(
                "hidden-text",
                f"{counted(len(notes.hidden), 'piece of hidden text is', 'pieces of hidden text are')} left out "
                f"({_listed(notes.hidden)})",
            )
        if notes.signs:
            note(
                "sign-unread",
                counted(
                    notes.signs,
                    "sign of symbol fonts has no character and is left out",
                    "signs of symbol fonts have no character and are left out",
                ),
            )
        if notes.pictures:
            self.composer.warn(
                "picture-unread",
                f"{counted(notes.pictures, 'picture or object was', 'pictures or objects were')} not read; "
                f"see what {'it shows' if notes.pictures == 1 else 'they show'}",
            )
        texts = sorted(
            {
                text
                for name in self._package.names
                if name.startswith(("word/header", "word/footer")) and name.endswith(".xml")
                if (root := self._package.xml(name)) is not None
                if (text := "".join(one.text or "" for one in root.iter(f"{W}t")).strip())
            }
        )
        if texts:
            note("page-furniture", f"headers and footers of pages are left out ({_listed(texts)})")
        comments = self._package.xml("word/comments.xml")
        count = len(comments) if comments is not None else 0
        if count:
            note(
                "comments",
                counted(count, "comment in the margin is left out", "comments in the margin are left out"),
            )


def _blocks(parent: Element) -> Iterator[Element]:
    """Paragraphs and tables in order, also those in content controls and tracked insertions."""
    stack = list(reversed(parent))
    while stack:
        element = stack.pop()
        if element.tag in (_PARAGRAPH, _TABLE):
            yield element
        elif element.tag not in _LEFT_OUT:
            stack += reversed(element)


def _boxes(element: Element) -> Iterator[Element]:
    """Text boxes, each once: an older form of the same stands beside it."""
    stack = [element]
    while stack:
        one = stack.pop()
        if one.tag == _BOX:
            yield one
        elif one.tag not in _LEFT_OUT:
            stack += reversed(one)


def _parts(parent: Element, tag: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, also those in content controls; not those of a table within."""
    stack = list(reversed(parent))
    while stack:
        element = stack.pop()
        if element.tag == tag:
            yield element
        elif element.tag not in (_TABLE, *_LEFT_OUT):
            stack += reversed(element)


def _is_kept(row: Element) -> bool:
    return row.find(f"{W}trPr/{W}del") is None


def _add_cells(cells: list[Spanning], at: int, row: Element, texts: list[str]) -> None:
    """Add the cells of a row; one that continues the cell above makes that longer."""
    before = row.find(f"{W}trPr")
    column = _int(value(before, "gridBefore")) if before is not None else 0
    for cell, text in zip(_parts(row, _CELL), texts, strict=True):
        properties = cell.find(f"{W}tcPr")
        width = max(1, _int(value(properties, "gridSpan"))) if properties is not None else 1
        merge = properties.find(f"{W}vMerge") if properties is not None else None
        is_continued = merge is not None and merge.get(f"{W}val", "continue") == "continue"
        above = _above(cells, at, column) if is_continued else None
        if above is not None:
            old = cells[above]
            cells[above] = Spanning(old.text + text, old.row, old.column, old.rows + 1, old.columns)
        else:
            cells.append(Spanning(text, at, column, 1, width))
        column += width


def _above(cells: list[Spanning], row: int, column: int) -> int | None:
    """The index of the cell that ends in a column right above a row."""
    for i in range(len(cells) - 1, -1, -1):
        if cells[i].column == column and cells[i].row + cells[i].rows == row:
            return i
    return None


def _int(text: str) -> int:
    return min(int(text), 1_000) if text.isdecimal() and len(text) < 5 else 0


def _is_hidden(run: Element) -> bool:
    vanish = run.find(f"{W}rPr/{W}vanish")
    return vanish is not None and vanish.get(f"{W}val", "1") not in ("0", "false")


def _footnotes(root: Element | None, kind: str) -> dict[tuple[str, str], Element]:
    notes = root.iterfind(f"{W}{kind}") if root is not None else ()
    return {(kind, note.get(f"{W}id", "")): note for note in notes}


def _listed(texts: list[str]) -> str:
    shown = "; ".join(text if len(text) <= _QUOTED else f"{text[:_QUOTED]}…" for text in texts[:5])
    return shown + ("; …" if len(texts) > 5 else "")
