"""What is kept from one run to the next: it saves work and never changes what comes out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from policygraph.caches import cached
from tests.running import run


class Maker:
    """Counts how often it is asked."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self) -> tuple[str, int]:
        self.asked += 1
        return "knowledge", 42


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    return tmp_path / "caches" / "policygraph"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "terms.ttl"
    path.write_text("one", encoding="utf-8")
    return path


def kept(folder: Path) -> Path:
    (file,) = folder.iterdir()
    return file


def _truncated(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-3])


def _changed(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[-4] ^= 1
    file.write_bytes(data)


def _writable_by_others(file: Path) -> None:
    file.chmod(0o666)


def _in_a_folder_of_all(file: Path) -> None:
    file.parent.chmod(0o777)


def _linked(file: Path) -> None:
    elsewhere = file.with_name("elsewhere")
    file.rename(elsewhere)
    file.symlink_to(elsewhere)


def test_whether_a_value_is_made_once(folder: Path, source: Path) -> None:
    maker = Maker()
    assert [cached("terms", [source], maker) for _ in range(3)] == [("knowledge", 42)] * 3
    assert maker.asked == 1
    assert kept(folder).stat().st_mode & 0o077 == 0


def test_whether_other_inputs_make_it_anew_and_one_file_stays(folder: Path, source: Path) -> None:
    maker = Maker()
    cached("terms", [source], maker)
    source.write_text("two", encoding="utf-8")
    cached("terms", [source], maker)
    assert maker.asked == 2
    assert kept(folder).is_file()


@pytest.mark.parametrize("spoil", [_truncated, _changed, _writable_by_others, _in_a_folder_of_all, _linked])
def test_whether_a_file_that_cannot_be_trusted_is_made_anew(
    spoil: Callable[[Path], None], folder: Path, source: Path
) -> None:
    maker = Maker()
    cached("terms", [source], maker)
    spoil(kept(folder))
    assert cached("terms", [source], maker) == ("knowledge", 42)
    assert maker.asked == 2


def test_whether_nothing_is_said_where_nothing_can_be_kept(
    source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "/dev/null")
    assert cached("terms", [source], Maker()) == ("knowledge", 42)


@pytest.mark.long
def test_whether_a_build_is_the_same_with_and_without(tmp_path: Path) -> None:
    text = "某市节水方案\n一、主要目标\n到2025年，建成泵站3座。（市水利局负责）\n"
    (tmp_path / "plan.txt").write_text(text, encoding="utf-8")
    built = []
    for name in ("cold", "warm"):
        done = run("build", "plan.txt", "-o", name, cwd=tmp_path, XDG_CACHE_HOME=str(tmp_path / "caches"))
        assert done.returncode == 0, done.stderr
        built.append((tmp_path / name / "graph.nq").read_bytes())
    assert built[0] == built[1]
    assert list((tmp_path / "caches" / "policygraph").iterdir())
