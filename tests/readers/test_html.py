"""Web pages: what is read of them, what is left out, and what the site says about its document."""

from __future__ import annotations

import pytest

from policygraph.model import Metadata
from policygraph.sources.composing import Content
from policygraph.sources.html.reader import read_html

PROSE = "为推进节水型社会建设，提高水资源利用效率，结合实际，制定本方案。"


def page(body: str, head: str = "") -> Content:
    return read_html(f"<html><head><meta charset='utf-8'>{head}</head><body>{body}</body></html>".encode())


def lines(content: Content) -> list[str]:
    return [line for line in content.text.split("\n") if line]


@pytest.mark.parametrize(
    ("what", "body", "wanted"),
    [
        ("paragraphs", f"<p>一、目标</p><p>{PROSE}</p>", ["一、目标", PROSE]),
        (
            "line breaks",
            f"<div>一、目标<br>&emsp;{PROSE}<br/>二、措施</div>",
            ["一、目标", PROSE, "二、措施"],
        ),
        (
            "spans inside a line",
            "<p>到<span>2025</span>年，<b>下降</b><i>14.5</i>%。</p>",
            ["到2025年，下降14.5%。"],
        ),
        ("entities", "<p>PM<sub>2.5</sub>&nbsp;&lt;&#32;35&#x3002;</p>", ["PM2.5 < 35。"]),
        (
            "tags that are never closed",
            "<p>一、目标<p>二、措施<div>三、保障",
            ["一、目标", "二、措施", "三、保障"],
        ),
        ("scripts and styles", "<style>p{}</style><script>var x='<p>假</p>'</script><p>真</p>", ["真"]),
        ("numbered lists", "<ol start=3><li>巡查</li><li>整改</li></ol>", ["3.巡查", "4.整改"]),
        (
            "lists numbered in Chinese",
            "<ol style='list-style-type:cjk-ideographic'><li>巡查</li><li>整改</li></ol>",
            ["一、巡查", "二、整改"],
        ),
        ("preformatted text", "<pre>一、目标\n二、措施</pre>", ["一、目标", "二、措施"]),
        ("comments", "<p>一<!-- 二 -->三</p>", ["一三"]),
        (
            "a table",
            "<table><tr><th>指标</th><th>单位</th></tr><tr><td>漏损率</td><td>%</td></tr></table>",
            ["指标\t单位", "漏损率\t%"],
        ),
        (
            "cells over rows",
            "<table><tr><td>领域</td><td>任务</td></tr><tr><td rowspan=2>城镇</td><td>改管网</td></tr>"
            "<tr><td>修水表</td></tr></table>",
            ["领域\t任务", "城镇\t改管网", "城镇\t修水表"],
        ),
        (
            "a value for several rows counts once",
            "<table><tr><td>县</td><td>吨</td></tr><tr><td>甲</td><td rowspan=2>30</td></tr>"
            "<tr><td>乙</td></tr></table>",
            ["县\t吨", "甲\t30", "乙\t"],
        ),
        (
            "heads over columns",
            "<table><tr><td rowspan=2>指标</td><td colspan=2>目标</td></tr><tr><td>2023年</td><td>2025年</td></tr>"
            "<tr><td>漏损率</td><td>10</td><td>9</td></tr></table>",
            ["指标\t目标\t", "\t2023年\t2025年", "漏损率\t10\t9"],
        ),
        (
            "a table that only lays out",
            f"<table><tr><td><p>一、目标</p><p>{PROSE}</p></td></tr></table>",
            ["一、目标", PROSE],
        ),
    ],
)
def test_what_is_read(what: str, body: str, wanted: list[str]) -> None:
    assert lines(page(body)) == wanted, what


