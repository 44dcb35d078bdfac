"""Patterns that are compiled once for many runs: they find what they found, and nothing is compiled again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policygraph.patterns import _coded, compiled_before

WRITTEN = (
    (r"到(?P<year>20\d{2})年，(?P<what>[一-鿿]{2,8}率)(?:达到|不低于)(\d+)%", 0),
    (r"(?x) 附件 \s* \d+  # with its number", 0),
    ("[，；。]|的(?=市)", 0),
    ("<HTML", re.IGNORECASE),
    ("^第.章$", re.MULTILINE),
    ("[\U00020000-\U0002ffff㐀-䶿]+", 0),
    ("(?<!划定)禁止(?!类)|不得|^(?:严格)?禁止", 0),
    ("(?:(?:积极|大力|全面)*(?:鼓励|支持)|(?P<who>[省市县]级?)财政|(?>按照?))(?P<what>..)?", 0),
    (r"(?:20\d\d年)??(?:[^，]禁|\s+|[一二]{2,}?(?!年))", 0),
    ("(?:的|[省市县])*(?:，|$)", 0),
    ("(?:(?i:a)|(?P<mark>[“‘]))禁(?(mark)[”’])", 0),
)
LETTERS = "划定禁止类不得严格积极大力鼓励支持省市县级财政按照到20年率达% 附件，。；的一二章第aA<HTML“”\n𠀀"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    return tmp_path / "caches" / "policygraph"


@pytest.fixture(autouse=True)
def _without_the_memory_of_python() -> Iterator[None]:
    re.purge()
    yield
    re.purge()


def matches(pattern: re.Pattern[str], text: str) -> list[tuple[tuple[int, int], dict[str, str], int | None]]:
    return [(match.span(), match.groupdict(), match.lastindex) for match in pattern.finditer(text)]


def assert_same(ours: list[re.Pattern[str]], usual: list[re.Pattern[str]]) -> None:
    for one, other in zip(ours, usual, strict=True):
        assert (one.pattern, one.flags, one.groups) == (other.pattern, other.flags, other.groups)
        assert dict(one.groupindex) == dict(other.groupindex)


def compiled() -> list[re.Pattern[str]]:
    re.purge()
    with compiled_before("words"):
        return [re.compile(*written) for written in WRITTEN]


def nobody(*_: object) -> None:
    raise AssertionError("a pattern was compiled again")


def test_whether_patterns_of_a_second_run_are_those_of_python(monkeypatch: pytest.MonkeyPatch) -> None:
    usual = [re.compile(*written) for written in WRITTEN]
    first = compiled()
    assert_same(first, usual)
    compiler: Any = import_module("re._compiler")
    monkeypatch.setattr(compiler, "_code", nobody)
    again = compiled()
    assert again == first
    assert not any(one is other for one, other in zip(again, first, strict=True))
    found = again[0].search("到2025年，秸秆综合利用率达到92%以上。")
    assert found
    assert found.groupdict() == {"year": "2025", "what": "秸秆综合利用率"}
    assert (found.lastgroup, found[3]) == (None, "92")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(LETTERS, max_size=60))
def test_whether_patterns_find_what_those_of_python_find(text: str) -> None:
    usual = [re.compile(*written) for written in WRITTEN]
    for one, other in zip(compiled(), usual, strict=True):
        assert matches(one, text) == matches(other, text)
        assert one.sub("-", text) == other.sub("-", text)
        assert one.split(text) == other.split(text)
        for at in range(0, len(text), 7):
            assert str(one.search(text, at)) == str(other.search(text, at))


@pytest.mark.parametrize(
    ("pattern", "begins"),
    [
        ("(?<!划定)禁止|不得", "禁不"),
        ("^(?:严格)?(?:限|[禁制])$", "严限禁制"),
        ("(?P<a>甲)+?(?=乙)|(?:丙?丁)+|(?>戊)", "甲丙丁戊"),
        ("甲*乙?(?:丙|丁戊)", "甲乙丙丁"),
        ("(?:甲|乙*)丙", "甲乙丙"),
    ],
)
def test_whether_the_engine_is_told_what_a_match_can_begin_with(pattern: str, begins: str) -> None:
    compiler: Any = import_module("re._compiler")
    code = _coded(pattern, 0).code.tolist()
    wanted = list(compiler._optimize_charset([(compiler.LITERAL, ord(letter)) for letter in begins])[0])
    class_of: list[int] = []
    compiler._compile_charset(wanted, 0, class_of)
    assert code[2] == compiler.SRE_INFO_CHARSET
    assert code[5 : 5 + len(class_of)] == class_of


@pytest.mark.parametrize(
    "pattern", ["甲*", "(?:甲|乙*)", "(?<!甲)", "[^甲]乙|丙", "(?i:甲)|乙", "(?:甲|.)乙", "(甲)?(?(1)乙|丙)"]
)
def test_whether_nothing_is_told_where_anything_can_begin_a_match(pattern: str) -> None:
    compiler: Any = import_module("re._compiler")
    tree = import_module("re._parser").parse(pattern)
    assert _coded(pattern, 0).code.tolist() == compiler._code(tree, 0)


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
