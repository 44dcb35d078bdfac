"""Changed files of a repository: which of them are policy documents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from policygraph.errors import NotADocumentError, SourceError, UsageError
from policygraph.sources.corrections import is_corrections_file
from policygraph.sources.folders import discover, document_file, why_left_out
from policygraph.sources.reader import read
from policygraph.sources.sssom import is_mapping_file

__all__ = ["Changed", "changed"]


@dataclass(frozen=True, slots=True)
class Changed:
    """Paths to check, and the files that are no documents."""

    paths: tuple[Path, ...]
    others: tuple[Path, ...]


def changed(paths: Sequence[Path]) -> Changed:
    """Divide files that somebody changed into documents and others, as if each lay in a folder of documents.

    A document that cannot be read is among the paths to check, where the error is reported; so are mapping files,
    corrections files and folders that hold a document.

    Raises:
        UsageError: a path does not exist.
    """
    others = {path for path in paths if not _is_to_check(path)}
    return Changed(
        tuple(path for path in paths if path not in others), tuple(path for path in paths if path in others)
    )


def _is_to_check(path: Path) -> bool:
    if path.is_dir():
        return _holds_documents(path)
    if is_mapping_file(path, is_named=True) or is_corrections_file(path):
        return True
    if not path.exists():
        raise UsageError(f"{path} does not exist; leave deleted files out (git diff --diff-filter=d)")
    if why_left_out(path) is not None:
        return False
    try:
        read(replace(document_file(path), is_named=False))
    except NotADocumentError:
        return False
    except SourceError:
        return True
    return True


def _holds_documents(folder: Path) -> bool:
    try:
        return bool(discover([folder]).documents)
    except UsageError:
        return False
