"""What docs/corrections.md shows is what the commands print."""

from __future__ import annotations

import io
import re
from pathlib import Path

from policygraph.model.corrections import CORRECTABLE, Outcome
from policygraph.pipeline import build
from policygraph.queries.answer_formats import AnswerFormat
from policygraph.queries.formats import write
from policygraph.session import run_query
from policygraph.sources.corrections import COLUMNS

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "corrections.md").read_text("utf-8")
_BLOCKS = re.compile(r"```text\n(.*?)\n```", re.DOTALL)


def test_whether_the_example_prints_what_the_page_shows(tmp_path: Path) -> None:
    plan, corrections, lines, targets = _BLOCKS.findall(PAGE)
    (tmp_path / "方案.txt").write_text(plan + "\n", "utf-8")
    (tmp_path / "方案.corrections.tsv").write_text(corrections + "\n", "utf-8")
    build([tmp_path / "方案.txt"], tmp_path / "out")
    for name, shown in (("corrections", lines), ("targets", targets)):
        out = io.StringIO()
        write(run_query(tmp_path / "out", name), AnswerFormat.CSV, out)
        assert out.getvalue().splitlines() == shown.splitlines()


def test_whether_the_page_names_all_columns_fields_and_states() -> None:
    for column in COLUMNS:
        assert f"`{column}`" in PAGE
    for kind, fields in CORRECTABLE.items():
        assert f"| `{kind}` | {', '.join(fields)} |" in PAGE
    for outcome in Outcome:
        assert f"| `{outcome}` " in PAGE
