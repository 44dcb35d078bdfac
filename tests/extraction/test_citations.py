"""References to other documents."""

from __future__ import annotations

import pytest

from tests.reading import read

NATIONAL = "https://w3id.org/policygraph/id/directive/guofa-2021-33"


def _plan(preamble: str, item: str = "推进改造。") -> str:
    return f"示例市“十四五”节能减排实施方案\n{preamble}\n一、重点工程\n（一）园区工程。{item}\n"


@pytest.mark.parametrize(
    ("preamble", "expected"),
    [
        (
            "为贯彻落实国务院《“十四五”节能减排综合工作方案》（国发〔2021〕33号），制定本方案。",
            [("国发〔2021〕33号", "“十四五”节能减排综合工作方案", "basis", "directive", NATIONAL)],
        ),
        ("根据国发[2021]33号文件，制定本方案。", [("国发〔2021〕33号", "", "basis", "directive", NATIONAL)]),
        (
            "按照《国务院关于印发“十四五”节能减排综合工作方案的通知》要求，制定本方案。",
            [("", "国务院关于印发“十四五”节能减排综合工作方案的通知", "basis", "directive", NATIONAL)],
        ),
        (
            "依据《中华人民共和国节约能源法》，制定本方案。",
            [("", "中华人民共和国节约能源法", "basis", "law", "")],
        ),
        ("《示例市“十四五”节能减排实施方案》已经市政府同意，现印发给你们。", []),
    ],
)
def test_basis(preamble: str, expected: list[tuple[str, str, str, str, str]]) -> None:
    citations = read(_plan(preamble)).citations
    assert [(c.doc_number, c.title, c.relation, c.kind, c.document) for c in citations] == expected


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("落实《示例省绿色建筑条例》。", ("", "示例省绿色建筑条例", "law")),
        (
            "执行《油品运输大气污染物排放标准》（GB20951-2020）。",
            ("GB20951-2020", "油品运输大气污染物排放标准", "standard"),
        ),
        ("符合GB 16780-2021要求。", ("GB16780-2021", "", "standard")),
        (
            "采用《绿色数据中心先进适用技术产品目录》的产品。",
            ("", "绿色数据中心先进适用技术产品目录", "catalogue"),
        ),
        ("制定《示例市煤炭消费控制工作方案》。", ("", "示例市煤炭消费控制工作方案", "plan")),
    ],
)
def test_mentions(item: str, expected: tuple[str, str, str]) -> None:
    (citation,) = read(_plan("为推动减排，制定本方案。", item)).citations
    assert (citation.doc_number, citation.title, citation.kind) == expected
    assert citation.relation == "mention"


def test_the_span_runs_from_title_to_closing_bracket_of_the_number() -> None:
    facts = read(_plan("为落实《示例省方案》（示政发〔2022〕5号）精神，制定本方案。"))
    assert facts.text.quote(facts.citations[0].span) == "《示例省方案》（示政发〔2022〕5号）"