@pytest.mark.parametrize(
    ("what", "around"),
    [
        ("navigation", "<nav><a href=/>首页</a><a href=/b>公告</a></nav>{}"),
        ("a menu of links", "<ul class='menu'><li><a href=/>政务公开</a></li></ul>{}"),
        ("crumbs", "<div class='crumb'>当前位置：<a href=/>首页</a> > 政策</div>{}"),
        ("share buttons", "<div>{}<div class='share'>分享到：<a href=#>微博</a></div></div>"),
        ("buttons of the page", "<div>{}<p>【打印】【关闭】</p></div>"),
        ("related links", "{}<div><h3>相关链接</h3><a href=/x>关于做好抗旱工作的通知</a></div>"),
        ("a footer", "{}<div class='footer'>版权所有：示例单位 地址：示例路1号</div>"),
        ("who edited the page", "<div>{}<p>责任编辑：张三</p></div>"),
    ],
)
def test_whether_the_site_around_the_document_is_left_out_and_named(what: str, around: str) -> None:
    document = f"<div class='text'><p>青岚市节水方案</p><p>{PROSE}</p><p>{PROSE}</p></div>"
    content = page(around.format(document))
    assert lines(content) == ["青岚市节水方案", PROSE, PROSE], what
    assert [finding.code for finding in content.findings] == ["page-furniture"]


def test_whether_a_title_above_the_text_is_kept() -> None:
    body = f"<h1>青岚市节水方案</h1><p>（青政发〔2023〕5号）</p><div><p>{PROSE}</p><p>{PROSE}</p></div>"
    assert lines(page(body, "<title>青岚市节水方案_示例网</title>")) == [
        "青岚市节水方案",
        "（青政发〔2023〕5号）",
        PROSE,
        PROSE,
    ]


@pytest.mark.parametrize(
    "fields",
    [
        "<table><tr><td>索 引 号：</td><td>0001</td><td>发文机关：</td><td>青岚市人民政府</td></tr>"
        "<tr><td>发文字号：</td><td>青政发〔2023〕 5 号</td><td>成文日期：</td><td>2023年4月1日</td></tr></table>",
        "<ul><li>索引号：0001</li><li>发布机构：青岚市人民政府</li><li>文号：青政发[2023]5号</li>"
        "<li>成文日期：2023-04-01</li></ul>",
        "<ul><li>发布机构：青岚市人民政府</li><li><b>发文字号</b><span>青政发〔2023〕5号</span></li>"
        "<li><b>成文日期</b><span>2023年04月01日</span></li></ul>",
    ],
)
def test_whether_the_fields_of_a_site_are_read_and_are_no_text(fields: str) -> None:
    content = page(f"{fields}<p>青岚市节水方案</p><p>{PROSE}</p>")
    assert lines(content) == ["青岚市节水方案", PROSE]
    found = content.metadata
    assert (found.issuer, found.date) == ("青岚市人民政府", "2023-04-01")
    assert found.number in ("青政发〔2023〕5号", "青政发[2023]5号")


def test_whether_a_page_without_fields_says_nothing_about_its_document() -> None:
    assert page(f"<p>{PROSE}</p>").metadata == Metadata()


@pytest.mark.parametrize(
    ("declared", "encoding", "found"),
    [
        ("gb2312", "gb18030", "gb18030"),
        ("utf-8", "gb18030", "gb18030"),
        ("gb2312", "utf-8", "utf-8"),
        ("big5", "utf-8", "utf-8"),
        ("iso-8859-1", "utf-8", "utf-8"),
    ],
)
def test_whether_the_real_encoding_counts(declared: str, encoding: str, found: str) -> None:
    data = f"<html><head><meta charset={declared}></head><body><p>{PROSE}</p></body></html>".encode(encoding)
    content = read_html(data)
    assert (lines(content), content.encoding) == ([PROSE], found)
    is_other = declared not in ("gb2312", encoding) or (declared, encoding) == ("gb2312", "utf-8")
    assert [finding.code for finding in content.findings] == ["encoding-declared"] * is_other


def test_whether_hidden_text_and_linked_files_are_named() -> None:
    content = page(
        f"<p>{PROSE}</p><p style='display: none'>草稿</p><p><a href='/a/1.docx?v=2'>附件1：任务清单</a></p>"
    )
    assert lines(content) == [PROSE, "附件1：任务清单"]
    assert [finding.code for finding in content.findings] == ["page-hidden", "attachment-unread"]
    assert "附件1：任务清单" in content.findings[1].message
