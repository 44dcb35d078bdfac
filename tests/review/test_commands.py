"""The command line of a review, from a sample to its figures."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from policygraph.builds.store import Build
from policygraph.sources.corrections import read_corrections
from tests.running import run


@pytest.mark.long
def test_whether_a_sample_is_drawn_judged_and_scored(real_plans: Build, tmp_path: Path) -> None:
    graph, sample = real_plans.folder, tmp_path / "sample.tsv"
    drawn = run("review", "sample", "--n", "12", "--seed", "3", "-o", sample, "--graph", graph)
    assert (drawn.returncode, drawn.stdout, drawn.stderr) == (0, "", "")
    text = sample.read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter="\t"))
    assert len(rows) == 12
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({**row, "decision": "Confirm", "author": "李敏"} for row in rows)
    sample.write_text(out.getvalue(), encoding="utf-8-sig")
    scored = run("review", "score", sample, "--graph", graph, "--format", "json")
    assert scored.returncode == 0, scored.stderr
    found = json.loads(scored.stdout)["results"]["bindings"]
    (together,) = [row for row in found if row["kind"]["value"] == "all"]
    assert together["figure"]["value"] == "precision"
    assert (together["seen"]["value"], together["right"]["value"]) == ("12", "12")
    assert (together["value"]["value"], together["high"]["value"]) == ("1.000", "1.000")
    assert 0.5 < float(together["low"]["value"]) < 0.9


@pytest.mark.long
def test_whether_decisions_are_not_written_over(real_plans: Build, tmp_path: Path) -> None:
    sample = tmp_path / "sample.tsv"
    run("review", "sample", "--n", "6", "-o", sample, "--graph", real_plans.folder)
    assert len(read_corrections(sample).lines) == 6
    assert run("review", "sample", "--n", "7", "-o", sample, "--graph", real_plans.folder).returncode == 0
    decided = sample.read_text(encoding="utf-8-sig").replace("\t\t\t\t\n", "\tconfirm\t\t\t\n")
    sample.write_text(decided, encoding="utf-8")
    refused = run("review", "sample", "--n", "8", "-o", sample, "--graph", real_plans.folder)
    assert refused.returncode == 2
    assert "holds decisions, which would be lost" in refused.stderr
    assert sample.read_text(encoding="utf-8") == decided


def test_whether_a_broken_line_is_named(real_plans: Build, tmp_path: Path) -> None:
    sample = tmp_path / "sample.tsv"
    sample.write_text("document\tkind\texact\tdecision\nanyang\ttarget\t18%\tyes\n", encoding="utf-8")
    refused = run("review", "score", sample, "--graph", real_plans.folder)
    assert refused.returncode == 2
    assert "line 2, column decision: 'yes' is not a valid decision; write one of confirm" in refused.stderr


def test_whether_annotations_become_a_corrections_file(real_plans: Build, tmp_path: Path) -> None:
    marked = [
        {"target": {"source": "taiyuan", "selector": {"type": "TextQuoteSelector", "exact": "没有"}}},
        {
            "motivation": "assessing",
            "creator": "李敏",
            "target": "taiyuan",
            "body": [{"purpose": "tagging", "value": "document"}, {"value": "confirm"}],
        },
    ]
    (tmp_path / "marked.json").write_text(json.dumps(marked), encoding="utf-8")
    done = run("review", "import", tmp_path / "marked.json", "--graph", real_plans.folder)
    assert done.returncode == 1
    assert "annotation 1 was left out: its words “没有” do not stand in taiyuan" in done.stderr
    (line,) = csv.DictReader(io.StringIO(done.stdout), delimiter="\t")
    assert (line["document"], line["kind"], line["decision"]) == ("taiyuan", "document", "confirm")
    assert line["author"] == "李敏"


@pytest.mark.long
def test_whether_unread_sentences_are_written_in_all_formats(real_plans: Build) -> None:
    table = run("review", "unread", "--graph", real_plans.folder, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(table.stdout)))
    assert list(rows[0]) == ["document", "measure", "start", "end", "reason", "setting", "words", "quote"]
    assert {row["measure"] for row in rows} == {"preamble"}
    markdown = run("review", "unread", "--graph", real_plans.folder, "--format", "markdown")
    assert markdown.stdout.startswith("| document | measure |")
