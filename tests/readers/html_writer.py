"""Writes web pages as three kinds of sites do."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from tests.readers.documents import Part, Table

__all__ = ["PAGES", "cms", "layout_tables", "spans"]

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_MENU = "".join(
    f'<li><a href="/{i}.html">{name}</a></li>'
    for i, name in enumerate(("首页", "政务公开", "政务服务", "互动交流"))
)
_RELATED = "".join(f'<li><a href="/r{i}.html">关于做好第{i}季度工作的通知</a></li>' for i in range(1, 6))
_FOOT = "版权所有：示例网站编辑部 网站标识码：0000000000 备案号：ICP备00000000号"


def cms(parts: Sequence[Part]) -> bytes:
    """A page of an editing system: a table of metadata, the text in an editor's box, share buttons, related links."""
    title, *rest = parts
    body = "".join(
        _table(part, _plain)
        if not isinstance(part, str)
        else f'<p style="text-indent:2em">{escape(part)}</p>\n'
        for part in rest
    )
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{escape(str(title))}_示例门户网站</title>
<style>p {{ margin: 0 }}</style><script>var a = "<p>不是正文。</p>";</script></head><body>
<div class="nav"><ul>{_MENU}</ul></div>
<div class="crumb">当前位置：<a href="/">首页</a> &gt; <a href="/zc">政策</a></div>
<table class="info"><tr><td>索 引 号：</td><td>000000000/2022-00001</td><td>发文机关：</td><td>示例单位</td></tr>
<tr><td>标　题：</td><td>{escape(str(title))}</td><td>发布日期：</td><td>2022-03-04</td></tr></table>
<div class="article"><h1>{escape(str(title))}</h1><div class="TRS_Editor">{body}</div>
<div class="share">分享到：<a href="#">微信</a> <a href="#">微博</a></div></div>
<div class="related"><h3>相关链接</h3><ul>{_RELATED}</ul></div>
<div class="footer">{_FOOT}</div></body></html>""".encode()


def layout_tables(parts: Sequence[Part]) -> bytes:
    """An old page of tables within tables, its paragraphs broken by BR, in GBK under the name gb2312."""
    lines = []
    for part in parts:
        lines.append(
            f"&nbsp;&nbsp;&nbsp;&nbsp;{escape(part)}<BR>" if isinstance(part, str) else _table(part, _plain)
        )
    page = f"""<HTML><HEAD><META http-equiv=Content-Type content="text/html; charset=gb2312">
<TITLE>{escape(str(parts[0]))}</TITLE></HEAD><BODY><TABLE width=760><TR><TD><TABLE><TR>
<TD><A href=/>首页</A></TD><TD><A href=/a>公告</A></TD></TR></TABLE></TD></TR>
<TR><TD><TABLE width=700><TR><TD><FONT size=3>{"".join(lines)}</FONT></TD></TR></TABLE></TD></TR>
<TR><TD align=center>{_FOOT}</TD></TR></TABLE></BODY></HTML>"""
    return page.encode("gb18030")


def spans(parts: Sequence[Part]) -> bytes:
    """A page of nested boxes in which numbers have elements of their own, in GBK though it declares UTF-8."""
    body = "".join(
        f'<div class="c"><div><span>{_marked(part)}</span></div></div>'
        if isinstance(part, str)
        else _table(part, _marked)
        for part in parts
    )
    page = f"""<html><head><meta charset="utf-8"><title>政策文件</title></head><body><div id="app">
<div class="header"><a href="/">网站首页</a><a href="/b">信息公开</a></div>
<div class="main"><div class="left"><ul>{_RELATED}</ul></div><div class="right"><div class="text">{body}</div>
<div class="tools">【打印】【关闭】</div></div></div></div></body></html>"""
    return page.encode("gb18030")


PAGES = {"cms": cms, "layout tables": layout_tables, "spans": spans}


def _table(rows: Table, cell: object) -> str:
    written = cell if callable(cell) else escape
    body = "".join("<tr>" + "".join(f"<td>{written(text)}</td>" for text in row) + "</tr>\n" for row in rows)
    return f'<table border="1"><tbody>{body}</tbody></table>'


def _plain(text: str) -> str:
    return f"<p>{escape(text)}</p>"


def _marked(text: str) -> str:
    return _NUMBER.sub(lambda match: f'<span lang="EN-US">{match[0]}</span>', escape(text))
