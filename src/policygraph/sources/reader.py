"""Files to sources: what each document says."""

from __future__ import annotations

import hashlib
import re
import stat
from collections.abc import Iterator
from pathlib import Path

from policygraph.errors import NotADocumentError, SourceError, shown
from policygraph.model import Finding, Severity, Source, Span
from policygraph.printable import legible, one_line
from policygraph.sources.archives import read_member
from policygraph.sources.characters import FONT_SIGNS
from policygraph.sources.composing import Content
from policygraph.sources.decode import DecodeError, NoDocumentError
from policygraph.sources.folders import DocumentFile
from policygraph.sources.formats import TEXT_ENDINGS, read_bytes
from policygraph.sources.limits import MAX_CHARACTERS, MAX_FILE

__all__ = ["read"]

_CHINESE = re.compile(r"[\u4e00-\u9fff]")
# Characters that no document means to have: what they are and what to do. A form feed is a page break.
_FAULTS = (
    (
        "undecodable-characters",
        re.compile(r"\ufffd"),
        "bytes that could not be decoded, read as U+FFFD",
        "replace the file by an undamaged copy",
    ),
    (
        "control-characters",
        re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]"),
        "control characters",
        "remove them from the source",
    ),
    (
        "private-use-characters",
        re.compile(rf"(?!{FONT_SIGNS})[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]"),
        "private-use characters, which mean nothing without their font",
        "replace them in the source",
    ),
)


def read(file: DocumentFile) -> Source:
    """What a document says; its findings name what was left out and characters that look like damage.

    Raises:
        NotADocumentError: the file is none, and stands in a folder or archive where it may.
        SourceError: its name cannot name a document, or it cannot be opened, cannot be read or is empty.
    """
    path = file.place
    _check_name(file)
    data = read_member(file.path, file.member) if file.member else _contents(path)
    content = _content(file, data)
    if not any(map(one_line, content.text.splitlines())):
        raise SourceError(path, "the document is empty; leave it out or fill it")
    if len(content.text) > MAX_CHARACTERS:
        raise SourceError(
            path, f"it has more than {MAX_CHARACTERS:,} characters; split it into its documents"
        )
    if not file.is_named and not _CHINESE.search(content.text):
        if path.suffix.lower() not in TEXT_ENDINGS:
            raise SourceError(
                path, f"this is not a valid {path.suffix} file; get an undamaged copy, or correct its ending"
            )
        raise NotADocumentError(
            path, "it holds no Chinese text; name the file itself to read it", is_table=False
        )
    return Source(
        name=file.name,
        file_name=file.file_name,
        text=content.text,
        sha256=hashlib.sha256(data).hexdigest(),
        encoding=content.encoding,
        media_type=content.media_type,
        findings=(*content.findings, *_findings(content.text)),
        reader=content.reader,
        blocks=content.blocks,
        metadata=content.metadata,
    )


def _content(file: DocumentFile, data: bytes) -> Content:
    try:
        return read_bytes(data, Path(file.member or file.path).suffix.lower())
    except NoDocumentError as error:
        if file.is_named:
            raise SourceError(file.place, str(error)) from error
        raise NotADocumentError(file.place, str(error), is_table=True) from error
    except DecodeError as error:
        raise SourceError(file.place, str(error)) from error


def _check_name(file: DocumentFile) -> None:
    path = file.place
    if shown(path) != legible(str(path)):
        raise SourceError(path, "the file's name is neither UTF-8 nor GB18030; rename the file")
    if file.name in (".", ".."):
        # In an IRI these two mean a folder, and programs resolve them away.
        raise SourceError(path, f"{file.name!r} cannot be the name of a document; rename the file")


def _contents(path: Path) -> bytes:
    try:
        status = path.stat()
        # Opening a pipe would wait for a writer that may never come.
        if not stat.S_ISREG(status.st_mode):
            kind = "a folder" if stat.S_ISDIR(status.st_mode) else "a device or pipe"
            raise SourceError(path, f"this is {kind}, not a file; name a document")
        if status.st_size > MAX_FILE:
            raise SourceError(
                path, f"the file is larger than {MAX_FILE // 2**20} MB; split it or leave it out"
            )
        return path.read_bytes()
    except OSError as error:
        raise SourceError(path, f"the file cannot be read ({error.strerror}); check it") from error


def _findings(text: str) -> Iterator[Finding]:
    """One finding for each kind of fault, at the first of its characters."""
    for code, pattern, what, remedy in _FAULTS:
        first = pattern.search(text)
        if first is None:
            continue
        count = sum(1 for _ in pattern.finditer(text, first.start()))
        line = text.count("\n", 0, first.start()) + 1
        message = f"{what} ({count}, the first on line {line}): {remedy}"
        yield Finding(code, Severity.WARNING, message, Span(*first.span()))
