"""Methods of dataclasses that are compiled once for many runs: they do what they did, and nothing is compiled again."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import pytest

from policygraph import methods
from policygraph.methods import methods_compiled_before


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    return tmp_path / "caches" / "policygraph"


def made() -> Any:
    with methods_compiled_before("values"):

        @dataclasses.dataclass(frozen=True, slots=True, order=True)
        class Value:
            name: str
            words: list[str] = dataclasses.field(default_factory=list, compare=False)

    return Value


def nobody(*_: object, **__: object) -> None:
    raise AssertionError("a method was compiled again")


def behaves(value: Any) -> bool:
    one, other = value("甲"), value("甲", ["乙"])
    with pytest.raises(dataclasses.FrozenInstanceError):
        one.name = "丙"
    return (
        one == other
        and hash(one) == hash(other)
        and one < value("至")
        and value.__init__.__annotations__ == {"name": "str", "words": "list[str]", "return": None}
        and repr(other).endswith("Value(name='甲', words=['乙'])")
    )


def test_whether_a_second_run_compiles_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert behaves(made())
    monkeypatch.setattr(methods, "compile", nobody, raising=False)
    assert behaves(made())


def test_whether_fields_are_set_by_what_was_looked_up_once() -> None:
    def names(value: Any) -> tuple[str, ...]:
        code = value.__init__.__code__
        return (*code.co_names, *code.co_freevars)

    usual = dataclasses.make_dataclass("Usual", ["name", "words"], frozen=True, slots=True)
    assert "__setattr__" in names(usual)
    assert "__setattr__" not in names(made())
    value = made()("甲", ["乙"])
    assert (value.name, value.words) == ("甲", ["乙"])


def test_whether_a_damaged_file_is_made_anew(folder: Path) -> None:
    made()
    (kept,) = folder.iterdir()
    kept.write_bytes(kept.read_bytes()[:-3])
    assert behaves(made())


def test_whether_dataclasses_are_left_as_they_were() -> None:
    with pytest.raises(TypeError), methods_compiled_before("values"):
        dataclasses.dataclass(type("Two", (), {"__annotations__": {"a": str, "b": str}, "a": ""}))
    assert not hasattr(dataclasses, "exec")
