"""Files that are damaged, disguised or made to do harm, and the sentence that each is refused with."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

import openpyxl
from reportlab.pdfgen.canvas import Canvas

from tests.readers.docx_writer import docx_file
from tests.readers.pdf_writer import Layout, pdf

__all__ = ["FILES", "Hostile"]

_PARTS = ["青岚市节水方案", "一、主要目标", "到2025年，再生水利用率达到25%以上。"]
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BOMB = (
    '<?xml version="1.0"?><!DOCTYPE b [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(10))
    + f']><w:document xmlns:w="{_W}"><w:body><w:p><w:r><w:t>&k;</w:t></w:r></w:p></w:body></w:document>'
)
_OUTSIDE = (
    '<?xml version="1.0"?><!DOCTYPE b [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    f'<w:document xmlns:w="{_W}"><w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>'
)


@dataclass(frozen=True, slots=True)
class Hostile:
    """What a file is, its ending, how it is made, and what its refusal says."""

    what: str
    ending: str
    data: Callable[[], bytes]
    said: str


def packed(**parts: str | bytes) -> bytes:
    """An archive of these parts; __ in a name stands for /, and _dot_ for a dot."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return out.getvalue()


def document(xml: str) -> bytes:
    """A DOCX file with this text part only."""
    return packed(word__document_dot_xml=xml)


def body(content: str) -> str:
    """The text part with this content."""
    return f'<w:document xmlns:w="{_W}"><w:body>{content}</w:body></w:document>'


def cut(data: bytes, share: float = 0.5) -> bytes:
    """The first part of a file."""
    return data[: int(len(data) * share)]


def marked_encrypted(data: bytes) -> bytes:
    """An archive whose files say that they need a password."""
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = data.find(signature)
        while start >= 0:
            flags = struct.unpack_from("<H", data, start + at)[0] | 1
            data = data[: start + at] + struct.pack("<H", flags) + data[start + at + 2 :]
            start = data.find(signature, start + 4)
    return data


