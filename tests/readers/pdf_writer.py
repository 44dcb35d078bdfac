"""Writes PDF files: one or two columns, headers, page numbers, tables with and without rules over page breaks."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph, Spacer, TableStyle
from reportlab.platypus import Table as DrawnTable

from tests.readers.documents import Part
from tests.readers.font import register

__all__ = ["Layout", "pdf"]

_MARGIN = 72
_GUTTER = 24


@dataclass(frozen=True, slots=True)
class Layout:
    """How pages are laid out."""

    columns: int = 1
    header: str = ""
    numbers: str = "— {} —"
    size: float = 14
    has_rules: bool = True
    title: bool = True
    password: str = ""


def pdf(parts: Sequence[Part], layout: Layout | None = None) -> bytes:
    """A PDF file of paragraphs and tables; the first paragraph is its title."""
    layout = layout or Layout()
    font = register(
        layout.header
        + "".join(part if isinstance(part, str) else "".join(map("".join, part)) for part in parts)
    )
    out = io.BytesIO()
    width, height = A4
    column = (width - 2 * _MARGIN - (layout.columns - 1) * _GUTTER) / layout.columns
    frames = [
        Frame(_MARGIN + i * (column + _GUTTER), _MARGIN, column, height - 2 * _MARGIN, 0, 0, 0, 0)
        for i in range(layout.columns)
    ]

    def furniture(canvas: Canvas, _: BaseDocTemplate) -> None:
        canvas.setFont(font, 9)
        canvas.drawCentredString(width / 2, height - 40, layout.header)
        canvas.drawCentredString(width / 2, 40, layout.numbers.format(canvas.getPageNumber()))

    document = BaseDocTemplate(
        out,
        pagesize=A4,
        encrypt=layout.password or None,
        pageTemplates=PageTemplate(frames=frames, onPage=furniture),
    )
    document.build(list(_flowables(parts, layout, column, font)))
    return out.getvalue()


def _flowables(parts: Sequence[Part], layout: Layout, width: float, font: str) -> Sequence[Flowable]:
    body = ParagraphStyle(
        "body",
        fontName=font,
        fontSize=layout.size,
        leading=layout.size * 1.8,
        wordWrap="CJK",
        firstLineIndent=2 * layout.size,
    )
    title = ParagraphStyle(
        "title",
        parent=body,
        fontSize=layout.size * 1.5,
        leading=layout.size * 2.2,
        alignment=TA_CENTER,
        firstLineIndent=0,
    )
    cell = ParagraphStyle(
        "cell", parent=body, fontSize=layout.size * 0.75, leading=layout.size, firstLineIndent=0
    )
    flowables: list[Flowable] = []
    for i, part in enumerate(parts):
        if isinstance(part, str):
            flowables.append(Paragraph(escape(part), title if i == 0 and layout.title else body))
            continue
        columns = len(part[0])
        rows = [[Paragraph(escape(text), cell) for text in row] for row in part]
        style = [("GRID", (0, 0), (-1, -1), 0.5, colors.black)] if layout.has_rules else []
        flowables.append(Spacer(1, layout.size))
        flowables.append(
            DrawnTable(rows, colWidths=[width / columns] * columns, repeatRows=1, style=TableStyle(style))
        )
        flowables.append(Spacer(1, layout.size))
    return flowables
