"""Files that are whole or not there: they are written aside and moved into place at the end."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Container, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from policygraph.errors import UsageError

__all__ = ["refuse_to_mix", "staged_file", "staged_folder", "write_file"]


def write_file(path: Path, pieces: Iterable[bytes]) -> None:
    """Write a file; ``path`` is whole afterwards, or as it was.

    Raises:
        UsageError: the file cannot be written.
    """
    with staged_file(path) as aside, aside.open("wb") as file:
        file.writelines(pieces)


@contextmanager
def staged_file(path: Path) -> Iterator[Path]:
    """A name to write to, which becomes ``path`` at the end.

    Raises:
        UsageError: the file cannot be written.
    """
    if not path.parent.is_dir():
        raise UsageError(f"there is no folder {path.parent}; make it or choose another file with -o")
    with _staged(path.parent, path) as folder:
        yield folder / path.name


@contextmanager
def staged_folder(folder: Path) -> Iterator[Path]:
    """A folder to write to, whose files are moved to ``folder`` at the end; that is made where it is missing.

    Raises:
        UsageError: something cannot be written.
    """
    is_new = not folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _complaint(folder, error) from error
    try:
        with _staged(folder, folder) as aside:
            yield aside
    finally:
        if is_new and not any(folder.iterdir()):
            folder.rmdir()


def refuse_to_mix(folder: Path, ending: str, names: Container[str]) -> None:
    """See that ``folder`` holds no files with ``ending`` but those with ``names``, which are written anew.

    Tables of two exports side by side would look like one export, of which they tell different things.

    Raises:
        UsageError: it holds others, or cannot be listed.
    """
    try:
        there = sorted(folder.glob(f"*.{ending}")) if folder.is_dir() else []
    except OSError as error:
        raise _complaint(folder, error) from error
    if others := [file.name for file in there if file.stem not in names and not file.name.startswith(".")]:
        more = f" and {len(others) - 3} more" if len(others) > 3 else ""
        raise UsageError(
            f"{folder} holds tables that this export does not write ({', '.join(others[:3])}{more}); "
            "remove them or choose another folder with -o"
        )


@contextmanager
def _staged(folder: Path, shown: Path) -> Iterator[Path]:
    """A hidden folder inside ``folder``; ``shown`` is what a complaint names."""
    try:
        aside = Path(tempfile.mkdtemp(prefix=".export-", dir=folder))
    except OSError as error:
        raise _complaint(shown, error) from error
    try:
        yield aside
        for file in sorted(aside.iterdir()):
            if (folder / file.name).is_dir():
                raise UsageError(f"{folder / file.name} is a folder; choose another place with -o")
        for file in sorted(aside.iterdir()):
            file.replace(folder / file.name)
    except OSError as error:
        raise _complaint(shown, error) from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _complaint(path: Path, error: OSError) -> UsageError:
    return UsageError(f"{path} cannot be written ({error.strerror or error}); choose another place with -o")
