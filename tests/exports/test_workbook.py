"""The workbook for people, in Chinese and in English, read back by openpyxl."""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook

import policygraph.exports
import policygraph.queries
from policygraph.builds.store import Build
from policygraph.errors import UsageError
from policygraph.exports.catalogue import catalogue, export
from policygraph.exports.network import network
from policygraph.exports.writing import write_network
from policygraph.pages import Language
from policygraph.queries.selection import Selection
from policygraph.queries.tables import StockTable, stock_tables

pytestmark = pytest.mark.long

HEADINGS = Path(policygraph.exports.__path__[0]) / "headings.toml"
HEADS = Path(policygraph.queries.__path__[0]) / "heads.toml"
HAN = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture(scope="module")
def tables(opened: Build) -> list[StockTable]:
    return stock_tables(opened)


@pytest.fixture(scope="module")
def books(opened: Build, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Workbook]:
    folder = tmp_path_factory.mktemp("books")
    for language in (Language.ZH, Language.EN):
        export(catalogue(), "tables", "", folder / f"{language}.xlsx", Selection(), language)(opened)
    return {name: openpyxl.load_workbook(folder / f"{name}.xlsx") for name in ("zh", "en")}


def rows(book: Workbook, sheet: str) -> list[dict[str, Any]]:
    head, *found = book[sheet].iter_rows(values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in found]


def test_whether_every_sheet_and_code_has_its_words(tables: list[StockTable]) -> None:
    known: Mapping[str, Any] = tomllib.loads(HEADINGS.read_text(encoding="utf-8"))
    codes = known["codes"]
    assert {table.name for table in tables} <= known["sheets"].keys()
    for table in tables:
        for column in table.columns:
            for code in column.values:
                assert f"{column.name}.{code}" in codes or code in codes, (column.name, code)
    names = [name for pair in known["sheets"].values() for name in pair]
    assert len(set(names)) == len(names)
    heads: Mapping[str, Any] = tomllib.loads(HEADS.read_text(encoding="utf-8"))
    for zh, en in (
        pair for group in (known["sheets"], heads, codes, known["words"]) for pair in group.values()
    ):
        assert HAN.search(zh)
        assert not HAN.search(en)


def test_whether_heads_notes_and_codes_are_in_one_language(books: dict[str, Workbook]) -> None:
    for language, name in (("zh", "量化目标"), ("en", "Targets")):
        for sheet in books[language].worksheets[2:]:
            assert sheet.freeze_panes == "A2"
            assert sheet.auto_filter.ref
            for cell in sheet[1]:
                assert bool(HAN.search(str(cell.value))) == (language == "zh") or cell.value == "IRI"
                assert cell.comment is not None or sheet.title in ("原文", "Sentences")
        assert name in books[language].sheetnames
    assert {row["比较"] for row in rows(books["zh"], "量化目标")} <= {
        "不低于",
        "不高于",
        "高于",
        "低于",
        "约",
        "区间",
        "等于",
    }
    assert {row["Strength"] for row in rows(books["en"], "Targets")} <= {"firm", "striving"}
    often = {row["频次"] for row in rows(books["zh"], "考核评价")} - {None}
    assert often
    assert all(HAN.search(str(one)) for one in often)


def test_whether_the_cover_explains_codes_by_the_words_of_cells(books: dict[str, Workbook]) -> None:
    cover = [row[:3] for row in books["zh"]["说明"].iter_rows(values_only=True)]
    for place, about in (
        (("上级条款落实", "落实情况"), "已落实（单独落实），合并落实，没有落实（未见对应）"),
        (("量化目标", "比较"), "等于、不低于、不高于、高于、低于、约或区间"),
        (("引用文件", "引用关系"), "依据或提及"),
    ):
        (said,) = [str(row[2]) for row in cover if row[:2] == place]
        assert about in said
    questions = {str(row[0]): str(row[2]) for row in cover if isinstance(row[1], int)}
    assert "差额只对数量" in questions["县区分解"]
    assert not [about for about in questions.values() if re.search("[a-z]{3}", about)]


def test_whether_cells_are_what_the_tables_hold(books: dict[str, Workbook], tables: list[StockTable]) -> None:
    (targets,) = [table for table in tables if table.name == "targets"]
    names = [column.name for column in targets.columns]
    shown = rows(books["zh"], "量化目标")
    assert len(shown) == len(targets.rows)
    for row, cells in zip(shown, targets.rows, strict=True):
        stated = dict(zip(names, cells, strict=True))
        assert row["文件名"] == stated["document"]
        assert row["文件"] != stated["document"]
        assert row["原文"] == stated["quote"]
        assert row["目标年"] == stated["target_year"]
        if stated["lower"] == stated["upper"] is not None:
            assert row["数值"] == pytest.approx(float(str(stated["lower"])))
    due = rows(books["zh"], "完成时限")
    assert {type(row["最后一天"]) for row in due} == {datetime}
    years = {row["目标年"] for row in shown} - {None}
    assert {type(year) for year in years} == {int}


def test_whether_quotes_lead_to_their_sentences(books: dict[str, Workbook]) -> None:
    book = books["zh"]
    linked = 0
    for name in ("量化目标", "任务分工", "任务要求", "引用文件"):
        sheet = book[name]
        heads = {cell.value: cell.column for cell in sheet[1]}
        for row in range(2, sheet.max_row + 1):
            cell = sheet.cell(row, heads["原文"] or 0)
            if cell.hyperlink:
                target = re.fullmatch(r"'原文'!D(\d+)", str(cell.hyperlink.location))
                assert target
                sentence = book["原文"].cell(int(target[1]), 4)
                assert _plain(cell.value) in _plain(sentence.value)
                assert (
                    book["原文"].cell(int(target[1]), 2).value == sheet.cell(row, heads["文件名"] or 0).value
                )
                linked += 1
    assert linked > 1500


def _plain(value: object) -> str:
    return "".join(str(value).split())


def test_whether_cities_stand_beside_nation_and_province(books: dict[str, Workbook]) -> None:
    sheet = books["zh"]["各市对比"]
    heads = [cell.value for cell in sheet[1]]
    assert heads[:5] == ["指标", "数值性质", "计量单位", "全国", "山西省"]
    # Cities follow their province.
    assert heads.index("河南省") < heads.index("安阳市")
    energy = next(row for row in sheet.iter_rows(min_row=2) if row[0].value == "单位GDP能耗")
    values = dict(zip(heads, energy, strict=True))
    assert (values["全国"].value, values["山西省"].value, values["安阳市"].value) == (13.5, 14.5, 18)
    assert values["安阳市"].number_format == '"≥"General'
    assert "更严" in str(values["安阳市"].comment)
    assert values["太原市"].value == "14.5 (基本目标) / 16.5 (激励目标)"


def test_whether_tables_for_programs_have_one_way_only(opened: Build, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="tables as csv is written in one way for all languages"):
        export(catalogue(), "tables", "csv", tmp_path / "a", Selection(), Language.ZH)


def test_whether_no_cell_of_a_network_is_a_formula(opened: Build, tmp_path: Path) -> None:
    graph = network(opened, "indicators")
    for at, node in enumerate(list(graph)[:5]):
        graph.nodes[node]["label"] = "=+-@\t"[at] + "SUM(1;1)"
    write_network(graph, "csv", tmp_path / "csv")
    for name in ("nodes", "edges"):
        with (tmp_path / "csv" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
        assert [cell for cell in cells if re.match(r"[=+@\t]|-(?![\d.]+$)", cell)] == []
        assert name == "edges" or sum(cell[1:].endswith("SUM(1;1)") for cell in cells) == 5
