"""Some files of a folder, read among all the others there, as their facts depend on these."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from policygraph.errors import DuplicateDocumentError
from policygraph.sources.folders import EVERYTHING, Discovered, DocumentFile, FilePatterns, discover

__all__ = ["InContext", "discover_in", "is_below"]


@dataclass(frozen=True, slots=True)
class InContext:
    """All documents of a folder, and the names of those that were asked for."""

    found: Discovered
    names: frozenset[str]


def discover_in(context: Path, paths: Sequence[Path], selection: FilePatterns = EVERYTHING) -> InContext:
    """The documents of the folder ``context``, where those in ``paths`` take the place of others of their names.

    Files below the folder are named from there, others as :func:`discover` names them without a root. ``selection``
    says which files of folders are looked at.

    Raises:
        UsageError: a path does not exist, or a folder cannot be listed or holds no document.
    """
    inside = discover([path for path in paths if is_below(path, context)], context, selection)
    outside = discover([path for path in paths if not is_below(path, context)], selection=selection)
    asked: dict[str, DocumentFile] = {file.name: file for file in inside.documents}
    clashes = []
    for file in outside.documents:
        first = asked.setdefault(file.name, file)
        if first is not file:
            clashes.append(DuplicateDocumentError(file.place, file.name, first.place))
    around = discover([context], selection=selection)
    every = {file.name: file for file in around.documents} | asked
    return InContext(
        Discovered(
            tuple(every[name] for name in sorted(every)),
            (*around.errors, *inside.errors, *outside.errors, *clashes),
            tuple(sorted({*around.left_out, *inside.left_out, *outside.left_out})),
        ),
        frozenset(asked),
    )


def is_below(path: Path, folder: Path) -> bool:
    """Whether ``path`` lies in ``folder`` or is it, as it is written or where links lead."""
    written = (Path(os.path.abspath(one)) for one in (path, folder))  # noqa: PTH100 - as the reader names files
    below, above = written
    real = Path(os.path.realpath(path.parent), path.name)
    return below.is_relative_to(above) or real.is_relative_to(os.path.realpath(folder))
