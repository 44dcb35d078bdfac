"""Sentences that look like a fact and gave none."""

from __future__ import annotations

from pathlib import Path

import pytest

from policygraph.builds.store import Build, open_build
from policygraph.pipeline import build
from policygraph.review.unread import Reason, Setting, Unread, unread_sentences

TEXT = """梧桐市节能降碳行动计划

为做好节能工作，确保完成任务，依据《青河省节能条例》（青政〔2022〕3号），制定本计划。

一、工作现状
2021年，全市共有锅炉87台。企业应知政策已经公开。

二、主要目标
到2025年，单位地区生产总值能耗下降14%。

三、重点任务
（一）工业节能。实施30家企业改造。（市工业和信息化局负责）
（二）建筑节能。新建建筑应当执行绿色标准。
"""


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Build:
    folder = tmp_path_factory.mktemp("unread")
    (folder / "梧桐.txt").write_text(TEXT, encoding="utf-8")
    build([folder / "梧桐.txt"], folder / "out")
    return open_build(folder / "out")


def found(build: Build) -> list[Unread]:
    return list(unread_sentences(build))


def test_whether_sentences_without_a_fact_are_told(invented: Build) -> None:
    assert [(one.path, one.words, one.reason, one.setting) for one in found(invented)] == [
        ("preamble", ("确保",), Reason.DUTY_WORD, Setting.PREAMBLE),
        ("一", ("2021", "87台"), Reason.NUMBER, Setting.BACKGROUND),
        ("一", ("应",), Reason.DUTY_WORD, Setting.BACKGROUND),
    ]


def test_whether_each_stands_where_it_says(invented: Build) -> None:
    text = invented.text("梧桐")
    for one in found(invented):
        assert text[one.start : one.end] == one.quote
        assert all(word in one.quote for word in one.words)
    assert text.index("2021年，全市") == found(invented)[1].start


def test_whether_rows_of_tables_are_looked_at(tmp_path: Path) -> None:
    table = "附件1\n各县工作基础情况表\n\n县名\t锅炉说明\n梧县\t甲乙共12台已登记\n桐县\t丙丁\n"
    (tmp_path / "plan.txt").write_text(f"{TEXT}\n{table}", encoding="utf-8")
    build([tmp_path / "plan.txt"], tmp_path / "out")
    rows = [one for one in found(open_build(tmp_path / "out")) if one.setting is Setting.TABLE]
    assert [(one.path, one.quote) for one in rows] == [("附件1", "梧县\t甲乙共12台已登记")]


def test_whether_little_of_the_five_plans_is_left(real_plans: Build) -> None:
    assert {one.setting for one in found(real_plans)} == {Setting.PREAMBLE}
