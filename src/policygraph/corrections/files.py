"""The corrections files of a build: which lines are about which document."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from policygraph.errors import DocumentFaultError, SourceError
from policygraph.model.corrections import Correction, Outcome, SettledLine
from policygraph.printable import legible
from policygraph.sources.context import is_below
from policygraph.sources.corrections import read_corrections

__all__ = ["Collected", "collect"]


@dataclass(frozen=True, slots=True)
class Collected:
    """What people wrote, by the names of the documents.

    ``unplaced`` are the lines about documents that are not there. ``digests`` are the SHA-256 of the files and
    ``paths`` these files, both by the names that the lines give them.
    """

    lines: Mapping[str, Sequence[Correction]] = field(default_factory=dict)
    unplaced: tuple[SettledLine, ...] = ()
    errors: tuple[SourceError, ...] = ()
    digests: Mapping[str, str] = field(default_factory=dict)
    paths: Mapping[str, Path] = field(default_factory=dict)


def collect(files: Sequence[Path], folders: Sequence[Path], documents: Collection[str]) -> Collected:
    """The lines of ``files``; a file or line that cannot be read is an error, and the rest goes on.

    Args:
        files: the corrections files.
        folders: those from which documents are named: a file below one of them is named from there, too.
        documents: the names of the documents of the build.
    """
    lines: dict[str, list[Correction]] = defaultdict(list)
    unplaced: list[SettledLine] = []
    errors: list[SourceError] = []
    digests: dict[str, str] = {}
    paths: dict[str, Path] = {}
    for path in files:
        name = _name(path, folders)
        if name in paths:
            first = paths[name]
            errors.append(SourceError(path, f"{first} is called {name}, too; rename one of the two"))
            continue
        try:
            data = path.read_bytes()
            read = read_corrections(path, data)
        except OSError as error:
            errors.append(SourceError(path, f"the corrections cannot be read ({error.strerror})"))
            continue
        except SourceError as error:
            errors.append(error)
            continue
        except Exception as error:
            errors.append(DocumentFaultError.of(path, error))
            continue
        errors += read.errors
        digests[name], paths[name] = hashlib.sha256(data).hexdigest(), path
        for line in read.lines:
            document = _document(line.document, name, documents)
            meant = document or line.document
            # Most lines name both as the build does.
            is_said = line.file == name and line.document == meant
            said = line if is_said else replace(line, file=name, document=meant)
            if document is None:
                problem = f"no document {line.document} is in this build"
                unplaced.append(SettledLine(said, Outcome.LOST, None, "", problem, "document"))
            else:
                lines[document].append(said)
    return Collected(dict(lines), tuple(unplaced), tuple(errors), digests, paths)


def _name(path: Path, folders: Sequence[Path]) -> str:
    """The name of a file: its path below the first of the folders that holds it, else its bare name."""
    for folder in folders:
        if is_below(path, folder):
            try:
                return legible(path.resolve().relative_to(folder.resolve()).as_posix())
            except ValueError:
                continue
    return legible(path.name)


def _document(said: str, file: str, documents: Collection[str]) -> str | None:
    """The document that a line means: by its name, by the one beside the file, or by the end of only one name."""
    if said in documents:
        return said
    beside = "/".join((*file.split("/")[:-1], said))
    if beside in documents:
        return beside
    ending = [
        name for name in documents if f"/{name}".endswith(f"/{said}") or f"/{said}".endswith(f"/{name}")
    ]
    return ending[0] if len(ending) == 1 else None
