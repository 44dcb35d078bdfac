"""The questions and their answers; README.md says how each answer was compared with the texts."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from policygraph.build.store import Build
from policygraph.queries.formats import write
from policygraph.queries.questions import catalogue, questions
from policygraph.queries.run import run
from policygraph.queries.style import Format

ANSWERS = Path(__file__).parent / "answers"
NAMES = [question.name for question in questions()]


@pytest.fixture(scope="module")
def plans(real_plans: Build) -> Build:
    return real_plans


def answered(graph: Build, text: str) -> list[list[str]]:
    out = io.StringIO()
    write(run(graph, text), Format.CSV, out, base=graph.base)
    return list(csv.reader(io.StringIO(out.getvalue())))


@pytest.mark.parametrize("name", NAMES)
def test_whether_a_question_is_answered_right(plans: Build, name: str) -> None:
    question = next(q for q in questions() if q.name == name)
    with (ANSWERS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        assert answered(plans, question.query) == list(csv.reader(file))


def test_whether_there_are_thirty_questions_in_both_languages() -> None:
    assert len(NAMES) >= 30
    assert all(q.english.endswith("?") and q.chinese.endswith("？") for q in questions())
    assert len({q.english for q in questions()}) == len({q.chinese for q in questions()}) == len(NAMES)


def test_whether_every_answer_belongs_to_a_question() -> None:
    assert sorted(path.stem for path in ANSWERS.glob("*.csv")) == sorted(NAMES)


def test_whether_the_page_of_questions_is_up_to_date(repository: Path) -> None:
    page = (repository / "docs" / "questions.md").read_text(encoding="utf-8")
    assert page == catalogue(), "run: make docs"
