"""Files to sources: which files are documents, and what each of them says."""

from __future__ import annotations

import hashlib
import json
import os
import re
import stat
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import NoReturn

from policygraph.errors import DuplicateDocumentError, SourceError, UsageError, shown
from policygraph.model import Finding, Severity, Source, Span
from policygraph.sources.decode import Decoded, DecodeError, decode
from policygraph.sources.sssom import is_mapping_file

__all__ = ["READERS", "Reader", "discover", "read"]


@dataclass(frozen=True, slots=True)
class Reader:
    """How files of one ending are read: their media type, and what makes text of their bytes.

    ``decode`` raises :class:`~policygraph.sources.decode.DecodeError` for bytes that it cannot read.
    """

    media_type: str
    decode: Callable[[bytes], Decoded]


# By ending in lower case; a format becomes readable by its entry here.
READERS: Mapping[str, Reader] = MappingProxyType(
    {
        ".txt": Reader("text/plain", decode),
        ".text": Reader("text/plain", decode),
        ".md": Reader("text/markdown", decode),
    }
)

# What marks a folder as a build, and where in it the texts of its documents lie.
_MANIFEST, _TEXTS = "manifest.json", "texts"
_IN_MANIFEST = {"format", "policygraph", "documents", "totals"}

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
        re.compile(r"[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]"),
        "private-use characters, which mean nothing without their font",
        "replace them in the source",
    ),
)


def discover(paths: Sequence[Path]) -> list[Path]:
    """The documents in ``paths``, in the order of their names.

    A file that is named stands for itself, whatever its ending: :func:`read` says what is wrong with it. A
    folder stands for the files in it and below that a reader is registered for, but for hidden ones and for
    ``README`` files, which describe a folder. Mapping files (``*.sssom.tsv``) are no documents, and nor is what
    lies in a build below the folder or what a build in the folder itself keeps. A file that is reached twice counts
    once.

    Raises:
        UsageError: a path does not exist, a folder cannot be listed or holds no document, or two files would
            make documents of one name (:class:`~policygraph.errors.DuplicateDocumentError`).
    """
    documents: dict[str, Path] = {}
    for path in paths:
        for file in _files(path):
            known = documents.setdefault(file.stem, file)
            if os.path.realpath(known) != os.path.realpath(file):
                raise DuplicateDocumentError(file.stem, *sorted((known, file)))
    return [documents[name] for name in sorted(documents)]


def read(path: Path) -> Source:
    """The document in the file ``path``; its findings name characters that look like damage.

    Raises:
        SourceError: the file's ending has no reader, or the file cannot be opened, is no text or is empty.
    """
    reader = _reader(path)
    data, modified = _contents(path)
    try:
        decoded = reader.decode(data)
    except DecodeError as error:
        raise SourceError(path, str(error)) from error
    if not decoded.text or decoded.text.isspace():
        raise SourceError(path, "the document is empty; leave it out or fill it")
    return Source(
        name=path.stem,
        file_name=path.name,
        text=decoded.text,
        sha256=hashlib.sha256(data).hexdigest(),
        encoding=decoded.encoding,
        media_type=reader.media_type,
        modified=modified,
        findings=tuple(_findings(decoded.text)),
    )


def _files(path: Path) -> Iterator[Path]:
    if not os.path.isdir(path):  # noqa: PTH112 - Path.is_dir raises where a folder above may not be entered
        if _is_missing(path):
            raise UsageError(f"{shown(path)} does not exist; check the path")
        if not is_mapping_file(path, is_named=True):
            yield path
        return
    empty = True
    for file in _below(path):
        empty = False
        yield file
    if empty and _is_build(path):
        raise UsageError(
            f"{shown(path)} is a build and holds no other document; "
            f"to build from its texts, name {shown(path / _TEXTS)}"
        )
    if empty:
        endings = ", ".join(READERS)
        raise UsageError(f"{shown(path)} holds no document; put files with the ending {endings} into it")


def _is_missing(path: Path) -> bool:
    """Whether nothing has that name; a link that leads nowhere is there, and reading it tells what is wrong."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False
    return False


def _below(folder: Path) -> Iterator[Path]:
    """The documents in a folder and the folders in it; links to folders are not followed, as they can loop."""
    for root, folders, names in os.walk(folder, onerror=_refuse_folder):
        folders[:] = sorted(name for name in folders if _is_of_sources(Path(root, name)))
        for name in sorted(names):
            file = Path(root, name)
            if is_mapping_file(file, is_named=False) or name.startswith(".") or file.stem.lower() == "readme":
                continue
            if _is_readable(file):
                yield file


def _is_of_sources(folder: Path) -> bool:
    """Whether a folder may hold documents: it is not hidden, no build and not the texts that a build keeps."""
    if folder.name.startswith(".") or _is_build(folder):
        return False
    return folder.name != _TEXTS or not _is_build(folder.parent)


def _is_build(folder: Path) -> bool:
    try:
        manifest = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(manifest, dict) and manifest.keys() >= _IN_MANIFEST


def _refuse_folder(error: OSError) -> NoReturn:
    folder = shown(Path(error.filename))
    raise UsageError(f"{folder} cannot be listed ({error.strerror}); check its permissions") from error


def _is_readable(path: Path) -> bool:
    return path.suffix.lower() in READERS


def _reader(path: Path) -> Reader:
    if not _is_readable(path):
        ending = f"the ending {path.suffix}" if path.suffix else "a name without ending"
        raise SourceError(
            path, f"{ending} cannot be read; convert the document to one of {', '.join(READERS)}"
        )
    if shown(path) != str(path):
        raise SourceError(path, "the file's name is not valid UTF-8; rename the file")
    return READERS[path.suffix.lower()]


def _contents(path: Path) -> tuple[bytes, int]:
    """The bytes of a file and the second of its last change."""
    try:
        status = path.stat()
        # Opening a pipe would wait for a writer that may never come.
        if not stat.S_ISREG(status.st_mode):
            kind = "a folder" if stat.S_ISDIR(status.st_mode) else "a device or pipe"
            raise SourceError(path, f"this is {kind}, not a file; name a document")
        return path.read_bytes(), int(status.st_mtime)
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
