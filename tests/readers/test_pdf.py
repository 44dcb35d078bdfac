"""PDF files: lines, paragraphs, columns, tables, headers, page numbers, and what holds no text."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from policygraph.sources.composing import Content
from policygraph.sources.decode import DecodeError
from policygraph.sources.pdf.reader import read_pdf
from tests.readers.font import register
from tests.readers.pdf_writer import Layout, pdf

LONG = "坚持节水优先，统筹水资源、水环境、水生态治理，把节水贯穿到经济社会发展全过程和各领域，全面推进节水型社会建设。"
TITLE = "青岚市节水方案"
SIZE = 14


def lines(content: Content) -> list[str]:
    return [line for line in content.text.split("\n") if line]


def codes(content: Content) -> list[str]:
    return [finding.code for finding in content.findings]


def drawn(text: str, *draw: Callable[[Canvas, str], None]) -> Content:
    """What is read of pages that are drawn by hand, in a font with the characters of ``text``."""
    font = register(text)
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    for one in draw:
        canvas.setFont(font, SIZE)
        one(canvas, font)
        canvas.showPage()
    canvas.save()
    return read_pdf(out.getvalue())


def rows(*texts: str, top: float = 760, left: float = 72, step: float = 25) -> Callable[[Canvas, str], None]:
    """Draws lines from top to bottom; a text that begins with two blanks is set in by two characters."""

    def draw(canvas: Canvas, _: str) -> None:
        for i, text in enumerate(texts):
            indent = 2 * SIZE if text.startswith("  ") else 0
            canvas.drawString(left + indent, top - i * step, text.strip())

    return draw


@pytest.mark.parametrize("columns", [1, 2])
def test_whether_lines_are_joined_over_lines_columns_and_pages(columns: int) -> None:
    parts = [TITLE, *(f"{i}.{LONG * 4}" for i in range(1, 25))]
    content = read_pdf(pdf(parts, Layout(columns=columns, size=11, header="节水文件汇编")))
    assert lines(content) == parts
    assert content.blocks[-1].page > 1


def test_whether_headers_and_page_numbers_are_left_out_and_named() -> None:
    parts = [TITLE, *(f"{i}.{LONG[i % 23 :]}" for i in range(80))]
    content = read_pdf(pdf(parts, Layout(header="节水文件汇编", numbers="第{}页")))
    assert lines(content) == parts
    messages = [finding.message for finding in content.findings if finding.code == "page-furniture"]
    assert len(messages) == 2
    assert "“节水文件汇编” is the header or footer of" in messages[0]


def test_whether_a_number_that_ends_a_page_is_no_page_number() -> None:
    text = "  到2025年，建成水库" + "25座。" + LONG
    content = drawn(text, rows("  到2025年，建成水库", "25"), rows("座，改造管网。"))
    assert "25" in content.text.replace("2025", "")


@pytest.mark.parametrize("has_rules", [True, False])
def test_whether_a_table_over_pages_is_one_with_one_head(has_rules: bool) -> None:
    table = (
        ("序号", "任务", "牵头单位"),
        *((str(i), f"改造第{i}片区管网", "市水利局") for i in range(1, 60)),
    )
    content = read_pdf(pdf([TITLE, table], Layout(has_rules=has_rules, size=12)))
    assert [line for line in lines(content) if "\t" in line] == ["\t".join(row) for row in table]
    assert "table-head-repeated" in codes(content)
    assert {block.table for block in content.blocks if block.row} == {1}


def test_whether_a_cell_of_several_lines_is_one_cell() -> None:
    task = "推进老旧供水管网更新改造和漏损治理，完善计量设施，建立分区管理制度，压实运行单位责任"
    table = (
        ("序号", "任务", "牵头单位"),
        ("1", task, "市水利局"),
        ("2", "整治", "市住房城乡建设局、市城市管理局、市财政局"),
    )
    content = read_pdf(pdf([TITLE, table]))
    assert [line for line in lines(content) if "\t" in line] == ["\t".join(row) for row in table]


def cells(*rows_of_cells: tuple[str, ...], step: float = 20) -> Callable[[Canvas, str], None]:
    """Draws a table without rules, all its lines equally far apart."""

    def draw(canvas: Canvas, _: str) -> None:
        for i, row in enumerate(rows_of_cells):
            for column, text in enumerate(row):
                canvas.drawString(72 + 110 * column, 700 - i * step, text)

    return draw


def test_whether_cells_broken_over_lines_go_to_the_row_of_their_number() -> None:
    table = (
        ("序号", "任务", "牵头单位", "完成时限"),
        ("1", "改造老旧管", "市水利局", "2025年"),
        ("", "网120公里"),
        ("2", "整治漏损", "市城市管理", "2024年"),
        ("", "", "局"),
    )
    content = drawn("".join(map("".join, table)), cells(*table))
    assert [line for line in lines(content) if "\t" in line] == [
        "序号\t任务\t牵头单位\t完成时限",
        "1\t改造老旧管网120公里\t市水利局\t2025年",
        "2\t整治漏损\t市城市管理局\t2024年",
    ]


def test_whether_rules_of_one_table_stay_out_of_another() -> None:
    table = ("指标", "2025年"), ("再生水利用率", "25")

    def draw(canvas: Canvas, _: str) -> None:
        for top, column in ((700, 248.6), (500, 245.6)):
            for x in (72, column, 400):
                canvas.line(x, top + 20, x, top - 40)
            for y in (top + 20, top - 10, top - 40):
                canvas.line(72, y, 400, y)
            for i, (first, second) in enumerate(table):
                canvas.drawString(column - 14 * len(first) - 4, top - 30 * i, first)
                canvas.drawString(column + 4, top - 30 * i, second)
        canvas.drawString(72, 600, "指标")

    content = drawn("".join(map("".join, table)), draw)
    assert [line for line in lines(content) if "\t" in line] == ["\t".join(row) for row in table] * 2


def test_whether_figures_below_each_other_stay_apart() -> None:
    head, *rest = ("指标", "单位", "2025年"), ("用水量下降", "%", "13.6"), ("再生水利用率", "%", "62")

    def draw(canvas: Canvas, font: str) -> None:
        cells(head, step=20)(canvas, font)
        canvas.translate(0, -40)
        cells(*rest, step=15)(canvas, font)
        canvas.translate(0, -60)
        cells(*rest, step=15)(canvas, font)

    content = drawn("".join(map("".join, (head, *rest))), draw)
    assert [line for line in lines(content) if "\t" in line] == [
        "\t".join(row) for row in (head, *rest, *rest)
    ]


def test_whether_cells_centred_upon_the_line_of_their_figures_make_one_row() -> None:
    columns: dict[int, dict[str, float]] = {
        72: {
            "指标": 700,
            "公共供水管网": 660,
            "漏损率": 645,
            "（%）": 630,
            "污泥处置率": 592,
            "再生水利用率": 550,
        },
        272: {"2024年": 700, "9": 645, "90": 592, "20": 550},
        372: {"2025年": 700, "8.5": 645, "全部": 600, "达标": 585, "25": 550},
    }

    def draw(canvas: Canvas, _: str) -> None:
        for x, of_column in columns.items():
            for text, y in of_column.items():
                canvas.drawString(x, y, text)

    content = drawn("".join(map("".join, columns.values())), draw)
    assert [line for line in lines(content) if "\t" in line] == [
        "指标\t2024年\t2025年",
        "公共供水管网漏损率（%）\t9\t8.5",
        "污泥处置率\t90\t全部达标",
        "再生水利用率\t20\t25",
    ]


def test_whether_cells_that_stand_close_together_stay_apart() -> None:
    table = ("县（区）", "COD", "氨氮"), ("青岚县", "1697.03", "23.39"), ("安澜区", "2176.37", "36.25")

    def draw(canvas: Canvas, _: str) -> None:
        for i, row in enumerate((*table, ("白水县", "917.40", "11.73"))):
            for x, text in zip((72, 138, 204), row, strict=True):
                canvas.drawString(x, 700 - 20 * i, text)

    content = drawn("".join(map("".join, table)) + "白水917.40", draw)
    assert [line for line in lines(content) if "\t" in line] == [
        *("\t".join(row) for row in table),
        "白水县\t917.40\t11.73",
    ]


def test_whether_marks_written_after_their_line_stand_in_it() -> None:
    def draw(canvas: Canvas, font: str) -> None:
        at = 72 + 3 * SIZE
        canvas.drawString(72, 700, "推进节")
        canvas.drawString(at + SIZE, 700, "水行动")
        canvas.drawString(at + 5 * SIZE, 700, "，到2025年")
        canvas.setFont(font, 0.9 * SIZE)
        canvas.drawString(at, 700.5, "“")
        canvas.drawString(at + 4 * SIZE, 700.5, "”")

    assert lines(drawn("推进节水行动，到2025年“”", draw)) == ["推进节“水行动”，到2025年"]


def test_whether_a_group_at_the_foot_of_a_page_stays_in_its_table() -> None:
    pages = [
        (("指标", "单位", "2025年"), ("用水量下降", "%", "13.6"), ("漏损率", "%", "8.5"), ("污水",)),
        (("再生水利用率", "%", "25"), ("污泥处置率", "%", "95"), ("收集率", "%", "70")),
    ]
    content = drawn("".join("".join(map("".join, page)) for page in pages), *(cells(*page) for page in pages))
    assert [line for line in lines(content) if "\t" in line] == [
        "\t".join((*row, "", "")[:3]) for page in pages for row in page
    ]


def test_whether_a_contents_list_without_leaders_is_no_table() -> None:
    entries = [("第一节", "节水形势", "1"), ("第二节", "节水目标", "4"), ("第三节", "节水任务", "9")]
    content = drawn("".join(map("".join, entries)), cells(*entries))
    assert [line for line in lines(content) if "\t" in line] == []


def test_whether_a_title_of_two_lines_is_one() -> None:
    title = "青岚市人民政府办公室关于加快推进老旧供水管网更新改造和漏损治理的实施意见"
    assert lines(read_pdf(pdf([title, LONG])))[0] == title


@pytest.mark.parametrize(
    ("what", "first", "second", "wanted"),
    [
        ("a short line ends a paragraph", "  一、目标", "  完成任务。", ["一、目标", "完成任务。"]),
        ("an indent begins one", "  " + LONG[:30], "  " + LONG[30:], [LONG[:30], LONG[30:]]),
        (
            "a number behind a full line",
            "  " + LONG[:29] + "。",
            "（二）完成任务。",
            [LONG[:29] + "。", "（二）完成任务。"],
        ),
        ("a full line goes on", "  " + LONG[:30], LONG[30:], [LONG]),
        ("an annex begins anew", "  " + LONG[:30], "附件1", [LONG[:30], "附件1"]),
    ],
)
def test_where_paragraphs_end(what: str, first: str, second: str, wanted: list[str]) -> None:
    full = LONG[:32]
    others = [f"  {full[:30]}", full, full, full, "了。"]
    content = drawn(LONG + "一、（二）目标完成任务。附件1了", rows(*others, first, second))
    assert lines(content)[1:] == wanted, what


def test_whether_text_aslant_is_a_watermark() -> None:
    def mark(canvas: Canvas, _: str) -> None:
        rows(f"  {LONG[:30]}", LONG[30:])(canvas, _)
        canvas.translate(200, 300)
        canvas.rotate(45)
        canvas.drawString(0, 0, "内部资料")

    content = drawn(LONG + "内部资料", mark)
    assert lines(content) == [LONG]
    assert codes(content) == ["watermark"]


def test_whether_a_page_that_lies_on_its_side_is_read() -> None:
    def turned(canvas: Canvas, _: str) -> None:
        canvas.translate(A4[0], 0)
        canvas.rotate(90)
        rows(f"  {LONG[:30]}", LONG[30:], top=500)(canvas, _)

    assert lines(drawn(LONG, turned)) == [LONG]


def test_whether_characters_that_are_drawn_twice_count_once() -> None:
    def bold(canvas: Canvas, _: str) -> None:
        for character, x in (("节", 72), ("节", 72.4), ("水", 86), ("水", 86.4)):
            canvas.drawString(x, 700, character)
        canvas.drawString(72, 660, LONG[:20])

    assert lines(drawn("节水" + LONG, bold)) == ["节水", LONG[:20]]


def written_by_hand(*meant: str) -> bytes:
    """A PDF of one line whose font says itself what its characters mean, as hexadecimal UTF-16."""
    codes = "".join(f"<{i:04X}> <{one}>\n" for i, one in enumerate(meant, start=1))
    meaning = (
        f"1 begincodespacerange <0000> <FFFF> endcodespacerange\n{len(meant)} beginbfchar\n{codes}endbfchar"
    )
    shown = "".join(f"{i:04X}" for i in range(1, len(meant) + 1))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        "/Resources << /Font << /F 5 0 R >> >> >>",
        stream(f"BT /F 14 Tf 72 700 Td <{shown}> Tj ET"),
        "<< /Type /Font /Subtype /Type0 /BaseFont /F /Encoding /Identity-H /DescendantFonts [6 0 R] "
        "/ToUnicode 7 0 R >>",
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /F /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) "
        "/Supplement 0 >> /FontDescriptor 8 0 R /DW 1000 >>",
        stream(f"/CIDInit /ProcSet findresource begin begincmap\n{meaning}\nendcmap end"),
        "<< /Type /FontDescriptor /FontName /F /Flags 4 /FontBBox [0 -120 1000 880] /Ascent 880 /Descent -120 >>",
    ]
    written = "".join(f"{i} 0 obj\n{one}\nendobj\n" for i, one in enumerate(objects, start=1))
    return f"%PDF-1.4\n{written}trailer << /Root 1 0 R /Size 9 >>\n%%EOF\n".encode()


def stream(content: str) -> str:
    return f"<< /Length {len(content)} >>\nstream\n{content}\nendstream"


def test_whether_halves_of_characters_are_put_together_and_lone_ones_marked() -> None:
    words = [f"{ord(character):04X}" for character in "可再生能源消费比重为"]
    content = read_pdf(written_by_hand(*words, "0033", "DBC0DDB0", "0032", "DBC0", "0025", "DDB0"))
    assert lines(content) == ["可再生能源消费比重为3\U001001b02\ufffd%\ufffd"]


def test_whether_scanned_pages_are_named() -> None:
    def picture(canvas: Canvas, _: str) -> None:
        canvas.drawInlineImage(_image(), 72, 72, 400, 600)

    with pytest.raises(DecodeError, match="holds scanned pictures; run it through OCR"):
        drawn("一", picture)
    content = drawn(LONG, rows(LONG[:30], LONG[30:]), picture)
    (finding,) = [finding for finding in content.findings if finding.code == "page-unread"]
    assert finding.message.startswith("page 2 holds only pictures")


def _image() -> object:
    from PIL import Image

    return Image.new("L", (20, 30), 128)
