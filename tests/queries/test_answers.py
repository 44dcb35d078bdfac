"""Answers as Python values and frames, and what notebooks show of them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import polars
import pytest

import policygraph
from policygraph.builds.store import Build
from policygraph.errors import UsageError
from policygraph.queries.notebooks import answer_html, build_html, step_html, thing_html
from policygraph.queries.questions import tables
from policygraph.queries.run import Answer
from policygraph.queries.show import Property, Thing
from policygraph.queries.tables import Cell
from policygraph.queries.trace import Step
from policygraph.session import Session

HOSTILE = "<script>alert(1)</script>\u202e\x07 & “x”"


@pytest.fixture(scope="module")
def small(built: Path) -> Session:
    return policygraph.open(built)


@pytest.fixture(scope="module")
def session(real_plans: Build) -> Session:
    return policygraph.open(real_plans.folder)


def values(*terms: str) -> str:
    return f"SELECT ?x {{ VALUES ?x {{ {' '.join(terms)} }} }} ORDER BY STR(?x)"


XSD = "<http://www.w3.org/2001/XMLSchema#{}>"
YEAR, DAY, DOUBLE = (XSD.format(name) for name in ("gYear", "date", "double"))
# What is asked for, the Python values, and the type of the column.
ANSWERS: dict[str, tuple[str, list[Cell], type[polars.DataType]]] = {
    "integers": (values("1", "12"), [1, 12], polars.Int64),
    "decimals": (values("0.50", "12.5"), [Decimal("0.5"), Decimal("12.5")], polars.Decimal),
    "integers and decimals": (values("1", "2.5"), [1, Decimal("2.5")], polars.Decimal),
    "floats": (values("1.5e0", "2"), [1.5, 2], polars.Float64),
    "years": (values(f'"2025"^^{YEAR}'), [2025], polars.Int64),
    "truth values": (values("true", "false"), [False, True], polars.Boolean),
    "days": (values(f'"2025-06-30"^^{DAY}'), [date(2025, 6, 30)], polars.Date),
    "a day that is none": (values(f'"2025-02-30"^^{DAY}'), ["2025-02-30"], polars.String),
    "texts": (values('"甲"@zh', '"a"'), ["a", "甲"], polars.String),
    "names": (values("<https://example.org/a>"), ["https://example.org/a"], polars.String),
    "numbers and texts": (values("1", '"a"'), [1, "a"], polars.String),
    "an integer of 70 bits": (values(str(2**70)), [2**70], polars.Decimal),
    "a number that no column holds": (values("1" * 60), [int("1" * 60)], polars.String),
    "nothing": ("SELECT ?x { VALUES ?x { UNDEF } }", [None], polars.String),
    "no rows": ("SELECT ?x { ?x ?y <https://example.org/none> }", [], polars.String),
}


@pytest.mark.parametrize(("query", "wanted", "dtype"), ANSWERS.values(), ids=ANSWERS.keys())
def test_whether_values_have_the_types_of_their_terms(
    query: str, wanted: list[Cell], dtype: type[polars.DataType], small: Session
) -> None:
    answer = small.query(query)
    found = [row[0] for row in answer.values]
    assert found == wanted
    assert list(map(type, found)) == list(map(type, wanted))
    frame = answer.frame()
    assert frame.columns == ["x"]
    assert frame["x"].dtype.base_type() is dtype
    cells = [str(one) if dtype is polars.String and one is not None else one for one in wanted]
    assert frame["x"].to_list() == cells


@pytest.mark.parametrize("name", sorted(tables()))
def test_whether_a_stock_query_gives_the_frame_of_its_method(name: str, small: Session) -> None:
    answer, table = small.query(name).frame(), small.table(name)
    assert answer.schema == table.schema
    assert answer.equals(table)


def test_whether_records_name_the_columns(small: Session) -> None:
    rows = small.query("SELECT ?name ?n { ?d <http://purl.org/dc/terms/identifier> ?name BIND (1 AS ?n) }")
    assert rows.records() == [{"name": "linhe", "n": 1}, {"name": "yuanshan", "n": 1}]
    assert polars.DataFrame(rows.records()).equals(rows.frame())


def test_whether_a_graph_is_a_frame_of_triples(small: Session) -> None:
    answer = small.query("DESCRIBE <https://w3id.org/policygraph/id/plan/linhe>")
    assert answer.frame().columns == ["subject", "predicate", "object"]
    assert len(answer.frame()) == len(answer.rows) > 5


def test_whether_ask_is_no_table(small: Session) -> None:
    answer = small.query("ASK { ?s ?p ?o }")
    assert answer.boolean is True
    with pytest.raises(UsageError, match=r"^the answer to ASK is not a table; read its boolean$"):
        answer.frame()
    assert "是 true" in answer_html(answer)


class Reading(HTMLParser):
    """The elements and the text of a page, and whether each element is closed in its turn."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""
        self._open: list[str] = []
        self.feed(page)
        assert self._open == []
        self.text = " ".join(self.text.split())

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.tags.append(tag)
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def views(session: Session) -> dict[str, Any]:
    return {
        "session": session,
        "answer": session.query("targets"),
        "step": session.trace("jincheng", "三/（九）"),
        "thing": session.show("jincheng", "三/（九）"),
        "below": session.down("国发〔2021〕33号"),
        "report": session.validate(),
    }


# What a reader of Chinese, and one of English, finds in each.
SHOWN = {
    "session": ("文件 documents", "目标 targets"),
    "answer": ("各方案提出了哪些量化目标", "quantities", "前 20 行，共 288 行 first 20 of 288 rows"),
    "step": ("措施 measure", "依据 is based on", "国发〔2021〕33号"),
    "thing": ("属性 property", "值 value", "挥发性有机物综合整治工程"),
    "below": ("据此制定 is the basis of", "Coverage of 国发〔2021〕33号"),
    "report": ("规则 rule", "级别 level", "warning"),
}


@pytest.mark.long
def test_whether_notebooks_show_it_small_and_in_both_languages(session: Session) -> None:
    for name, thing in views(session).items():
        page = thing._repr_html_()
        shown = Reading(page)
        assert [words for words in SHOWN[name] if words not in shown.text] == [], name
        assert len(page) < 60_000, name
        assert page == thing._repr_html_()
        assert not {"script", "style", "link", "img", "iframe"} & set(shown.tags)


def test_whether_what_a_document_says_stays_text() -> None:
    term = Answer(("x",), ())
    pages = [
        build_html(HOSTILE, {HOSTILE: 1}),
        answer_html(Answer((HOSTILE,), ())),
        step_html(Step(HOSTILE, HOSTILE, HOSTILE, HOSTILE, note=HOSTILE)),
        thing_html(Thing(HOSTILE, (HOSTILE,), HOSTILE, (Property(HOSTILE, HOSTILE, HOSTILE),), None, None)),
    ]
    assert Reading(answer_html(term)).text.endswith("0 行 rows")
    for page in pages:
        shown = Reading(page)
        assert "script" not in shown.tags
        assert "<script>alert(1)</script>" in shown.text
        assert not {"\u202e", "\x07"} & set(page)


def test_whether_a_long_chain_is_cut_and_counted() -> None:
    leaves = tuple(Step("holds", "target", f"urn:{n}", f"leaf {n}") for n in range(500))
    shown = Reading(step_html(Step("", "plan", "urn:x", "root", steps=leaves)))
    assert shown.tags.count("li") == 200
    assert shown.text.endswith("… 另有 301 项 301 more")
    assert "载有 holds 目标 target leaf 0" in shown.text
