"""Where a fact stands in the file that a person has: its page, table, row, paragraph or sheet."""

from __future__ import annotations

import io
import json

import openpyxl
import pytest

from policygraph.builds.places import block_words
from policygraph.builds.reader import Reader
from policygraph.builds.store import Build, open_build
from policygraph.model import Block
from policygraph.pages import Language
from policygraph.pipeline import build
from policygraph.validation.check import validate
from policygraph.validation.sarif import sarif
from tests.readers.docx_writer import docx_file
from tests.readers.html_writer import cms
from tests.readers.pdf_writer import pdf
from tests.tracing.asking import rows, stock_rows

FILLER = "坚持节水优先，统筹水资源、水环境、水生态治理，把节水贯穿到经济社会发展全过程和各领域。"
PARTS = (
    "青岚市节水方案",
    "一、主要目标",
    *(FILLER,) * 40,
    "到2025年，再生水利用率达到25%以上。",
    "附件1",
    "主要指标",
    (("指标", "单位", "2025年目标"), ("城市公共供水管网漏损率", "%", "9"), ("再生水利用量", "万吨", "320")),
)


def workbook() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "重点任务"
    for row in (
        ["青岚市节水重点任务清单"],
        ["序号", "任务", "牵头单位", "完成时限"],
        [1, "完成管网改造120公里", "市水利局", "2025年6月"],
    ):
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Build:
    folder = tmp_path_factory.mktemp("files")
    (folder / "a.pdf").write_bytes(pdf(PARTS))
    (folder / "b.docx").write_bytes(docx_file(PARTS))
    (folder / "c.html").write_bytes(cms(PARTS))
    (folder / "d.xlsx").write_bytes(workbook())
    (folder / "e.txt").write_text(
        "青岚市节水方案\n一、目标\n到2025年，再生水利用率达到25%以上。\n", encoding="utf-8"
    )
    report = build([folder], folder / "out")
    assert (report.errors, report.left_out) == ((), ())
    return open_build(folder / "out")


def block_of(opened: Build, document: str, quote: str) -> Block:
    """Where the target with that quote stands."""
    iris = [
        row["iri"]
        for row in stock_rows(opened, "targets")
        if (row["document"], row["quote"]) == (document, quote)
    ]
    assert len(iris) == 1
    found = Reader(opened).quote(iris[0])
    assert found is not None
    assert found.block is not None
    return found.block


def test_whether_a_fact_of_a_pdf_has_its_page(opened: Build) -> None:
    in_text, in_table = block_of(opened, "a", "25%"), block_of(opened, "a", "320")
    assert in_text.page > 1
    assert in_table.page >= in_text.page
    assert (in_table.table, in_table.row) == (1, 3)


@pytest.mark.parametrize("document", ["b", "c"])
def test_whether_a_fact_of_a_file_without_pages_has_its_paragraph_or_row(
    opened: Build, document: str
) -> None:
    in_text, in_table = block_of(opened, document, "25%"), block_of(opened, document, "320")
    assert (in_text.page, in_text.paragraph) == (0, 43)
    assert (in_table.page, in_table.paragraph, in_table.table, in_table.row) == (0, 0, 1, 3)


def test_whether_a_fact_of_a_workbook_has_its_sheet_and_row(opened: Build) -> None:
    block = block_of(opened, "d", "120公里")
    assert (block.sheet, block.row) == ("重点任务", 3)
    assert block_words(block) == "工作表“重点任务”表1第3行/sheet “重点任务”, table 1, row 3"


def test_whether_documents_tell_their_kind_and_pages(opened: Build) -> None:
    rows = {row["document"]: (row["format"], row["pages"]) for row in stock_rows(opened, "documents")}
    pages = max(int(number) for _, number in rows.values())
    assert rows == {
        "a": ("application/pdf", str(pages)),
        "b": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "0"),
        "c": ("text/html", "0"),
        "d": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "0"),
        "e": ("text/plain", "0"),
    }
    assert pages > 1


def test_whether_the_graph_says_which_program_read_a_file(opened: Build) -> None:
    query = """PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        SELECT ?file ?by
        WHERE { ?text pg:fileName ?file ; prov:wasGeneratedBy/prov:wasAssociatedWith/rdfs:label ?by }"""
    found = {row["file"]: row["by"].partition(" ")[0] for row in rows(opened, query)}
    assert found == {
        "a.pdf": "pypdfium2",
        "b.docx": "policygraph",
        "c.html": "selectolax",
        "d.xlsx": "openpyxl",
        "e.txt": "policygraph",
    }


def test_whether_reports_point_at_the_page(opened: Build) -> None:
    report = validate(opened)
    places = [result.place for result in report.results if result.place and result.document == "a"]
    assert places
    assert all(place.where.startswith("a.pdf: 第") for place in places)
    log = json.loads(sarif(report, Language.EN))
    named = [
        location["logicalLocations"][0]["name"]
        for result in log["runs"][0]["results"]
        for location in result.get("locations", [])
        if location["physicalLocation"]["artifactLocation"]["uri"] == "a.pdf"
    ]
    assert named
    assert all("/p. " in name for name in named)
