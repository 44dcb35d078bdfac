"""The tables of the five seed plans, row by row.

A change in what is read shows here as a difference to look at. Where it is right, write the tables anew with
``python tests/golden/write.py`` and read the difference before committing it.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from policygraph.pipeline import build
from tests.golden.tables import HERE, TABLES, table


@pytest.fixture(scope="module")
def built(seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("build")
    build([seeds / "plans"], out)
    return out


@pytest.mark.parametrize("name", TABLES)
def test_tables_of_the_seed_plans(built: Path, name: str) -> None:
    wanted = (HERE / f"{name}.csv").read_text(encoding="utf-8")
    found = table(built, name)
    assert found.splitlines() == wanted.splitlines()


@pytest.mark.parametrize("name", TABLES)
def test_every_quote_is_its_place_in_the_source(built: Path, seeds: Path, name: str) -> None:
    rows = list(csv.DictReader(table(built, name).splitlines(keepends=True)))
    assert rows
    for row in rows:
        if "quote" in row:
            source = (seeds / "plans" / f"{row['document']}.txt").read_text(encoding="utf-8")
            assert row["quote"] == source[int(row["start"]) : int(row["end"])]
