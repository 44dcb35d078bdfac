"""Writes DOCX files with python-docx, their headings numbered by Word."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.text.paragraph import Paragraph

from tests.readers.documents import Part, heading_of

__all__ = ["add_numbering", "docx_file", "number", "saved"]

_LEVELS = (("chineseCountingThousand", "%1、"), ("chineseCountingThousand", "（%2）"), ("decimal", "%3."))


def docx_file(parts: Sequence[Part], *, numbered: bool = True) -> bytes:
    """A DOCX file of paragraphs and tables; with ``numbered`` no number of a heading stands in its text."""
    document = docx.Document()
    key = add_numbering(document, _LEVELS)
    for part in parts:
        if isinstance(part, str):
            heading = heading_of(part) if numbered else None
            paragraph = document.add_paragraph(heading.text if heading else part)
            if heading:
                number(paragraph, key, heading.level)
            continue
        table = document.add_table(len(part), len(part[0]))
        for i, row in enumerate(part):
            for j, text in enumerate(row):
                table.cell(i, j).text = text
    return saved(document)


def add_numbering(document: Document, levels: Sequence[tuple[str, str]], *, start: int = 1) -> int:
    """Add a list of these levels (format and text of each) and return its number."""
    numbering = document.part.numbering_part.element
    key = 900 + len(numbering)
    written = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="{1 if i else start}"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for i, (form, text) in enumerate(levels)
    )
    shared = parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{key}">{written}</w:abstractNum>')
    numbering.insert(0, shared)
    numbering.append(
        parse_xml(f'<w:num {nsdecls("w")} w:numId="{key}"><w:abstractNumId w:val="{key}"/></w:num>')
    )
    return key


def number(paragraph: Paragraph, key: int, level: int) -> None:
    """Let Word number a paragraph."""
    numbered: Any = parse_xml(
        f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{key}"/></w:numPr>'
    )
    paragraph._p.get_or_add_pPr().append(numbered)


def saved(document: Document) -> bytes:
    """The bytes of the file."""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
