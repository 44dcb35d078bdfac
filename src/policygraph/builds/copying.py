"""A build in another folder, with what is kept of it: the next build there has to make only what changed."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from policygraph.builds.contents import Contents, read_manifest
from policygraph.builds.kept import Kept, kept_for, second
from policygraph.builds.store import is_large
from policygraph.model.folder import MANIFEST

__all__ = ["copied"]


def copied(contents: Contents, other: Path) -> None:
    """Copy a build, which others may read meanwhile, and what is kept of a large one.

    Args:
        contents: the build.
        other: a folder that is not there yet.

    Raises:
        OSError, sqlite3.Error: that cannot be done.
        GraphError: another build has taken the place of this one.
    """
    for name in (*contents.manifest.files, MANIFEST):
        place = other / name
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(contents.folder / name, place)
    copy = read_manifest(other)
    if not is_large(contents):
        return
    kept, others = kept_for(contents), kept_for(copy)
    try:
        _copy_kept(kept, others)
    except BaseException:
        # Half a store is none.
        shutil.rmtree(others.folder, ignore_errors=True)
        raise


def _copy_kept(kept: Kept, others: Kept) -> None:
    for file in kept.folder.rglob("*"):
        below = file.relative_to(kept.folder)
        place = others.folder / below
        # What is hidden is not whole yet.
        if file.is_file() and not place.exists() and not below.parts[0].startswith("."):
            place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            second(file, place, kept.folder)
    for file in kept.lasting.folder.glob("*.sqlite"):
        # Whoever writes to it meanwhile is waited for.
        with (
            closing(sqlite3.connect(file)) as one,
            closing(sqlite3.connect(others.lasting.folder / file.name)) as two,
        ):
            one.backup(two)
