"""The questions and their answers; README.md says how each answer was found."""

from __future__ import annotations

import csv
import io
import tomllib
from pathlib import Path
from typing import Any

import pytest

import policygraph
from policygraph.builds.store import Build
from policygraph.queries.answer_formats import MOST_ROWS, AnswerFormat
from policygraph.queries.formats import write
from policygraph.queries.questions import catalogue, questions, subjects, tables
from policygraph.queries.tables import column_named
from policygraph.session import Session

HERE = Path(__file__).parent
CASES: dict[str, Any] = tomllib.loads((HERE / "cases.toml").read_text(encoding="utf-8"))
ASKED = [question for question in questions() if question.name not in tables()]


@pytest.fixture(scope="module")
def session(real_plans: Build) -> Session:
    return policygraph.open(real_plans.folder)


def answered(session: Session, query: str, parameters: dict[str, str | int]) -> list[dict[str, str]]:
    out = io.StringIO()
    write(session.query(query, **parameters), AnswerFormat.CSV, out, base=session.build.base)
    return list(csv.DictReader(io.StringIO(out.getvalue())))


@pytest.mark.parametrize("name", CASES)
def test_whether_a_question_is_answered_as_a_reader_does(session: Session, name: str) -> None:
    case = CASES[name]
    with (HERE / "answers" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        columns, *expected = csv.reader(file)
    found = answered(session, case["query"], case.get("parameters", {}))
    for column, values in case.get("where", {}).items():
        found = [row for row in found if row[column] in values]
    assert sorted([row[column] for column in columns] for row in found) == sorted(expected)


def test_whether_every_answer_belongs_to_a_case() -> None:
    assert sorted(path.stem for path in (HERE / "answers").glob("*.csv")) == sorted(CASES)


def test_whether_there_are_sixty_stock_queries_in_both_languages() -> None:
    assert len(questions()) >= 60
    assert len({question.name for question in questions()}) == len(questions())
    assert all(q.english.endswith("?") or "? " in q.english for q in questions())
    assert all(any("\u4e00" <= character <= "\u9fff" for character in q.chinese) for q in questions())
    assert len({q.english for q in questions()}) == len({q.chinese for q in questions()}) == len(questions())


def test_whether_every_subject_has_questions() -> None:
    assert {question.subject for question in questions()} == set(subjects())


@pytest.mark.parametrize("question", ASKED, ids=lambda one: one.name)
def test_whether_columns_are_explained_and_rows_distinct(session: Session, question: Any) -> None:
    needed = {name: example for name, example in question.parameters.items() if example}
    answer = session.query(question.name, **needed)
    assert [name for name in answer.columns if not column_named(question.name, name).zh] == []
    # Of five plans a table for people leaves none out.
    assert len(set(map(str, answer.rows))) == len(answer.rows) <= MOST_ROWS


def test_whether_the_page_of_questions_is_up_to_date(repository: Path) -> None:
    page = (repository / "docs" / "questions.md").read_text(encoding="utf-8")
    assert page == catalogue(), "run: make docs"
