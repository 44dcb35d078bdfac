"""The reference page says what the docstrings say, and leaves nothing out."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

import policygraph
from docs.python_reference import page


@pytest.mark.parametrize(("language", "folder"), [("en", "docs"), ("zh", "docs/zh")])
def test_whether_the_page_is_up_to_date(language: str, folder: str, repository: Path) -> None:
    written = (repository / folder / "reference" / "python.md").read_text(encoding="utf-8")
    assert written == page(language), "write it again: make docs"


def test_whether_every_docstring_has_its_chinese(repository: Path) -> None:
    chinese = repository / "docs" / "zh" / "reference" / "docstrings.toml"
    said: list[str] = []
    page("en", said)
    assert list(dict.fromkeys(said)) == list(tomllib.loads(chinese.read_text(encoding="utf-8")))


def test_whether_all_that_is_offered_is_explained() -> None:
    text = page()
    methods = [name for name in vars(policygraph.Session) if not name.startswith("_") and name != "build"]
    assert len(methods) > 30
    for name in (
        *(f"policygraph.{one}" for one in policygraph.__all__),
        *(f"Session.{one}" for one in methods),
    ):
        heads = re.findall(rf"^#+ `{re.escape(name)}[(`].*\n\n(.*)", text, re.MULTILINE)
        assert len(heads) == 1, name
        assert heads[0].strip(), name


def test_whether_nothing_of_the_source_of_docstrings_is_left() -> None:
    text = re.sub(r"```.*?```", "", page(), flags=re.DOTALL)
    assert [
        mark for mark in ("``", ":func:", ">>>", "Args:\n ", "doctest", "ForwardRef") if mark in text
    ] == []
