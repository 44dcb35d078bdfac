"""Files to sources: which files are documents, what they are called, and what each of them says."""

from __future__ import annotations

import hashlib
import json
import os
import re
import stat
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import NoReturn

from policygraph.errors import DuplicateDocumentError, SourceError, UsageError, shown
from policygraph.model import Finding, Severity, Source, Span
from policygraph.model.folder import MANIFEST, named_files
from policygraph.sources.decode import Decoded, DecodeError, decode
from policygraph.sources.sssom import is_mapping_file

__all__ = ["READERS", "Discovered", "DocumentFile", "Reader", "discover", "document_file", "read"]


@dataclass(frozen=True, slots=True)
class Reader:
    """How files of one ending are read: their media type, and what makes text of their bytes.

    ``decode`` raises :class:`~policygraph.sources.decode.DecodeError` for bytes that it cannot read.
    """

    media_type: str
    decode: Callable[[bytes], Decoded]


@dataclass(frozen=True, slots=True)
class DocumentFile:
    """A file that is to be read, and the names that it has wherever it is spoken of.

    ``file_name`` is its path below the root, with ``/`` between folders; ``name``, which names the document, is the
    same without the ending and in Unicode's form C, as one system stores é as one character and the next as two.
    """

    path: Path
    name: str
    file_name: str


@dataclass(frozen=True, slots=True)
class Discovered:
    """Documents in the order of their names, and files that cannot be documents beside these."""

    documents: tuple[DocumentFile, ...]
    errors: tuple[SourceError, ...] = ()


# By ending in lower case; a format becomes readable by its entry here.
READERS: Mapping[str, Reader] = MappingProxyType(
    {
        ".txt": Reader("text/plain", decode),
        ".text": Reader("text/plain", decode),
        ".md": Reader("text/markdown", decode),
    }
)

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


def discover(paths: Sequence[Path], root: Path | None = None) -> Discovered:
    """The documents in ``paths``.

    A file that is named stands for itself, whatever its ending: :func:`read` says what is wrong with it. A
    folder stands for the files in it and below that a reader is registered for, but for hidden ones and for
    ``README`` files, which describe a folder. Mapping files (``*.sssom.tsv``) are no documents, and nor is what
    lies in a build below the folder, or a file of the build that the folder itself is or is a part of. A file that
    is reached twice counts once, under the longer of its names. Where two files would make documents of one name,
    the first by its path does, and the other is an error.

    Args:
        paths: files and folders.
        root: the folder that names of documents start from; None for the folder that was given, and for a file that
            was given alone its own.

    Raises:
        UsageError: a path does not exist or lies outside ``root``, or a folder cannot be listed or holds no
            document.
    """
    if root is not None and not os.path.isdir(root):  # noqa: PTH112 - as below
        raise UsageError(f"the root {shown(root)} is no folder; name one that holds all sources")
    reached: dict[Path, DocumentFile] = {}
    for path in paths:
        start = root or (path if os.path.isdir(path) else None)  # noqa: PTH112 - as below
        for file in (document_file(file, start) for file in _files(path)):
            place = Path(os.path.realpath(file.path.parent), file.path.name)
            reached[place] = min(reached.get(place, file), file, key=_shortness)
    return _distinct(reached.values())


def document_file(path: Path, root: Path | None = None) -> DocumentFile:
    """The file ``path`` with its names below the folder ``root``, or without one below its own folder.

    Raises:
        UsageError: the file lies outside ``root``.
    """
    below = _below_root(path, root) if root else Path(path.name)
    file_name = below.as_posix()
    name = file_name.removesuffix(below.suffix)
    return DocumentFile(path, unicodedata.normalize("NFC", name), file_name)


def read(file: DocumentFile) -> Source:
    """What a document says; its findings name characters that look like damage.

    Raises:
        SourceError: the file's ending has no reader, its name cannot name a document, or it cannot be opened, is no
            text or is empty.
    """
    path = file.path
    reader = _reader(file)
    data = _contents(path)
    try:
        decoded = reader.decode(data)
    except DecodeError as error:
        raise SourceError(path, str(error)) from error
    if not decoded.text or decoded.text.isspace():
        raise SourceError(path, "the document is empty; leave it out or fill it")
    return Source(
        name=file.name,
        file_name=file.file_name,
        text=decoded.text,
        sha256=hashlib.sha256(data).hexdigest(),
        encoding=decoded.encoding,
        media_type=reader.media_type,
        findings=tuple(_findings(decoded.text)),
    )


