"""What does not fit on one page goes on to the next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, product
from math import ceil
from typing import TypeVar

__all__ = ["page_note", "pages", "portions"]

T = TypeVar("T")
R = TypeVar("R")
C = TypeVar("C")


def pages(
    rows: tuple[str, str, Sequence[R], int], columns: tuple[str, str, Sequence[C], int]
) -> Iterator[tuple[tuple[R, ...], tuple[C, ...], str]]:
    """The rows and columns of each page of a table that is cut both ways, and what the page says of the others.

    Args:
        rows: what they are called in both languages, all of them, and how many a page has room for.
        columns: the same.
    """
    found = list(product(portions(*rows[2:]), portions(*columns[2:])))
    for number, (here, across) in enumerate(found, start=1):
        shown = (*rows[:2], len(here), len(rows[2])), (*columns[:2], len(across), len(columns[2]))
        yield here, across, page_note(number, len(found), shown)


def portions(items: Sequence[T], most: int) -> tuple[tuple[T, ...], ...]:
    """``items`` in runs of about the same length, none longer than ``most``; one empty run if there are none."""
    number = max(1, ceil(len(items) / most))
    bounds = [len(items) * rank // number for rank in range(number + 1)]
    return tuple(tuple(items[start:end]) for start, end in pairwise(bounds))


def page_note(page: int, pages: int, shown: Sequence[tuple[str, str, int, int]]) -> str:
    """What a page says of the others, '' if it is the only one.

    Args:
        page: its number, from 1.
        pages: how many there are.
        shown: of which things it shows how many out of how many, by their names in both languages.
    """
    if pages == 1:
        return ""
    zh = "，".join(f"{name}{part}/{whole}" for name, _, part, whole in shown)
    en = ", ".join(f"{part} of {whole} {name}" for _, name, part, whole in shown)
    return f"第{page}页，共{pages}页：{zh}，其余见HTML版 · Page {page} of {pages}: {en}; the HTML page holds the rest"
