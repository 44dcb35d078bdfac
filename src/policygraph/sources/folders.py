"""Files and folders to documents: which files are documents, what they are called, and which stand beside them."""

from __future__ import annotations

import hashlib
import json
import os
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from enum import StrEnum
from fnmatch import fnmatchcase
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import NoReturn

from policygraph.errors import DuplicateDocumentError, SourceError, UsageError, shown
from policygraph.model.folder import MANIFEST, named_files
from policygraph.printable import legible
from policygraph.sources.archives import is_zip, members_of
from policygraph.sources.corrections import is_corrections_file
from policygraph.sources.formats import ENDINGS, is_document
from policygraph.sources.sssom import is_mapping_file

__all__ = [
    "EVERYTHING",
    "Discovered",
    "DocumentFile",
    "FilePatterns",
    "LeftOut",
    "Why",
    "discover",
    "document_file",
    "find_again",
    "why_left_out",
]

_HEAD = 1_024
_MOST_FILES = 20_000
_PICTURES = frozenset(
    [".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".webp", ".svg", ".ico", ".heic"]
)


class Why(StrEnum):
    """Why a file in a folder is no document."""

    README = "description of a folder"
    HIDDEN = "hidden file"
    MAPPING = "mapping file"
    CORRECTIONS = "corrections file"
    PICTURE = "picture"
    EXCLUDED = "left out by --include or --exclude"
    TABLE = "table without a head of tasks or indicators"
    FOREIGN = "text without Chinese"
    OTHER = "file of another kind"


@dataclass(frozen=True, order=True, slots=True)
class LeftOut:
    """A file in a folder that is no document: its path below the root, and why."""

    file_name: str
    why: Why


@dataclass(frozen=True, slots=True)
class FilePatterns:
    """Which files of a folder are looked at: those whose path below it, or name, one pattern fits; all without any."""

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()

    def takes(self, path: str) -> bool:
        """Whether it takes the file with that path below the folder (``/`` between folders)."""
        return (not self.include or _fits(path, self.include)) and not _fits(path, self.exclude)


EVERYTHING = FilePatterns()


@dataclass(frozen=True, slots=True)
class DocumentFile:
    """A file that is to be read, and the names that it has wherever it is spoken of.

    ``file_name`` is its path below the root, with ``/`` between folders; ``name``, which names the document, is the
    same without the ending and in Unicode's form C, as one system stores é as one character and the next as two.
    ``member`` is the name of the file within the archive ``path``, '' where it lies in none. ``is_named`` says that a
    person named the file itself, and not the folder or archive that it lies in.
    """

    path: Path
    name: str
    file_name: str
    member: str = ""
    is_named: bool = field(default=False, compare=False)

    @property
    def place(self) -> Path:
        """Where it lies, as people are told; in an archive as in a folder."""
        return self.path / self.member if self.member else self.path


@dataclass(frozen=True, slots=True)
class Discovered:
    """Documents in the order of their names, files that cannot be documents beside these, and files that are none."""

    documents: tuple[DocumentFile, ...]
    errors: tuple[SourceError, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


def discover(
    paths: Sequence[Path], root: Path | None = None, selection: FilePatterns = EVERYTHING
) -> Discovered:
    """The documents in ``paths``.

    A file that is named stands for itself, whatever its ending: :func:`read` says what is wrong with it. A
    folder or a ZIP archive stands for the files in it and below whose ending or content is that of a document, but for
    hidden ones and for ``README`` files, which describe a folder. Mapping files (``*.sssom.tsv``) and corrections files
    (``*.corrections.tsv``) are no documents, and nor is what lies in a build below the folder, or a file of the build
    that the folder itself is or is a part of. A file that is reached twice counts once, under the longer of its names.
    Where two files would make documents of one name, the first by its path does, and the other is an error.

    Args:
        paths: files and folders.
        root: the folder that names of documents start from; None for the folder that was given, and for a file that
            was given alone its own.
        selection: which files of folders are looked at.

    Raises:
        UsageError: a path does not exist or lies outside ``root``, or a folder cannot be listed or holds no
            document.
    """
    if root is not None and not os.path.isdir(root):  # noqa: PTH112 - as below
        raise UsageError(f"the root {shown(root)} is not a folder; name one that holds all sources")
    search = _Search(root, selection)
    for path in paths:
        search.add(path)
    found = _distinct(search.reached.values())
    return Discovered(found.documents, (*search.errors, *found.errors), tuple(sorted(search.left_out)))


def why_left_out(file: Path) -> Why | None:
    """Why a file would be left out by its name and first bytes if it lay in a folder; None where it may be read."""
    return _why_in_folder(file, EVERYTHING, file.name)


def document_file(path: Path, root: Path | None = None) -> DocumentFile:
    """The file ``path`` with its names below the folder ``root``, or without one below its own folder.

    Raises:
        UsageError: the file lies outside ``root``.
    """
    below = _below_root(path, root) if root else Path(path.name)
    file_name = legible(below.as_posix())
    name = file_name.removesuffix(PurePosixPath(file_name).suffix)
    return DocumentFile(path, unicodedata.normalize("NFC", name), file_name, is_named=True)


def find_again(wanted: Mapping[str, tuple[str, str]], folder: Path) -> dict[str, Path]:
    """The files that documents were read from, by the documents' names, as paths from ``folder``.

    A build names its files from the folder that was given to it, which is not known any more. A file is one whose path
    ends like that name and whose bytes are the same; of several the first. Hidden folders and builds are passed over,
    and so is what lies behind the first 20,000 files.

    Args:
        wanted: the path below its root and the SHA-256 of each document's file.
        folder: where to look.
    """
    by_name: dict[str, list[str]] = {}
    for name, (file, _) in wanted.items():
        by_name.setdefault(PurePosixPath(file).name, []).append(name)
    found: dict[str, Path] = {}
    # A folder that may not be listed holds none of them that could be shown.
    with suppress(UsageError):
        for path in islice(_below(folder), _MOST_FILES):
            below = PurePosixPath(legible(path.as_posix()))
            for name in by_name.get(below.name, ()):
                file, digest = wanted[name]
                if name not in found and f"/{below}".endswith(f"/{file}") and _digest(path) == digest:
                    found[name] = path
    return found


def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _shortness(file: DocumentFile) -> tuple[int, str]:
    """Puts the longer name first; of two ways to write a path always the same."""
    return -file.name.count("/"), str(file.place)


def _distinct(files: Iterable[DocumentFile]) -> Discovered:
    by_name: dict[str, DocumentFile] = {}
    errors = []
    for file in sorted(files, key=lambda file: (file.name, str(file.place))):
        first = by_name.setdefault(file.name, file)
        # Two links to one file are no two documents.
        if first is not file and os.path.realpath(first.place) != os.path.realpath(file.place):
            errors.append(DuplicateDocumentError(file.place, file.name, first.place))
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


class _Search:
    """Looks for documents in one path after the other."""

    def __init__(self, root: Path | None, selection: FilePatterns) -> None:
        self.reached: dict[Path, DocumentFile] = {}
        self.errors: list[SourceError] = []
        self.left_out: set[LeftOut] = set()
        self._root = root
        self._selection = selection
        # Where links lead, of folders: files lie in a few.
        self._homes: dict[Path, str] = {}

    def add(self, path: Path) -> None:
        """Look at a path that was given.

        Raises:
            UsageError: as of :func:`discover`.
        """
        if os.path.isdir(path):  # noqa: PTH112 - Path.is_dir raises where a folder above may not be entered
            self._add_folder(path)
            return
        if _is_missing(path):
            raise UsageError(f"{shown(path)} does not exist; check the path")
        if not (is_mapping_file(path, is_named=True) or is_corrections_file(path)):
            self._take(document_file(path, self._root))

    def _add_folder(self, folder: Path) -> None:
        whys: list[Why | None] = []
        for file in _below(folder):
            found = replace(document_file(file, self._root or folder), is_named=False)
            whys.append(why := _why_in_folder(file, self._selection, file.relative_to(folder).as_posix()))
            if why is None:
                self._take(found)
            else:
                self.left_out.add(LeftOut(found.file_name, why))
        if None not in whys:
            raise _nothing_in(folder, whys)

    def _take(self, file: DocumentFile) -> None:
        if is_zip(file.path) and not file.member:
            self._add_archive(file)
            return
        folder = file.path.parent
        home = self._homes.get(folder) or self._homes.setdefault(folder, os.path.realpath(folder))
        place = Path(home, file.path.name, file.member)
        other = self.reached.get(place, file)
        first = min(other, file, key=_shortness)
        self.reached[place] = replace(first, is_named=file.is_named or other.is_named)

    def _add_archive(self, file: DocumentFile) -> None:
        try:
            members = members_of(file.path)
        except SourceError as error:
            self.errors.append(error)
            return
        before = len(self.reached)
        for member in members:
            path = PurePosixPath(member)
            file_name = f"{file.file_name}/{member}"
            why = self._why_not_member(path)
            if why is None:
                name = unicodedata.normalize("NFC", f"{file.name}/{member.removesuffix(path.suffix)}")
                self._take(DocumentFile(file.path, name, file_name, member))
            else:
                self.left_out.add(LeftOut(file_name, why))
        if file.is_named and len(self.reached) == before:
            self.errors.append(SourceError(file.path, "the archive holds no document; name another one"))

    def _why_not_member(self, path: PurePosixPath) -> Why | None:
        if any(part.startswith((".", "__MACOSX")) for part in path.parts):
            return Why.HIDDEN
        why = _why_not(path, self._selection, path.as_posix())
        return why or (None if path.suffix.lower() in ENDINGS else Why.OTHER)


def _why_in_folder(file: Path, selection: FilePatterns, below: str) -> Why | None:
    """Why a file in a folder is no document; None where it may be one."""
    why = _why_not(file, selection, below)
    if why or file.suffix.lower() in ENDINGS or is_zip(file):
        return why
    return None if _looks_like_one(file) else Why.OTHER


def _why_not(file: PurePosixPath | Path, selection: FilePatterns, below: str) -> Why | None:
    if file.name.startswith("."):
        return Why.HIDDEN
    if is_mapping_file(Path(file), is_named=False):
        return Why.MAPPING
    if is_corrections_file(Path(file)):
        return Why.CORRECTIONS
    if file.name.lower().partition(".")[0] == "readme":
        return Why.README
    if file.suffix.lower() in _PICTURES:
        return Why.PICTURE
    return None if selection.takes(below) else Why.EXCLUDED


def _looks_like_one(file: Path) -> bool:
    """Whether a file without a known ending is a document by its first bytes."""
    try:
        with file.open("rb") as opened:
            return is_document(opened.read(_HEAD))
    except OSError:
        return False


def _fits(path: str, patterns: Iterable[str]) -> bool:
    name = path.rpartition("/")[2]
    return any(fnmatchcase(path, pattern) or fnmatchcase(name, pattern) for pattern in patterns)


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
    """The files in a folder and the folders in it; links to folders are not followed, as they can loop."""
    of_builds = _files_of_builds(folder)
    for root, folders, names in os.walk(folder, onerror=_refuse_folder):
        folders[:] = sorted(name for name in folders if _is_of_sources(Path(root, name)))
        for name in sorted(names):
            file = Path(root, name)
            if not (of_builds and os.path.realpath(file) in of_builds):
                yield file


def _is_of_sources(folder: Path) -> bool:
    """Whether a folder may hold documents: it is not hidden, and no build."""
    return not folder.name.startswith(".") and _files_of_build(folder) is None


def _nothing_in(folder: Path, whys: Collection[Why | None]) -> UsageError:
    name, endings = shown(folder), ", ".join(ENDINGS)
    if _files_of_builds(folder):
        why = f"{name} holds no document but the files of a build; name the sources that it was built from"
    elif Why.EXCLUDED in whys:
        why = f"{name} holds no document that --include and --exclude leave; change them"
    elif whys:
        why = f"{name} holds no document among its {len(whys):,} files; put files with the ending {endings} into it"
    else:
        why = f"{name} holds no document; put files with the ending {endings} into it"
    return UsageError(why)


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
