"""What the columns of stock questions are called for people, after ``heads.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from policygraph.pages import Language

__all__ = ["head"]

_FILE = Path(__file__).with_name("heads.toml")


def head(table: str, column: str, language: Language) -> str:
    """The head of a column of a stock question: its name where it has no other."""
    known = _heads()
    chinese, english = known.get(f"{table}.{column}") or known.get(column) or (column, column)
    return language.say(chinese, english)


@cache
def _heads() -> Mapping[str, Sequence[str]]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))
