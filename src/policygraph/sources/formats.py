"""What a file is, told by its content, and which reader makes text of it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from policygraph import resources
from policygraph.sources.composing import Content
from policygraph.sources.decode import BinaryFileError, Decoded, DecodeError, decode
from policygraph.sources.foreign import SAVE_OTHERWISE

__all__ = ["ENDINGS", "TEXT_ENDINGS", "is_document", "read_bytes"]

# Endings of files that are looked for in folders; what such a file is, its content tells.
TEXT_ENDINGS = (
    ".txt",
    ".text",
    ".md",
    ".markdown",
    ".html",
    ".htm",
    ".shtml",
    ".mht",
    ".mhtml",
    ".csv",
    ".tsv",
)
ENDINGS = (*TEXT_ENDINGS, ".pdf", ".docx", ".doc", ".wps", ".rtf", ".odt", ".xlsx", ".xls", ".et")
_MARKDOWN = (".md", ".markdown")
_TABLE = (".csv", ".tsv")
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Of less than this header LibreOffice makes a text of signs that nobody wrote.
_OLE_HEADER = 512
_HEAD = 1_024
_TAG = re.compile(
    r"</?(?:html|head|body|meta|title|div|p|span|table|tr|td|br|font|a|h[1-6]|ul|li|script|style)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_PAGE_START = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE
)
_MIN_TAGS = 6
_SAMPLE = 100_000
# What an old file holds inside, in the UTF-16 names of its streams.
_STREAMS = {
    "EncryptedPackage": "",
    "WordDocument": "doc",
    "Workbook": "xls",
    "Book": "xls",
}

_UNREAD: Mapping[str, str] = MappingProxyType(
    {
        "OFD.xml": "an OFD document",
        "ppt/presentation.xml": "a presentation",
        "META-INF/container.xml": "an EPUB book",
    }
)


def is_document(head: bytes) -> bool:
    """Whether the first bytes of a file without a known ending are those of a document."""
    return b"%PDF-" in head or head.startswith(_OLE) or _PAGE_START.match(head.decode("latin-1")) is not None


def read_bytes(data: bytes, ending: str) -> Content:
    """The text of a file.

    Args:
        data: its bytes, which say what it is.
        ending: that of its name in lower case, which counts only between plain text, Markdown and tables.

    Raises:
        DecodeError: it cannot be read; the message says why and what to do.
    """
    if b"%PDF-" in data[:_HEAD]:
        from policygraph.sources.pdf.reader import read_pdf

        return read_pdf(data)
    if data.startswith(_ZIP):
        return _read_package(data)
    if data.startswith(_OLE):
        return _read_old(data)
    if data.startswith(b"{\\rtf"):
        return _read_converted(data, "rtf")
    if data[:_HEAD].lstrip().lower().startswith((b"mime-version:", b"from: <saved by", b'from: "saved by')):
        return _read_html(_page_of_web_archive(data))
    if _is_html(data):
        return _read_html(data)
    if ending in _TABLE:
        from policygraph.sources.office.sheets import read_csv

        return read_csv(data)
    return _read_text(decode(data), ending)


def _read_text(decoded: Decoded, ending: str) -> Content:
    return Content(
        decoded.text,
        decoded.encoding,
        "text/markdown" if ending in _MARKDOWN else "text/plain",
        f"policygraph {resources.VERSION}",
    )


def _read_html(data: bytes) -> Content:
    from policygraph.sources.html.reader import read_html

    return read_html(data)


def _is_html(data: bytes) -> bool:
    """Whether bytes are a web page or a part of one, by its tags, in any encoding that leaves ASCII as it is."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        sample = data[: 2 * _SAMPLE].decode("utf-16", "replace")
    else:
        sample = data[:_SAMPLE].decode("latin-1").removeprefix("ï»¿")
    if _PAGE_START.match(sample):
        return True
    tags = [match[0] for match in _TAG.finditer(sample)]
    return (
        len(tags) >= _MIN_TAGS
        and any(tag.startswith("</") for tag in tags)
        and sample.lstrip().startswith("<")
    )


def _page_of_web_archive(data: bytes) -> bytes:
    """The page in a web archive (MHT); its pictures and styles are not looked at."""
    from email import message_from_bytes
    from email.policy import compat32

    for part in message_from_bytes(data, policy=compat32).walk():
        if part.get_content_type() == "text/html":
            page = part.get_payload(decode=True)
            if isinstance(page, bytes):
                return page
    raise DecodeError("the web archive holds no page; open it in a browser and save it as HTML")


def _read_package(data: bytes) -> Content:
    """A document that is a ZIP archive inside."""
    from policygraph.sources.office.docx import MAIN_PART, read_docx
    from policygraph.sources.office.sheets import WORKBOOK_PART, read_xlsx

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            kind = archive.read("mimetype").decode("latin-1").strip() if "mimetype" in names else ""
    except Exception as error:
        raise DecodeError(
            "the file is a damaged archive (DOCX, XLSX and ZIP are such); get an undamaged copy"
        ) from error
    if MAIN_PART in names:
        return read_docx(data)
    if WORKBOOK_PART in names:
        return read_xlsx(data)
    if kind == "application/vnd.oasis.opendocument.text":
        return _read_converted(data, "odt")
    if kind == "application/vnd.oasis.opendocument.spreadsheet":
        return _read_converted(data, "ods")
    for part, what in _UNREAD.items():
        if part in names:
            raise BinaryFileError(what, SAVE_OTHERWISE)
    raise DecodeError(
        "this is an archive with another ending than .zip, or in an archive; unpack it and name its folder"
    )


def _read_old(data: bytes) -> Content:
    if len(data) < _OLE_HEADER:
        raise DecodeError(
            "this is only the beginning of an old Word, Excel or WPS document; get an undamaged copy"
        )
    stream = next((name for name in _STREAMS if name.encode("utf-16-le") in data), "WordDocument")
    ending = _STREAMS[stream]
    if not ending:
        raise DecodeError("it is protected by a password; save a copy without protection")
    return _read_converted(data, ending)


def _read_converted(data: bytes, ending: str) -> Content:
    from policygraph.sources.office.docx import read_docx
    from policygraph.sources.office.legacy import LEGACY, converted
    from policygraph.sources.office.sheets import read_xlsx

    kind = LEGACY[ending]
    readers: Mapping[str, Callable[[bytes], Content]] = {"docx": read_docx, "xlsx": read_xlsx}
    new, program = converted(data, kind)
    content = readers[kind.wanted](new)
    return replace(content, media_type=kind.media_type, reader=f"{program}, {content.reader}")
