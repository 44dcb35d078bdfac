"""Files put in place together: all of them, or none."""

from __future__ import annotations

from pathlib import Path

import pytest

from policygraph.build.placing import place
from policygraph.errors import GraphError


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path, Path]:
    """New files ``a``, ``b`` and ``c``; a folder with an old ``a``, ``b`` and ``z``; one for what is saved."""
    new, old, saved = (tmp_path / name for name in ("new", "old", "saved"))
    for folder in (new, old, saved):
        folder.mkdir()
    for name in "abc":
        (new / name).write_text(f"new {name}", encoding="utf-8")
    for name in "abz":
        (old / name).write_text(f"old {name}", encoding="utf-8")
    return new, old, saved


def contents(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}


def test_whether_all_are_moved_and_what_is_gone_is_removed(folders: tuple[Path, Path, Path]) -> None:
    new, old, saved = folders
    place([(new / name, old / name) for name in "abc"], [old / "z"], saved)
    assert contents(old) == {"a": "new a", "b": "new b", "c": "new c"}
    assert contents(new) == {}


@pytest.mark.parametrize("missing", ["a", "b", "c"])
def test_whether_a_move_that_fails_undoes_those_before(
    folders: tuple[Path, Path, Path], missing: str
) -> None:
    new, old, saved = folders
    before = contents(old)
    (new / missing).unlink()
    with pytest.raises(GraphError, match=f"cannot replace .*old/{missing}: .*; check"):
        place([(new / name, old / name) for name in "acb"], [old / "z"], saved)
    assert contents(old) == before


def test_whether_a_removal_that_fails_undoes_the_moves(folders: tuple[Path, Path, Path]) -> None:
    new, old, saved = folders
    before = contents(old)
    with pytest.raises(GraphError, match=r"cannot replace .*old/never"):
        place([(new / name, old / name) for name in "abc"], [old / "z", old / "never"], saved)
    assert contents(old) == before


def test_whether_a_folder_in_the_way_is_named_before_anything_moves(
    folders: tuple[Path, Path, Path],
) -> None:
    new, old, saved = folders
    (old / "c").mkdir()
    with pytest.raises(GraphError, match=r"cannot replace .*old/c: it is a folder; move it away"):
        place([(new / name, old / name) for name in "abc"], [], saved)
    assert (old / "a").read_text(encoding="utf-8") == "old a"
    assert (old / "c").is_dir()
