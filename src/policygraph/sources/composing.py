"""What a reader of files gives: one text, where each of its lines stands in the file, and what was left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from policygraph.model import Block, Finding, Metadata, Severity, Span

__all__ = ["Composer", "Content"]


@dataclass(frozen=True, slots=True)
class Content:
    r"""The text of a file, with ``\n`` as its only line ending, and how it was read.

    ``reader`` names the program and version that read it; ``blocks`` stand in the order of their starts.
    """

    text: str
    encoding: str
    media_type: str
    reader: str
    blocks: tuple[Block, ...] = ()
    findings: tuple[Finding, ...] = ()
    metadata: Metadata = field(default_factory=Metadata)


class Composer:
    """A text under construction: paragraphs with a blank line between them, rows of tables a line each."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []
        self._findings: list[Finding] = []
        self._paragraphs = 0
        self._tables = 0

    def paragraph(self, text: str, *, page: int = 0) -> Span | None:
        """Add a paragraph and return its place in the text, None where it is blank.

        Args:
            text: its characters; line breaks inside become spaces, so that a paragraph stays one line.
            page: the page that it begins on, 0 where the file has none.
        """
        line = _on_one_line(text)
        if not line:
            return None
        self._gap()
        self._paragraphs += 1
        return self._add(line, Block(self._length, page=page, paragraph=self._paragraphs))

    def extend(self, text: str, *, page: int) -> None:
        """Go on with the last paragraph on another page; two words of Latin letters stay apart."""
        line = _on_one_line(text)
        if self._lines and line:
            if _ends_in_letter(self._lines[-1]) and _ends_in_letter(line[0]):
                line = f" {line}"
            # The paragraph's line break is counted already.
            self._blocks.append(Block(self._length - 1, page=page, paragraph=self._paragraphs))
            self._lines[-1] += line
            self._length += len(line)

    def table(
        self,
        rows: Sequence[Sequence[str]],
        *,
        pages: Sequence[int] = (),
        sheet: str = "",
        first_row: int = 1,
    ) -> None:
        """Add a table; rows without any text are left out.

        Args:
            rows: the cells' texts.
            pages: the page of each row.
            sheet: the name of the sheet of a workbook.
            first_row: what the file counts the first of the rows as.
        """
        self._gap()
        self._tables += 1
        for i, row in enumerate(rows):
            cells = [_on_one_line(cell) for cell in row]
            if any(cells):
                # A single cell needs a tab, too, to be told from a paragraph.
                line = "\t".join(cells) if len(cells) > 1 else f"{cells[0]}\t"
                page = pages[i] if pages else 0
                self._add(
                    line, Block(self._length, page=page, table=self._tables, row=first_row + i, sheet=sheet)
                )
        self._gap()

    def note(self, code: str, message: str) -> None:
        """Record what was left out on purpose."""
        self._findings.append(Finding(code, Severity.INFO, message))

    def warn(self, code: str, message: str) -> None:
        """Record what a person has to look after."""
        self._findings.append(Finding(code, Severity.WARNING, message))

    def content(
        self, *, media_type: str, reader: str, encoding: str = "utf-8", metadata: Metadata | None = None
    ) -> Content:
        """The text as it stands, and all that was noted."""
        text = "\n".join(self._lines).rstrip("\n")
        return Content(
            text + "\n" if text else "",
            encoding,
            media_type,
            reader,
            blocks=tuple(self._blocks),
            findings=tuple(self._findings),
            metadata=metadata or Metadata(),
        )

    def _gap(self) -> None:
        if self._lines and self._lines[-1]:
            self._lines.append("")
            self._length += 1

    def _add(self, line: str, block: Block) -> Span:
        span = Span(self._length, self._length + len(line))
        self._blocks.append(block)
        self._lines.append(line)
        self._length += len(line) + 1
        return span


def _on_one_line(text: str) -> str:
    return " ".join(text.replace("\t", " ").split())


def _ends_in_letter(text: str) -> bool:
    return text[-1:].isascii() and text[-1:].isalpha()
