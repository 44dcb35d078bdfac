"""What people write in cells, as documents and spreadsheets write it, and what nothing can be meant by."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.corrections.test_builds import line, made, rows, states

DATED = """河源市节能减排实施方案
河政发〔2022〕5号

一、主要目标
到2025年，氮氧化物重点工程减排量达到3500吨，秸秆综合利用率达到90%。按照《关于节能的意见》（粤发〔2021〕3号）落实。

河源市人民政府
2022年3月5日
"""
WHOLE = {
    "3月 for 03": ("date", "2022年3月5日", "2022年3月15日", "2022-03-15"),
    "a month": ("date", "2022-03-05", "2022年4月", "2022-04"),
    "square brackets": ("number", "河政发[2022]5号", "河政发[2022]6号", "河政发〔2022〕6号"),
}
OF_FACT = {
    "the unit behind both": ("target", "90%", "value", "90%", "92％", "92"),
    "a range with units": ("target", "90%", "value", "90%", "90%～92%", "90..92"),
    "a unit of more letters": ("target", "3500吨", "value", "3500吨", "3600吨", "3600"),
    "brackets of a number": (
        "citation",
        "《关于节能的意见》（粤发〔2021〕3号）",
        "doc_number",
        "粤发[2021]3号",
        "粤发（2021）4号",
        "粤发〔2021〕4号",
    ),
}
REFUSED = {
    "no such month": ("document", "", "date", "2022-03-05", "2022-13-01", "not a year, month or day"),
    "no such day": ("document", "", "date", "2022-03-05", "2022-02-30", "not a year, month or day"),
    "nothing for a document": (
        "document",
        "",
        "date",
        "2022-03-05",
        "",
        "it cannot be empty; write what is right",
    ),
    "another unit": ("target", "90%", "value", "90%", "92吨", "'92吨' is not a number"),
    "nothing in was": (
        "target",
        "90%",
        "value",
        "",
        "92",
        "'90' is read there; write it in was",
    ),
}


@pytest.mark.parametrize("phenomenon", WHOLE)
def test_what_is_written_about_a_document(tmp_path: Path, phenomenon: str) -> None:
    field, was, now, kept = WHOLE[phenomenon]
    report = made(tmp_path, line("document", "", "replace", field=field, was=was, now=now), text=DATED)
    assert states(report) == {"applied": 1}
    assert [row[field] for row in rows(tmp_path, "documents")] == [kept]


@pytest.mark.parametrize("phenomenon", OF_FACT)
def test_what_is_written_about_a_fact(tmp_path: Path, phenomenon: str) -> None:
    kind, exact, field, was, now, kept = OF_FACT[phenomenon]
    report = made(tmp_path, line(kind, exact, "replace", field=field, was=was, now=now), text=DATED)
    assert states(report) == {"applied": 1}
    assert kept in [row[field] for row in rows(tmp_path, f"{kind}s")]


@pytest.mark.parametrize("phenomenon", REFUSED)
def test_what_is_refused(tmp_path: Path, phenomenon: str) -> None:
    kind, exact, field, was, now, told = REFUSED[phenomenon]
    report = made(tmp_path, line(kind, exact, "replace", field=field, was=was, now=now), text=DATED)
    assert states(report) == {"stale": 1}
    (problem,) = [*(str(error) for error in report.errors), *(one.problem for one in report.unapplied)]
    assert told in problem
    assert report.documents
