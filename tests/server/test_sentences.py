"""Answers of one sentence are said in the language of who asks."""

from __future__ import annotations

import pytest
from starlette.requests import Request

from policygraph.server.sentences import sentence

ENGLISH = "line 1, column 12: SERVICE is not allowed; queries read this build only"
CHINESE = "第 1 行第 12 列：不允许使用 SERVICE；查询只读本构建结果"


@pytest.mark.parametrize(
    ("query", "header", "said"),
    [
        ("", "", ENGLISH),
        ("", "zh-CN,zh;q=0.9,en;q=0.8", CHINESE),
        ("", "en-US, zh-CN;q=0.5", ENGLISH),
        ("", "de, en;q=0.3, zh;q=0.7", CHINESE),
        ("", "*", ENGLISH),
        ("", "zh;q=much", ENGLISH),
        ("lang=zh", "en", CHINESE),
        ("lang=en", "zh", ENGLISH),
        ("lang=fr", "zh", CHINESE),
    ],
)
def test_whether_a_sentence_is_said_as_is_asked(query: str, header: str, said: str) -> None:
    headers = [(b"accept-language", header.encode())] if header else []
    scope = {"type": "http", "method": "GET", "path": "/", "query_string": query.encode(), "headers": headers}
    answer = sentence(Request(scope), ENGLISH, 400, {"Retry-After": "5"})
    assert (answer.status_code, bytes(answer.body).decode()) == (400, f"{said}\n")
    assert answer.headers["content-language"] == ("zh" if said == CHINESE else "en")
    assert answer.headers["retry-after"] == "5"
