"""SSSOM read back and validated by sssom-py: `make test-interop` installs it and runs this."""

from __future__ import annotations

from pathlib import Path

from sssom.constants import SchemaValidationType
from sssom.parsers import parse_sssom_table
from sssom.validators import validate

from policygraph.builds.store import Build, open_build
from policygraph.exports.sssom import sssom
from policygraph.pipeline import build
from tests.tracing.conftest import PLANS
from tests.tracing.test_mappings import ADDED, exported, written

# The two others that it names, SHACL and SPARQL, are not implemented there.
CHECKS = [
    SchemaValidationType.JsonSchema,
    SchemaValidationType.PrefixMapCompleteness,
    SchemaValidationType.StrictCurieFormat,
]


def read_back(opened: Build, path: Path) -> list[dict[str, str]]:
    path.write_text(sssom(opened), encoding="utf-8")
    found = parse_sssom_table(str(path))
    for check, report in validate(found, CHECKS, fail_on_error=True).items():
        assert not report.results, check
    rows = found.df.astype(object).where(found.df.notna(), "").to_dict("records")
    return [{str(column): str(cell) for column, cell in row.items() if cell != ""} for row in rows]


def test_whether_sssom_py_reads_the_example_plans(real_plans: Build, tmp_path: Path) -> None:
    rows = read_back(real_plans, tmp_path / "mine.sssom.tsv")
    expected = {(row["subject_id"], row["object_id"]) for row in exported(real_plans)}
    assert {(row["subject_id"], row["object_id"]) for row in rows} == expected
    assert len(rows) == len(expected) == 124


def test_whether_sssom_py_reads_lines_by_hand(tmp_path: Path) -> None:
    rejected = {**ADDED, "object_id": "plan:province/measure/2.4", "predicate_modifier": "Not"}
    mappings = written(tmp_path / "by-hand.sssom.tsv", [ADDED, rejected])
    build([PLANS, mappings], tmp_path / "out")
    rows = read_back(open_build(tmp_path / "out"), tmp_path / "mine.sssom.tsv")
    told = {ADDED["object_id"], rejected["object_id"]}
    by_hand = [r for r in rows if r["subject_id"] == ADDED["subject_id"] and r["object_id"] in told]
    assert {row.get("predicate_modifier", "") for row in by_hand} == {"", "Not"}
    assert {row["comment"] for row in by_hand} == {ADDED["comment"]}
