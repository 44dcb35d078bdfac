"""PDF files to text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from pypdfium2.version import PYPDFIUM_INFO

from policygraph.sources.composing import Composer, Content
from policygraph.sources.decode import DecodeError
from policygraph.sources.limits import MAX_CHARACTERS, MAX_PAGES, Clock
from policygraph.sources.pdf.furniture import FurnitureLines, find_furniture_lines
from policygraph.sources.pdf.glyphs import PdfPage, read_page
from policygraph.sources.pdf.layout import RuledPage, usual_gutter, usual_margins
from policygraph.sources.pdf.paragraphs import Paragraph, paragraphs

__all__ = ["read_pdf"]

_MEDIA_TYPE = "application/pdf"
# On a page with less than this a picture holds what there is to read.
_MIN_TEXT = 10
_SHOWN = 40
# Letters that no Chinese document uses, but for single names and signs.
_FOREIGN = re.compile("[\u0180-\u02c5\u02cb-\u036f\u0400-\u10ff]")
_MOST_FOREIGN = 0.005


def read_pdf(data: bytes) -> Content:
    """The text of a PDF file.

    Lines are joined into paragraphs over lines, columns and pages; tables have a line a row. Running headers and
    footers, page numbers and watermarks are left out, and findings name them.

    Raises:
        DecodeError: the file is damaged, needs a password, has too many pages or no text.
    """
    clock = Clock()
    document = _open(data)
    try:
        if len(document) > MAX_PAGES:
            raise DecodeError(
                f"the PDF has {len(document):,} pages, more than {MAX_PAGES:,}; split it into its documents"
            )
        pages: list[PdfPage] = []
        size = 0
        for index in range(len(document)):
            clock.check()
            pages.append(_page(document, index))
            size += sum(len(run.text) for run in pages[-1].runs)
            if size > MAX_CHARACTERS:
                raise DecodeError(
                    f"the PDF has more than {MAX_CHARACTERS:,} characters; split it into its documents"
                )
    finally:
        document.close()
    composer = Composer()
    _note_pictures(composer, pages, size)
    _note_garbled(composer, pages, size)
    _compose(composer, pages, clock)
    return composer.content(media_type=_MEDIA_TYPE, reader=f"pypdfium2 {PYPDFIUM_INFO}")


def _open(data: bytes) -> pdfium.PdfDocument:
    try:
        document = pdfium.PdfDocument(data)
        len(document)
    except pdfium.PdfiumError as error:
        if pdfium_c.FPDF_GetLastError() == pdfium_c.FPDF_ERR_PASSWORD or "password" in str(error).lower():
            raise DecodeError("the PDF is protected by a password; save a copy without protection") from error
        raise DecodeError("the PDF is damaged and cannot be opened; get an undamaged copy") from error
    return document


def _page(document: pdfium.PdfDocument, index: int) -> PdfPage:
    try:
        return read_page(document, index)
    except pdfium.PdfiumError as error:
        raise DecodeError(f"page {index + 1} of the PDF is damaged; get an undamaged copy") from error


def _note_pictures(composer: Composer, pages: Sequence[PdfPage], size: int) -> None:
    """Report pages that hold a picture and no text.

    Raises:
        DecodeError: no page has any text.
    """
    if size < _MIN_TEXT:
        raise DecodeError(
            "the PDF has no text, it holds scanned pictures; run it through OCR (text recognition) first"
            if any(page.has_pictures for page in pages)
            else "the PDF has no text; get a copy with text, or run it through OCR (text recognition) first"
        )
    empty = [page.number for page in pages if page.has_pictures]
    if empty:
        composer.warn(
            "page-unread",
            f"{_pages(empty)} only pictures, which were not read; run the PDF through OCR (text recognition)",
        )


def _note_garbled(composer: Composer, pages: Sequence[PdfPage], size: int) -> None:
    """Report fonts that give characters of other scripts, as ˏ for 市: the text looks right on paper only."""
    counts = {page.number: sum(len(_FOREIGN.findall(run.text)) for run in page.runs) for page in pages}
    found = [number for number, count in counts.items() if count]
    if sum(counts.values()) > _MOST_FOREIGN * size:
        composer.warn(
            "text-garbled",
            f"{_pages(found)} characters that the fonts of the PDF do not name rightly; run it through OCR (text "
            "recognition), or get another copy",
        )


def _pages(numbers: Sequence[int]) -> str:
    listed = ", ".join(map(str, numbers[:_SHOWN])) + (" …" if len(numbers) > _SHOWN else "")
    return f"page {listed} holds" if len(numbers) == 1 else f"{len(numbers)} pages ({listed}) hold"


def _compose(composer: Composer, pages: Sequence[PdfPage], clock: Clock) -> None:
    sheets = [RuledPage(page) for page in pages]
    clock.check()
    furniture = find_furniture_lines([sheet.lines for sheet in sheets])
    for sheet, left_out in zip(sheets, furniture.lines, strict=True):
        sheet.leave_out(left_out)
    usual, gutter = usual_margins(sheets), usual_gutter(sheets)
    sizes = Counter(round(line.size, 1) for sheet in sheets for line in sheet.lines for _ in line.text)
    body = sizes.most_common(1)[0][0] if sizes else 0.0
    parts = (part for sheet in sheets for part in sheet.parts(usual, gutter))
    for part in paragraphs(parts, body):
        clock.check()
        if isinstance(part, Paragraph):
            (text, page), *rest = part.pieces
            composer.paragraph(text, page=page)
            for text, page in rest:
                composer.extend(text, page=page)
        else:
            composer.table(part.rows, pages=part.pages)
            if part.repeated:
                composer.note(
                    "table-head-repeated",
                    f"{part.repeated} rows repeat the head of a table on a further page and are left out",
                )
    _note_furniture(composer, furniture, pages)
    unread = [sheet.number for sheet in sheets if sheet.unread_tables]
    if unread:
        composer.warn(
            "table-unread", f"{_pages(unread)} a table without lines between its cells that was read as text"
        )


def _note_furniture(composer: Composer, furniture: FurnitureLines, pages: Sequence[PdfPage]) -> None:
    for text, count in furniture.texts:
        composer.note("page-furniture", f"“{text}” is the header or footer of {count} pages and is left out")
    if furniture.numbered:
        composer.note("page-furniture", f"the page numbers of {furniture.numbered} pages are left out")
    slanted = Counter(text for page in pages for text in page.slanted)
    for text, count in sorted(slanted.items()):
        composer.note(
            "watermark", f"“{text}” stands aslant on {count} pages, as watermarks do, and is left out"
        )
