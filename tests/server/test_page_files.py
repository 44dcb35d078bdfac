"""The tables and pictures of pages as files: what stands on the page, and nothing that a spreadsheet carries out."""

from __future__ import annotations

import csv
import io
import json
from urllib.parse import quote, unquote

import openpyxl
import pytest
from lxml import etree
from starlette.applications import Starlette

from policygraph.builds.store import Build
from policygraph.server.forms import form_routes
from policygraph.server.inprocess import ask
from policygraph.server.page_files import file_of
from policygraph.server.views import NothingThereError
from policygraph.server.workbench import Workbench, application
from policygraph.session import Session

TABLES = """<main><p>12</p>
<div class="wide" role="region" aria-label="甲"><table><caption>表</caption>
<thead><tr><th scope="col">名<a href="/x">称</a></th><th>数</th></tr></thead>
<tbody><tr><th scope="row"><a href="/y">一
 二</a></th><td class="number">3.50</td></tr>
<tr><th>=1+1</th><td>-5</td></tr></tbody></table></div>
<div class="wide" role="region" aria-label="乙"><table><caption>表</caption>
<thead><tr><th>名称</th><th>数</th></tr></thead>
<tbody><tr><td><details><summary>两项</summary><ul><li>a</li><li>b</li></ul></details></td><td>007</td></tr></tbody>
</table></div>
<div class="wide" role="region" aria-label="丙"><table><caption>别的</caption>
<thead><tr><th>列</th></tr></thead><tbody><tr><td>@x</td></tr></tbody></table></div></main>"""


@pytest.fixture(scope="module")
def served(chain_of_plans: Build) -> Starlette:
    return application(Workbench(Session(chain_of_plans)), routes=form_routes())


def test_whether_tables_of_one_kind_are_one() -> None:
    text = file_of(TABLES, "csv").decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text))) == [
        ["", "名称", "数"],
        ["甲", "一 二", "3.50"],
        ["甲", "'=1+1", "-5"],
        ["乙", "a\nb", "007"],
        [],
        ["别的"],
        ["列"],
        ["'@x"],
    ]
    book = openpyxl.load_workbook(io.BytesIO(file_of(TABLES, "xlsx")))
    first, second = book.worksheets
    assert [[cell.value for cell in row] for row in first.rows][1:] == [
        ["甲", "一 二", 3.5],
        ["甲", "=1+1", -5],
        ["乙", "a\nb", "007"],
    ]
    assert first["B3"].data_type == "s"
    assert second.title == "2 别的"
    assert file_of(TABLES, "xlsx") == file_of(TABLES, "xlsx")


@pytest.mark.parametrize(("form", "picture"), [("svg", 1), ("png", 0), ("pdf", 2)])
def test_whether_a_picture_that_is_not_there_is_told(form: str, picture: int) -> None:
    with pytest.raises(NothingThereError):
        file_of(TABLES, form, picture)


def test_whether_a_page_hands_out_the_rows_that_it_shows(served: Starlette) -> None:
    address = "/calendar?document=city"
    rows = ask(served, f"{address}&format=json")
    reply = ask(served, f"{address}&format=csv")
    assert reply.media_type == "text/csv"
    assert quote("时限") in reply.headers["content-disposition"]
    lines = list(csv.reader(io.StringIO(reply.content.decode("utf-8-sig"))))
    assert len(lines) - 1 == json.loads(rows.text)["leaf"]["total"] > 2
    assert all(line[0].startswith("city ") for line in lines[1:])
    # The same again: what was made once has its name still.
    assert ask(served, f"{address}&format=csv").headers == reply.headers
    page = ask(served, f"{address}&page=2").text
    assert '/calendar?document=city&amp;format=csv"' in page
    assert "format=csv" not in ask(served, "/search?q=x").text
    assert ask(served, "/search?q=x&format=csv").status == 404


def test_whether_a_chart_stands_for_itself(served: Starlette) -> None:
    levels = Workbench.rows(served.state.workbench, "levels")
    name = next(row["concept"] for row in levels if row["verdict"] and row["value"])
    page = ask(served, f"/indicators/{quote(name, safe='')}")
    assert "picture=1" in page.text
    reply = ask(served, f"/indicators/{quote(name, safe='')}?format=svg&picture=1")
    assert reply.media_type == "image/svg+xml"
    assert name in unquote(reply.headers["content-disposition"])
    root = etree.fromstring(reply.content)
    shown = [text.text or "" for text in root.iter("{http://www.w3.org/2000/svg}text")]
    areas = {row["area"] for row in levels if row["concept"] == name and row["value"]}
    assert any(text.startswith(area) for text in shown for area in areas)
    # Nothing of it stands in a style sheet.
    assert all(one.get("fill") for one in root.iter("{http://www.w3.org/2000/svg}rect"))


@pytest.mark.long
@pytest.mark.parametrize(("form", "begins"), [("pdf", b"%PDF-"), ("png", b"\x89PNG")])
def test_whether_a_chart_is_printed(form: str, begins: bytes) -> None:
    chart = '<svg viewBox="0 0 640 48" class="chart"><text x="9" y="20">晋城市</text></svg>'
    assert file_of(chart, form).startswith(begins)