def _shortness(file: DocumentFile) -> tuple[int, str]:
    """Puts the longer name first; of two ways to write a path always the same."""
    return -file.name.count("/"), str(file.path)


def _distinct(files: Iterable[DocumentFile]) -> Discovered:
    by_name: dict[str, DocumentFile] = {}
    errors = []
    for file in sorted(files, key=lambda file: (file.name, str(file.path))):
        first = by_name.setdefault(file.name, file)
        # Two links to one file are no two documents.
        if os.path.realpath(first.path) != os.path.realpath(file.path):
            errors.append(DuplicateDocumentError(file.path, file.name, first.path))
    return Discovered(tuple(by_name.values()), tuple(errors))


def _below_root(path: Path, root: Path) -> Path:
    """The path below ``root``, as it is written or else where links lead."""
    # Path.resolve would follow links, under which the user knows other names.
    written, start = (Path(os.path.abspath(name)) for name in (path, root))  # noqa: PTH100
    if not written.is_relative_to(start):
        written = Path(os.path.realpath(path.parent), path.name)
        start = Path(os.path.realpath(root))
    if not written.is_relative_to(start):
        raise UsageError(
            f"{shown(path)} lies outside the root {shown(root)}; name a folder above it with --root"
        )
    return written.relative_to(start)


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
    if empty and _files_of_builds(path):
        raise UsageError(
            f"{shown(path)} holds no document but the files of a build; name the sources that it was built from"
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
    of_builds = _files_of_builds(folder)
    for root, folders, names in os.walk(folder, onerror=_refuse_folder):
        folders[:] = sorted(name for name in folders if _is_of_sources(Path(root, name)))
        for name in sorted(names):
            file = Path(root, name)
            if is_mapping_file(file, is_named=False) or name.startswith(".") or file.stem.lower() == "readme":
                continue
            if _is_readable(file) and not (of_builds and os.path.realpath(file) in of_builds):
                yield file


def _is_of_sources(folder: Path) -> bool:
    """Whether a folder may hold documents: it is not hidden, and no build."""
    return not folder.name.startswith(".") and _files_of_build(folder) is None


def _files_of_builds(folder: Path) -> set[str]:
    """The real paths of the files of the build that a folder is, or that it is a part of."""
    above = Path(os.path.realpath(folder))
    return {
        os.path.realpath(build / name)
        for build in (above, above.parent)
        for name in _files_of_build(build) or ()
    }


def _files_of_build(folder: Path) -> frozenset[str] | None:
    """The files that a build in the folder itself names; None where there is none."""
    try:
        return named_files(json.loads((folder / MANIFEST).read_text(encoding="utf-8")))
    except (OSError, ValueError, RecursionError):
        return None


def _refuse_folder(error: OSError) -> NoReturn:
    folder = shown(Path(error.filename))
    raise UsageError(f"{folder} cannot be listed ({error.strerror}); check its permissions") from error


def _is_readable(path: Path) -> bool:
    return path.suffix.lower() in READERS


def _reader(file: DocumentFile) -> Reader:
    path = file.path
    if not _is_readable(path):
        ending = f"the ending {path.suffix}" if path.suffix else "a name without ending"
        raise SourceError(
            path, f"{ending} cannot be read; convert the document to one of {', '.join(READERS)}"
        )
    if shown(path) != str(path):
        raise SourceError(path, "the file's name is not valid UTF-8; rename the file")
    if file.name in (".", ".."):
        # In an IRI these two mean a folder, and programs resolve them away.
        raise SourceError(path, f"{file.name!r} cannot be the name of a document; rename the file")
    return READERS[path.suffix.lower()]


def _contents(path: Path) -> bytes:
    try:
        status = path.stat()
        # Opening a pipe would wait for a writer that may never come.
        if not stat.S_ISREG(status.st_mode):
            kind = "a folder" if stat.S_ISDIR(status.st_mode) else "a device or pipe"
            raise SourceError(path, f"this is {kind}, not a file; name a document")
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
