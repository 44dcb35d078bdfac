"""The question to DuckDB in docs/scale.md has the answer that stands there."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
import pytest

from policygraph.builds.store import Build
from tests.running import run

_EXAMPLE = re.compile(r"```sql\n(?P<query>.*?)```\n\n```text\n(?P<answer>.*?)```", re.DOTALL)


@pytest.mark.long
def test_whether_duckdb_answers_as_the_page_says(repository: Path, real_plans: Build, tmp_path: Path) -> None:
    tables = tmp_path / "tables"
    done = run(
        "export", "--graph", real_plans.folder, "--view", "tables", "--format", "parquet", "-o", tables
    )
    assert done.returncode == 0
    (example,) = _EXAMPLE.finditer((repository / "docs" / "scale.md").read_text(encoding="utf-8"))
    with duckdb.connect() as connection:
        rows = connection.sql(example["query"].replace("'tables/", f"'{tables}/")).fetchall()
    assert "".join("\t".join(map(str, row)) + "\n" for row in rows) == example["answer"]
