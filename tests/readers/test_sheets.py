"""Workbooks and tables with separators, and which of them are documents."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from policygraph.sources.decode import DecodeError, NoDocumentError
from policygraph.sources.office.sheets import read_csv, read_xlsx

HEAD = ["任务", "牵头单位", "完成时限"]


def workbook(fill: Callable[[Worksheet], None], title: str = "Sheet1") -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    fill(sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line]


@pytest.mark.parametrize(
    ("what", "value", "form", "wanted"),
    [
        ("text", "改造管网", "General", "改造管网"),
        ("integer", 120, "General", "120"),
        ("float", 13.5, "0.0", "13.5"),
        ("share", 0.135, "0.0%", "13.5%"),
        ("sum of binary fractions", 0.1 + 0.2, "General", "0.3"),
        ("day", datetime.date(2025, 6, 30), "yyyy-mm-dd", "2025年6月30日"),
        ("month", datetime.date(2025, 6, 1), 'yyyy"年"m"月"', "2025年6月"),
        ("truth", True, "General", "是"),
    ],
)
def test_whether_a_cell_reads_as_it_is_shown(what: str, value: object, form: str, wanted: str) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(HEAD)
        sheet.append(["改造", "甲局", None])
        cell = sheet.cell(2, 3)
        cell.value = value  # type: ignore[assignment]
        cell.number_format = form

    assert lines(read_xlsx(workbook(fill)).text) == ["\t".join(HEAD), f"改造\t甲局\t{wanted}"], what


def test_whether_titles_are_paragraphs_and_merged_cells_are_shared() -> None:
    def fill(sheet: Worksheet) -> None:
        for row in (["青岚市重点任务清单", None, None], HEAD, ["管网", "甲局", "6月"], ["水表", None, "9月"]):
            sheet.append(row)
        sheet.merge_cells("A1:C1")
        sheet.merge_cells("B3:B4")

    assert lines(read_xlsx(workbook(fill)).text) == [
        "青岚市重点任务清单",
        "\t".join(HEAD),
        "管网\t甲局\t6月",
        "水表\t甲局\t9月",
    ]


def test_whether_the_name_of_a_sheet_stands_above_its_table() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(HEAD)
        sheet.append(["改造", "甲局", "6月"])

    content = read_xlsx(workbook(fill, "任务"))
    assert lines(content.text)[0] == "任务"
    assert {block.sheet for block in content.blocks if block.row} == {"任务"}


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_whether_tables_with_separators_are_read(separator: str, encoding: str) -> None:
    data = "\r\n".join(separator.join(row) for row in (HEAD, ['"改造, 扩建"', "甲局", "6月"])).encode(
        encoding
    )
    assert lines(read_csv(data).text) == ["\t".join(HEAD), "改造, 扩建\t甲局\t6月"]


@pytest.mark.parametrize("data", [b"a,b\n1,2\n", "姓名,电话\n张三,1\n".encode(), "只有一列\n一\n".encode()])
def test_whether_other_tables_are_no_documents(data: bytes) -> None:
    with pytest.raises(NoDocumentError, match="not a table of tasks or indicators"):
        read_csv(data)


def test_whether_a_quotation_without_end_is_refused() -> None:
    with pytest.raises(DecodeError):
        read_csv(('任务,单位\n"' + "节" * 200_000).encode())
