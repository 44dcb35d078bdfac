"""Patterns that are compiled once for many runs: they find what they found, and nothing is compiled again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from policygraph.patterns import compiled_before

WRITTEN = (
    (r"到(?P<year>20\d{2})年，(?P<what>[一-鿿]{2,8}率)(?:达到|不低于)(\d+)%", 0),
    (r"(?x) 附件 \s* \d+  # with its number", 0),
    ("[，；。]|的(?=市)", 0),
    ("<HTML", re.IGNORECASE),
    ("^第.章$", re.MULTILINE),
    ("[\U00020000-\U0002ffff㐀-䶿]+", 0),
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    return tmp_path / "caches" / "policygraph"


@pytest.fixture(autouse=True)
def _without_the_memory_of_python() -> Iterator[None]:
    re.purge()
    yield
    re.purge()


def compiled() -> list[re.Pattern[str]]:
    re.purge()
    with compiled_before("words"):
        return [re.compile(*written) for written in WRITTEN]


def nobody(*_: object) -> None:
    raise AssertionError("a pattern was compiled again")


def test_whether_patterns_of_a_second_run_are_those_of_python(monkeypatch: pytest.MonkeyPatch) -> None:
    usual = [re.compile(*written) for written in WRITTEN]
    assert compiled() == usual
    compiler: Any = import_module("re._compiler")
    monkeypatch.setattr(compiler, "_code", nobody)
    again = compiled()
    assert again == usual
    for one, other in zip(again, usual, strict=True):
        assert one is not other
        assert (one.pattern, one.flags, one.groups) == (other.pattern, other.flags, other.groups)
        assert dict(one.groupindex) == dict(other.groupindex)
    found = again[0].search("到2025年，秸秆综合利用率达到92%以上。")
    assert found
    assert found.groupdict() == {"year": "2025", "what": "秸秆综合利用率"}
    assert (found.lastgroup, found[3]) == (None, "92")


def test_whether_what_is_asked_for_later_is_kept_too(monkeypatch: pytest.MonkeyPatch) -> None:
    with compiled_before("words"):
        re.compile("甲")
    compiled()
    compiler: Any = import_module("re._compiler")
    monkeypatch.setattr(compiler, "_code", nobody)
    compiled()


def test_whether_a_faulty_pattern_is_told_and_all_is_as_it_was() -> None:
    compiler: Any = import_module("re._compiler")
    before = compiler.compile
    with pytest.raises(re.error, match="unterminated"), compiled_before("words"):
        re.compile("(甲")
    assert compiler.compile is before
    with compiled_before("words"):
        assert re.compile(b"\xff+").search(b"a\xff")


def test_whether_another_python_compiles_as_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    compiler: Any = import_module("re._compiler")
    monkeypatch.delattr("_sre.compile")
    monkeypatch.setattr(compiler, "compile", lambda pattern, _: pattern)
    assert compiled() == [pattern for pattern, _ in WRITTEN]


def test_whether_many_threads_leave_python_as_it_was(folder: Path) -> None:
    compiler: Any = import_module("re._compiler")
    before = compiler.compile
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda _: compiled(), range(40)))
    assert compiler.compile is before
    (kept,) = folder.iterdir()
    assert kept.name.startswith("words-")


def test_whether_a_damaged_file_is_made_anew(folder: Path) -> None:
    usual = compiled()
    (kept,) = folder.iterdir()
    kept.write_bytes(kept.read_bytes()[:-3])
    assert compiled() == usual
