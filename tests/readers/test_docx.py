"""DOCX files: numbers that Word writes, tables, notes, boxes, changes."""

from __future__ import annotations

from collections.abc import Callable

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from policygraph.sources.composing import Content
from policygraph.sources.office.docx import read_docx
from tests.readers.docx_writer import add_numbering, number, saved


def read(*fill: Callable[[Document], None]) -> Content:
    document = docx.Document()
    for one in fill:
        one(document)
    return read_docx(saved(document))


def lines(content: Content) -> list[str]:
    return [line for line in content.text.split("\n") if line]


def numbered(
    levels: list[tuple[str, str]], *items: tuple[int, str], start: int = 1
) -> Callable[[Document], None]:
    """Adds a list of these levels with items of (level, text)."""

    def fill(document: Document) -> None:
        key = add_numbering(document, levels, start=start)
        for level, text in items:
            number(document.add_paragraph(text), key, level)

    return fill


def runs(xml: str) -> Callable[[Document], None]:
    """Adds a paragraph with this content."""

    def fill(document: Document) -> None:
        element = parse_xml(f"<w:p {nsdecls('w')}>{xml}</w:p>")
        document.element.body.insert(len(document.element.body) - 1, element)

    return fill


@pytest.mark.parametrize(
    ("form", "text", "start", "wanted"),
    [
        ("chineseCountingThousand", "%1、", 9, ["九、甲", "十、乙", "十一、丙"]),
        ("taiwaneseCountingThousand", "第%1章 ", 1, ["第一章 甲", "第二章 乙", "第三章 丙"]),
        ("japaneseCounting", "（%1）", 1, ["（一）甲", "（二）乙", "（三）丙"]),
        ("decimal", "%1.", 1, ["1.甲", "2.乙", "3.丙"]),
        ("decimalZero", "%1.", 9, ["09.甲", "10.乙", "11.丙"]),
        ("decimalFullWidth", "%1．", 1, ["１．甲", "２．乙", "３．丙"]),
        ("decimalEnclosedCircle", "%1", 1, ["①甲", "②乙", "③丙"]),
        ("ideographDigital", "%1、", 9, ["九、甲", "一〇、乙", "一一、丙"]),
        ("chineseLegalSimplified", "%1、", 1, ["壹、甲", "贰、乙", "叁、丙"]),
        ("ideographTraditional", "%1、", 1, ["甲、甲", "乙、乙", "丙、丙"]),
        ("lowerLetter", "%1)", 26, ["z)甲", "aa)乙", "bb)丙"]),
        ("upperRoman", "%1.", 3, ["III.甲", "IV.乙", "V.丙"]),
        ("bullet", "●", 1, ["●甲", "●乙", "●丙"]),
    ],
)
def test_the_numbers_of_a_list(form: str, text: str, start: int, wanted: list[str]) -> None:
    assert lines(read(numbered([(form, text)], (0, "甲"), (0, "乙"), (0, "丙"), start=start))) == wanted


def test_whether_deeper_numbers_begin_again_under_each_heading() -> None:
    levels = [
        ("chineseCountingThousand", "%1、"),
        ("chineseCountingThousand", "（%2）"),
        ("decimal", "%1.%3 "),
    ]
    items = ((0, "目标"), (0, "任务"), (1, "管网"), (1, "水表"), (2, "换表"), (0, "保障"), (1, "资金"))
    assert lines(read(numbered(levels, *items))) == [
        "一、目标",
        "二、任务",
        "（一）管网",
        "（二）水表",
        "二.1 换表",
        "三、保障",
        "（一）资金",
    ]


def test_whether_a_style_numbers_its_paragraphs() -> None:
    def fill(document: Document) -> None:
        key = add_numbering(document, [("chineseCountingThousand", "%1、")])
        style = document.styles["Heading 1"]
        style.element.get_or_add_pPr().append(
            parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="{key}"/></w:numPr>')
        )
        for text in ("总体要求", "主要任务"):
            document.add_paragraph(text, style="Heading 1")

    assert lines(read(fill)) == ["一、总体要求", "二、主要任务"]


@pytest.mark.parametrize(
    ("what", "xml", "wanted", "codes"),
    [
        ("insertion", "<w:r><w:t>到</w:t></w:r><w:ins><w:r><w:t>2025年</w:t></w:r></w:ins>", "到2025年", []),
        (
            "deletion",
            "<w:r><w:t>到2025年</w:t></w:r><w:del><w:r><w:delText>前后</w:delText></w:r></w:del>",
            "到2025年",
            ["changes-accepted"],
        ),
        ("field", "<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>3处</w:t></w:r>", "3处", []),
        (
            "hidden text",
            "<w:r><w:rPr><w:vanish/></w:rPr><w:t>内部</w:t></w:r><w:r><w:t>公开</w:t></w:r>",
            "公开",
            ["hidden-text"],
        ),
        ("control", "<w:sdt><w:sdtContent><w:r><w:t>节水</w:t></w:r></w:sdtContent></w:sdt>", "节水", []),
        ("hyphen", "<w:r><w:t>DB</w:t><w:noBreakHyphen/><w:t>1</w:t></w:r>", "DB-1", []),
        (
            "symbol",
            '<w:r><w:t>节水</w:t><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>',
            "节水",
            ["sign-unread"],
        ),
        (
            "text box",
            "<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>盒中</w:t></w:r></w:p></w:txbxContent></w:pict>"
            "<w:t>盒外</w:t></w:r>",
            "盒外|盒中",
            [],
        ),
    ],
)
def test_what_is_read_of_a_paragraph(what: str, xml: str, wanted: str, codes: list[str]) -> None:
    content = read(runs(xml))
    assert "|".join(lines(content)) == wanted, what
    assert [finding.code for finding in content.findings] == codes


def test_whether_tables_stand_where_they_are_with_their_merged_cells() -> None:
    def fill(document: Document) -> None:
        document.add_paragraph("任务清单")
        table = document.add_table(4, 3)
        rows = ("领域 任务 牵头单位", "城镇 改管网 甲局", "_ 修水表 _", "农村 建塘坝 乙局")
        for i, row in enumerate(rows):
            for j, text in enumerate(row.split()):
                table.cell(i, j).text = text.strip("_")
        table.cell(1, 0).merge(table.cell(2, 0))
        table.cell(1, 2).merge(table.cell(2, 2))
        document.add_paragraph("附则")

    assert lines(read(fill)) == [
        "任务清单",
        "领域\t任务\t牵头单位",
        "城镇\t改管网\t甲局",
        "城镇\t修水表\t甲局",
        "农村\t建塘坝\t乙局",
        "附则",
    ]


def test_whether_a_box_of_one_cell_is_text() -> None:
    def fill(document: Document) -> None:
        document.add_table(1, 1).cell(0, 0).text = "专栏1 重点工程"

    assert lines(read(fill)) == ["专栏1 重点工程"]


def test_whether_headers_and_contents_are_left_out_and_named() -> None:
    def fill(document: Document) -> None:
        document.sections[0].header.paragraphs[0].text = "青岚市文件"
        style = document.styles.add_style("toc 1", 1)
        document.add_paragraph("一、目标……1", style=style)
        document.add_paragraph("一、目标")

    content = read(fill)
    assert lines(content) == ["一、目标"]
    assert {finding.code for finding in content.findings} == {"contents-list", "page-furniture"}
    assert any("青岚市文件" in finding.message for finding in content.findings)
