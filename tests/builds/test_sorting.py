"""The triples of a document in order, packed where there are many."""

from __future__ import annotations

import random

import pytest

from policygraph.builds import sorting
from policygraph.builds.sorting import SortedTriples


@pytest.mark.parametrize("number", [0, 1, 99, 100, 101, 250, 999])
def test_whether_triples_come_in_order_and_once_however_many(
    number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sorting, "_MOST", 100)
    monkeypatch.setattr(sorting, "_SOME", 7)
    draw = random.Random(number)  # noqa: S311
    triples = [
        (f"<a{draw.randrange(50)}>", f"<p{draw.randrange(3)}>", f'"节水 {draw.randrange(9)} \ud800"@zh')
        for _ in range(number)
    ]
    found = SortedTriples(triples)
    assert list(found) == list(found) == sorted(set(triples))
    assert len(found) == len(set(triples))
