"""Several files put in place together: all of them, or none."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from policygraph.errors import GraphError

__all__ = ["place"]


def place(moves: Sequence[tuple[Path, Path]], gone: Sequence[Path], saved: Path) -> None:
    """Move files to their targets, in order, and then remove those that are ``gone``.

    Where one cannot be moved or removed, all targets are as they were. ``saved`` is an empty folder on the same
    disk for what is replaced meanwhile.

    Raises:
        GraphError: a folder stands in the place of a file, or a file cannot be replaced.
    """
    targets = [target for _, target in moves]
    for target in targets:
        if target.is_dir() and not target.is_symlink():
            raise GraphError(
                f"cannot replace {target}: it is a folder; move it away or choose another folder with -o"
            )
    kept: list[tuple[Path, Path | None]] = []
    try:
        for source, target in moves:
            kept.append((target, _kept(target, saved / str(len(kept)))))
            source.replace(target)
        for target in gone:
            kept.append((target, _kept(target, saved / str(len(kept)))))
            target.unlink()
    except BaseException as error:
        _undo(kept)
        if isinstance(error, OSError):
            raise GraphError(
                f"cannot replace {kept[-1][0] if kept else error.filename}: {error.strerror}; "
                "check the folder's rights"
            ) from error
        raise


def _kept(target: Path, copy: Path) -> Path | None:
    """A second name for what stands at ``target``, so that it never lacks a file; None where there is none."""
    if not os.path.lexists(target):
        return None
    try:
        os.link(target, copy, follow_symlinks=False)
    except (OSError, NotImplementedError):  # a file system without links
        shutil.copy2(target, copy, follow_symlinks=False)
    return copy


def _undo(kept: Sequence[tuple[Path, Path | None]]) -> None:
    for target, copy in reversed(kept):
        # What cannot be undone is left; the rest still is.
        with suppress(OSError):
            if copy:
                copy.replace(target)
            else:
                target.unlink(missing_ok=True)
