"""Writing what people decide to the corrections files beside the plans, and taking it back.

Only whole lines are added at the end of a file; nothing else in it changes. Several readers may write at the same time,
and several servers, which hold the folder meanwhile. Other programs may too: a file that changed is read anew.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from policygraph.errors import UsageError, shown
from policygraph.files import held_folder, staged_file
from policygraph.model.corrections import Correction, Decision
from policygraph.sources.corrections import discover_corrections, read_corrections
from policygraph.sources.folders import discover
from policygraph.sources.written_corrections import with_lines

__all__ = ["ClashError", "Editor", "Written"]

_TRIES = 5
# How many seconds to wait for another server; each takes some milliseconds.
_PATIENCE = 10.0
# So many decisions can be taken back, the last one first.
_MOST_KEPT = 1000


class ClashError(UsageError):
    """Somebody else decided about the same thing, or changed the file, meanwhile."""


@dataclass(frozen=True, slots=True)
class Written:
    """Lines that were written: where, how long the file was before, and its digest since."""

    id: str
    file: Path
    lines: tuple[Correction, ...]
    size: int
    sha256: str


class Editor:
    """Writes lines to the corrections files of plans; can be used by many threads."""

    def __init__(self, plans: Sequence[Path]) -> None:
        """``plans`` are documents and folders of documents."""
        self._plans = tuple(plans)
        self._written: dict[str, Written] = {}
        self._lock = Lock()

    def written(self, key: str) -> Written | None:
        """What was written under an id, unless it was taken back."""
        return self._written.get(key)

    @property
    def last(self) -> Sequence[Written]:
        """What can be taken back, if nobody changed the files: of each file the last that was written."""
        with self._lock:
            return list({one.file: one for one in self._written.values()}.values())

    def write(self, document: str, lines: Sequence[Correction]) -> Written:
        """Write lines about a document to the file beside it, which is made where there is none.

        Raises:
            ClashError: a line of the file decides about the same already.
            UsageError: the document is not there any more, or the file cannot be written.
            SourceError: the file cannot hold the lines.
        """
        with self._lock, _alone(file := self._file_of(document)):
            for _ in range(_TRIES):
                before = _bytes(file)
                _refuse_clash(file, before, lines)
                after = with_lines(file, before or b"", lines)
                if _put(file, before, after):
                    break
            else:
                raise _written_by_others(file)
            read = read_corrections(file, after).lines[-len(lines) :]
            key = secrets.token_urlsafe(6)
            made = Written(key, file, read, -1 if before is None else len(before), _digest(after))
            self._written[key] = made
            while len(self._written) > _MOST_KEPT:
                del self._written[next(iter(self._written))]
            return made

    def undo(self, key: str) -> Written:
        """Remove lines that were written; the file is then byte for byte as before.

        Raises:
            ClashError: they were taken back already, or the file was changed since.
            UsageError: the file cannot be written.
        """
        with self._lock:
            made = self._written.get(key)
            if made is None:
                raise ClashError("this was taken back already, or the server was started anew since")
            with _alone(made.file):
                _take_back(made)
            del self._written[key]
            return made

    def _file_of(self, document: str) -> Path:
        """The corrections file beside a document, or the one that it will have.

        Raises:
            ClashError: the document is not there any more.
        """
        found = {one.name: one.path for one in discover(self._plans).documents}
        path = found.get(document)
        if path is None:
            raise ClashError(f"the document {document} is not among the plans any more; read them again")
        return next(iter(discover_corrections([path])), path.with_name(f"{path.stem}.corrections.tsv"))


@contextmanager
def _alone(file: Path) -> Iterator[None]:
    """Keep other servers from writing to a file, wherever their plans lie.

    Raises:
        ClashError: another one writes all the time.
        UsageError: the folder cannot be opened or written to.
    """
    folder = Path(os.path.realpath(file)).parent
    try:
        with held_folder(folder, _PATIENCE):
            yield
    except BlockingIOError as error:
        raise _written_by_others(file) from error
    except OSError as error:
        raise UsageError(
            f"{shown(folder)} cannot be written to ({error.strerror}); allow it, and try again"
        ) from error


def _written_by_others(file: Path) -> ClashError:
    return ClashError(f"{shown(file)} is written by others all the time; try again later")


def _take_back(made: Written) -> None:
    """Have a file hold what it did before lines were written.

    Raises:
        ClashError: it was changed since.
        UsageError: it cannot be written.
    """
    now = _bytes(made.file)
    if now is None or _digest(now) != made.sha256:
        raise ClashError(
            f"{shown(made.file)} was changed after the line was written; remove it there by hand"
        )
    if made.size < 0:
        with suppress(FileNotFoundError):
            made.file.unlink()
    elif not _put(made.file, now, now[: made.size]):
        raise ClashError(f"{shown(made.file)} was changed just now; remove the line by hand")


def _refuse_clash(file: Path, data: bytes | None, lines: Sequence[Correction]) -> None:
    """Refuse lines where another one decides about the same field of the same fact, or about all of it.

    Raises:
        ClashError: there is one.
    """
    for other in read_corrections(file, data).lines if data else ():
        if any(_is_same_question(other, line) for line in lines):
            raise ClashError(
                f"line {other.line} of {shown(file)} decides about that already; take it back, or correct it there"
            )


def _is_same_question(one: Correction, other: Correction) -> bool:
    """Whether two lines decide about the same field of a fact, or both about all of it."""
    here, there = one.anchor, other.anchor
    is_same_place = (
        one.kind is other.kind
        and (here.path, here.exact) == (there.path, there.exact)
        and (here.start == there.start or None in (here.start, there.start))
    )
    if one.decision is None or not is_same_place or one.field != other.field:
        return False
    # What was added can still be confirmed or rejected.
    return bool(one.field) or (one.decision is Decision.ADD) == (other.decision is Decision.ADD)


def _bytes(file: Path) -> bytes | None:
    """What a file holds; None where there is none.

    Raises:
        UsageError: it cannot be read.
    """
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise UsageError(
            f"{shown(file)} cannot be read ({error.strerror}); allow it, and try again"
        ) from error


def _put(file: Path, before: bytes | None, after: bytes) -> bool:
    """Replace what a file holds in one step; False where it is not ``before`` any more.

    Raises:
        UsageError: it cannot be written.
    """
    if before is not None and not os.access(file, os.W_OK):
        raise UsageError(f"{shown(file)} may not be written to; allow it, and try again")
    try:
        with staged_file(file) as aside:
            aside.write_bytes(after)
            if before is not None:
                shutil.copymode(file, aside)
            if _bytes(file) != before:
                raise _ChangedError
    except _ChangedError:
        return False
    except UsageError as error:
        raise UsageError(f"{shown(file)} cannot be written; allow it or make room, and try again") from error
    return True


class _ChangedError(Exception):
    """The file is not as it was read."""


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