def pages(count: int, text: str = "") -> bytes:
    """A PDF file of that many pages."""
    out = io.BytesIO()
    canvas = Canvas(out)
    for _ in range(count):
        canvas.drawString(72, 720, text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def sparse_workbook() -> bytes:
    """A workbook with a value in its last cell."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.cell(1, 1, "任务")
    sheet.cell(1_048_576, 16_384, "末")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


FILES = (
    Hostile("a PDF without end", "pdf", lambda: cut(pdf(_PARTS), 0.3), "PDF is damaged"),
    Hostile("a PDF's first line", "pdf", lambda: b"%PDF-1.7\n", "PDF is damaged"),
    Hostile("a PDF of rubbish", "pdf", lambda: b"%PDF-1.4\n" + bytes(range(256)) * 400, "PDF is damaged"),
    Hostile("a PDF with a password", "pdf", lambda: pdf(_PARTS, Layout(password="x")), "password"),  # noqa: S106
    Hostile("a PDF of 2,000 pages", "pdf", lambda: pages(2_000, "x"), "2,000 pages, more than 1,000"),
    Hostile("a PDF without text", "pdf", lambda: pages(3), "the PDF has no text"),
    Hostile(
        "DOCX in an encoding that there is not",
        "docx",
        lambda: document(f'<?xml version="1.0" encoding="UTF-88"?>{body("")}'),
        "word/document.xml is damaged",
    ),
    Hostile("a picture called PDF", "pdf", lambda: b"\x89PNG\r\n\x1a\n" + bytes(900), "PNG picture"),
    Hostile("a picture called text", "txt", lambda: b"\xff\xd8\xff\xe0" + b"\xc6\xbd" * 900, "JPEG picture"),
    Hostile("a picture called table", "csv", lambda: b"II*\x00" + b"\xc6\xbd" * 900, "TIFF picture"),
    Hostile("a film called Word", "docx", lambda: b"\x00\x00\x00 ftypisom" + bytes(900), "film"),
    Hostile("text called PDF, not Chinese", "pdf", lambda: b"hello", "not a valid .pdf file"),
    Hostile("a DOCX without end", "docx", lambda: cut(docx_file(_PARTS)), "damaged archive"),
    Hostile(
        "an old document's first bytes",
        "doc",
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "only the beginning",
    ),
    Hostile("a DOCX's first bytes", "docx", lambda: b"PK\x03\x04", "damaged archive"),
    Hostile(
        "a DOCX with a cut part", "docx", lambda: document(body("<w:p>")[:-20]), "document.xml is damaged"
    ),
    Hostile("a DOCX with entities", "docx", lambda: document(_BOMB), "defines entities"),
    Hostile("a DOCX with an entity from outside", "docx", lambda: document(_OUTSIDE), "defines entities"),
    Hostile("a DOCX without text", "docx", lambda: document(body("")), "empty"),
    Hostile("a DOCX without body", "docx", lambda: document(f'<w:document xmlns:w="{_W}"/>'), "no text part"),
    Hostile(
        "a DOCX that unpacks to 300 MB",
        "docx",
        lambda: document(body(" " * 300 * 2**20)),
        "unpacks to more than 200 MB",
    ),
    Hostile(
        "a DOCX with elements deep in each other",
        "docx",
        lambda: document(body("<w:sdt><w:sdtContent>" * 20_000 + "</w:sdtContent></w:sdt>" * 20_000)),
        "deep in each other",
    ),
    Hostile(
        "a DOCX with a password in its archive",
        "docx",
        lambda: marked_encrypted(docx_file(_PARTS)),
        "password",
    ),
    Hostile(
        "an Office file with a password",
        "docx",
        lambda: _OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600),
        "password",
    ),
    Hostile("a workbook without end", "xlsx", lambda: cut(sparse_workbook()), "damaged archive"),
    Hostile("a workbook of 17 thousand million cells", "xlsx", sparse_workbook, "more than 1,000,000 cells"),
    Hostile(
        "a workbook with entities",
        "xlsx",
        lambda: packed(xl__workbook_dot_xml='<!DOCTYPE w [<!ENTITY a "b">]><workbook>&a;</workbook>'),
        "defines entities",
    ),
    Hostile(
        "a workbook of nothing",
        "xlsx",
        lambda: packed(xl__workbook_dot_xml="<workbook/>"),
        "workbook is damaged",
    ),
    Hostile("a presentation", "docx", lambda: packed(ppt__presentation_dot_xml="<p/>"), "a presentation"),
    Hostile("an OFD document", "doc", lambda: packed(OFD_dot_xml="<ofd/>"), "OFD document"),
    Hostile("an archive called DOCX", "docx", lambda: packed(a="b"), "archive with another ending"),
    Hostile(
        "a page of scripts", "html", lambda: b"<html><script>x='" + b"a" * 999 + b"'</script></html>", "empty"
    ),
    Hostile("an empty page", "html", lambda: b"<html><body></body></html>", "empty"),
    Hostile(
        "a page of tags deep in each other",
        "html",
        lambda: b"<html>" + b"<div>" * 100_000 + "字".encode(),
        "deep in each",
    ),
    Hostile(
        "a page in an unknown encoding", "html", lambda: b"<html><body>" + b"\x81\xff\x9f" * 99, "encoding"
    ),
    Hostile("a web archive without a page", "mht", lambda: b"MIME-Version: 1.0\n\nnothing", "holds no page"),
    Hostile("a page of 21 MB", "html", lambda: b"<html>" + b"<p>a</p>" * (21 * 2**17), "larger than 20 MB"),
    Hostile(
        "a text of five million characters", "txt", lambda: b"a" * 5_000_000, "more than 4,000,000 characters"
    ),
    Hostile("zeros called text", "txt", lambda: bytes(5_000), "binary data"),
    Hostile("a compressed file called text", "txt", lambda: b"\x1f\x8b\x08" + bytes(99), "gzip archive"),
    Hostile("a RAR archive", "doc", lambda: b"Rar!\x1a\x07" + bytes(99), "RAR archive"),
    Hostile("blanks", "md", lambda: b" \n\t\n" * 9, "empty"),
    Hostile(
        "an archive without end", "zip", lambda: cut(packed(**{"a.txt": "节水" * 99})), "archive is damaged"
    ),
    Hostile("rubbish called an archive", "zip", lambda: b"PK\x03\x04" + bytes(99), "archive is damaged"),
    Hostile(
        "an archive of files with a password",
        "zip",
        lambda: marked_encrypted(packed(**{"a.txt": "节水" * 99})),
        "protected by a password",
    ),
    Hostile(
        "an archive with a file of 300 MB",
        "zip",
        lambda: packed(**{"a.txt": bytes(300 * 2**20)}),
        "larger than 100 MB",
    ),
    Hostile(
        "an archive in an archive",
        "zip",
        lambda: packed(**{"a.docx": packed(b="c")}),
        "archive with another ending",
    ),
)
