"""Lines that are ready to be decided, and what a build makes of them."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from policygraph.builds.store import Build, open_build
from policygraph.errors import QueryError
from policygraph.model.corrections import Correction, CorrectionKind, Decision
from policygraph.pipeline import build
from policygraph.queries.quoted import quoted_facts
from policygraph.review.lines import lines_at
from policygraph.sources.corrections import read_corrections
from policygraph.sources.written_corrections import corrections_text
from tests.running import run


def test_whether_the_facts_at_some_words_are_shown(real_plans: Build) -> None:
    found = lines_at(real_plans, "anyang", "18%")
    assert [(line.kind, line.anchor.path, line.decision) for line in found] == [
        (CorrectionKind.TARGET, "二", None),
        (CorrectionKind.TARGET, "三/（一）", None),
    ]
    assert all("value: 18; unit: %" in line.was for line in found)


def test_whether_a_kind_is_looked_for_around_the_words(real_plans: Build) -> None:
    (line, *_) = lines_at(real_plans, "anyang", "18%", CorrectionKind.OBLIGATION)
    assert line.kind is CorrectionKind.OBLIGATION
    assert "18%" in line.anchor.exact
    assert line.decision is None


def test_whether_a_kind_is_looked_for_within_the_words(real_plans: Build) -> None:
    found = lines_at(real_plans, "anyang", "消耗比 2020 年下降 18%以上", CorrectionKind.TARGET)
    assert [(line.anchor.exact, line.decision) for line in found] == [("18%", None)]


def test_whether_what_is_missing_can_be_added(real_plans: Build) -> None:
    found = lines_at(real_plans, "anyang", "全市", CorrectionKind.ASSIGNMENT)
    assert {line.decision for line in found} == {Decision.ADD}
    assert "二" in {line.anchor.path for line in found}


def test_whether_a_document_has_a_line(real_plans: Build) -> None:
    (line,) = lines_at(real_plans, "taiyuan", "")
    assert line.was.startswith("area: 太原市; ")


@pytest.mark.parametrize(
    ("name", "words", "message"),
    [
        ("某地", "18%", "the build holds no document '某地'; it holds: anyang, "),
        ("anyang", "没有的话", "the words '没有的话' do not stand in anyang"),
        ("anyang", "全市", "nothing was read from '全市' in anyang; say with --kind"),
    ],
)
def test_whether_what_cannot_be_found_is_told(real_plans: Build, name: str, words: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        lines_at(real_plans, name, words)


def test_whether_a_value_a_body_and_a_city_are_corrected(
    seeds: Path, real_plans: Build, tmp_path: Path
) -> None:
    shutil.copy(seeds / "plans" / "anyang.txt", tmp_path)
    (value, *_) = lines_at(real_plans, "anyang", "18%")
    bodies = lines_at(real_plans, "anyang", "县（市、区）", CorrectionKind.ASSIGNMENT)
    body = next(line for line in bodies if line.decision is Decision.ADD)
    (city,) = lines_at(real_plans, "anyang", "")
    decided = [
        replace(value, decision=Decision.REPLACE, field="value", now="19"),
        body,
        replace(city, decision=Decision.REPLACE, field="area", now="鹤壁市"),
    ]
    (tmp_path / "anyang.corrections.tsv").write_text(corrections_text(decided), encoding="utf-8")
    build([tmp_path / "anyang.txt"], tmp_path / "out")
    facts = quoted_facts(open_build(tmp_path / "out"))
    at = {(fact.kind, fact.start): fact.field for fact in facts}
    assert at["target", value.anchor.start or 0]["value"] == "19"
    assert at["assignment", body.anchor.start or 0]["status"] == "added"
    assert at["document", 0]["area"] == "鹤壁市"


@pytest.mark.long
def test_whether_lines_are_added_to_a_file(real_plans: Build, tmp_path: Path) -> None:
    file = tmp_path / "anyang.corrections.tsv"

    def lines(*arguments: str) -> list[Correction]:
        done = run("review", "lines", *arguments, "-o", file, "--graph", real_plans.folder)
        assert (done.returncode, done.stderr) == (0, "")
        return list(read_corrections(file).lines)

    first = lines("anyang", "18%")
    decided = [replace(first[0], decision=Decision.CONFIRM), first[1]]
    file.write_text(corrections_text(decided), encoding="utf-8")
    both = lines("anyang")
    assert [line.decision for line in both] == [Decision.CONFIRM, None, None]
    assert [line.was for line in both[:2]] == ["18", first[1].was]
    assert "value: 18; unit: %" in first[1].was
    assert [line.anchor for line in lines("anyang", "18%")] == [line.anchor for line in both]
