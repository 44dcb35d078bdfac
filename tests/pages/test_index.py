"""The page of a build says what lies in its folder, and what can be exported beside it."""

from __future__ import annotations

import re
from pathlib import Path

from policygraph.builds.check import check_build
from policygraph.builds.store import Build, open_build
from policygraph.exports.catalogue import catalogue
from policygraph.pipeline import build
from policygraph.sources.folders import discover
from tests.pages.reading import Tags

PLAN = "甲市节能减排实施方案\n\n一、主要目标\n到2025年，单位地区生产总值能耗比2020年下降15%。\n"


def _page(opened: Build) -> str:
    return (opened.folder / "index.html").read_text(encoding="utf-8")


def test_whether_the_page_belongs_to_the_build(real_plans: Build) -> None:
    assert "index.html" in real_plans.manifest.files
    assert check_build(real_plans.folder).faults == ()
    text = " ".join(Tags(_page(real_plans)).text.split())
    for name, number in real_plans.manifest.totals.items():
        assert name == "quads" or re.search(rf"\b{number} \S+ {name}\b", text), name
    for document in real_plans.manifest.documents:
        counts = document.counts
        row = f"{document.name}{document.file}{counts['measures']}{counts['targets']}{counts['obligations']}"
        assert row in text
    for name in {path.partition("/")[0] for path in real_plans.manifest.files}:
        assert name in text


def test_whether_what_can_be_exported_is_what_make_writes(real_plans: Build, repository: Path) -> None:
    commands = re.findall(r"<code>policygraph export --view (\S+) .*?-o (\S+)</code>", _page(real_plans))
    assert {view for view, _ in commands} <= catalogue().keys()
    made = (repository / "Makefile").read_text(encoding="utf-8")
    graph = made[made.index("\ngraph:") : made.index("\ntest:")]
    for view, file in commands:
        assert f"exports/{file}" in graph or (view in graph and f"$$view{Path(file).suffix}" in graph), file


def test_whether_the_page_is_no_document(tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text(PLAN, encoding="utf-8")
    build([tmp_path], tmp_path / "out")
    assert [file.name for file in discover([tmp_path]).documents] == ["plan"]


def test_whether_the_name_of_a_document_stays_text(tmp_path: Path) -> None:
    name = "<script>alert(1)<&'\"> 方案"
    (tmp_path / f"{name.replace('/', '')}.txt").write_text(PLAN, encoding="utf-8")
    build([tmp_path], tmp_path / "out")
    seen = Tags(_page(open_build(tmp_path / "out")))
    assert "script" not in seen.names
    assert f"{name}.txt" in seen.text
