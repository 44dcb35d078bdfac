"""Tables on a terminal have the columns that fit it; --wide and files have all."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pyoxigraph as ox
import pytest
from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from policygraph.builds.store import Build
from policygraph.messages import MessageLanguage
from policygraph.pages import Language
from policygraph.queries.answer_formats import MOST_ROWS, AnswerFormat
from policygraph.queries.formats import write
from policygraph.queries.heads import head
from policygraph.queries.questions import Question, questions
from policygraph.queries.run import Answer, load, run


class Terminal(io.StringIO):
    """A stream that people look at; rich asks ``COLUMNS`` for its width."""

    def isatty(self) -> bool:
        return True


def _plain(out: io.StringIO) -> str:
    """What was printed, without colours and weights."""
    return re.sub("\x1b\\[[0-9;]*m", "", out.getvalue())


@pytest.fixture(scope="module")
def answer(real_plans: Build) -> Answer:
    return run(real_plans, load("targets"))


@pytest.mark.parametrize("width", [40, 80, 120])
def test_whether_rows_fit_the_terminal(answer: Answer, monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    out = Terminal()
    write(answer, AnswerFormat.TABLE, out)
    lines = _plain(out).splitlines()
    assert max(map(cell_len, lines)) <= width
    said = " ".join(" ".join(lines).split())
    assert "--wide shows all" in said
    # Heads may be folded as cells are; what is left out is named in full.
    rule = next(at for at, line in enumerate(lines) if set(line.strip()) == {"─"})
    shown = " ".join(lines[:rule]).split()
    assert "iri" not in shown
    assert "start, end, " in said
    assert width < 80 or "value" in shown


def test_whether_a_wide_table_has_all_columns_in_one_line(
    answer: Answer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    out = Terminal()
    write(answer, AnswerFormat.TABLE, out, is_wide=True)
    lines = _plain(out).splitlines()
    assert lines[1].split() == list(answer.columns)
    assert len(lines) == len(answer.rows) + 5


def test_whether_lines_are_those_that_rich_sets(answer: Answer) -> None:
    out, expected = io.StringIO(), io.StringIO()
    write(answer, AnswerFormat.TABLE, out)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    cells = [
        ["" if term is None else str(getattr(term, "value", term)) for term in row] for row in answer.rows
    ]
    for at, name in enumerate(answer.columns):
        width = max(map(cell_len, [name, *(row[at] for row in cells)]))
        table.add_column(name, overflow="fold", min_width=min(width, 8))
    for row in cells:
        table.add_row(*map(Text, row))
    console = Console(file=expected, width=max(240, 11 * len(answer.columns)), highlight=False)
    console.print(table)
    console.print(f"{len(cells)} rows")
    assert out.getvalue() == expected.getvalue()


def test_whether_usual_characters_are_as_wide_as_rich_says() -> None:
    """A row for each, beside a column that shows where its own column ends."""
    usual = [
        chr(code)
        for code in (
            *range(0x21, 0x7F),
            *range(0x3001, 0x302A),
            *range(0x4E00, 0xA000),
            *range(0xFF01, 0xFF5F),
        )
    ]
    rows = [(ox.Literal(one), ox.Literal("|")) for one in usual]
    out = io.StringIO()
    write(Answer(("a", "b"), tuple(rows)), AnswerFormat.TABLE, out)
    lines = out.getvalue().splitlines()[3:-2]
    assert {cell_len(line.rpartition("|")[0]) for line in lines[1:]} == {6}


@pytest.mark.parametrize("question", questions(), ids=lambda one: one.name)
def test_whether_every_column_of_a_question_has_a_head_of_its_own(question: Question) -> None:
    solutions = ox.Store().query(question.query)
    assert isinstance(solutions, ox.QuerySolutions)
    names = [one.value for one in solutions.variables]
    for language in (Language.ZH, Language.EN):
        heads = [head(question.name, name, language) for name in names]
        assert len(set(heads)) == len(heads), heads
    assert [name for name in names if head(question.name, name, Language.EN) == name] == []


@pytest.mark.parametrize(
    ("language", "first"), [(Language.ZH, "文件名 地区 文号"), (Language.BOTH, "document area number")]
)
def test_whether_a_table_has_heads_in_the_language_that_is_spoken(
    real_plans: Build, language: Language, first: str
) -> None:
    out = io.StringIO()
    asked = replace(run(real_plans, load("documents")), name="documents")
    write(asked, AnswerFormat.TABLE, out, language=language)
    assert " ".join(_plain(out).split()[:3]) == first


@pytest.mark.parametrize(
    ("name", "language", "expected"),
    [
        ("targets", "en", "the first 2,000 of 2,003 rows; --format csv writes all"),
        ("due", "en", "the first 2,000 of 2,003 rows; --format csv writes all, --param fewer: year, area, function"),
        ("", "zh", "前 2,000 行，共 2,003 行；--format csv 写出全部"),
        ("due", "zh", "前 2,000 行，共 2,003 行；--format csv 写出全部，--param 可缩小范围：year, area, function"),
    ],
)  # fmt: skip
def test_whether_a_table_says_how_many_rows_it_leaves_out(
    name: str,
    language: str,
    expected: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rows = tuple((ox.Literal(number),) for number in range(MOST_ROWS + 3))
    answer, out, csv = Answer(("document",), rows, name=name), io.StringIO(), io.StringIO()
    monkeypatch.setattr("policygraph.messages.choice._spoken", MessageLanguage(language))
    write(answer, AnswerFormat.TABLE, out)
    *_, last, _, said = _plain(out).splitlines()
    assert (last.split(), said) == ([str(MOST_ROWS - 1)], expected)
    # Whoever filters the lines is told as well.
    assert capsys.readouterr().err == f"{expected}\n"
    write(answer, AnswerFormat.TABLE, Terminal())
    assert not capsys.readouterr().err
    write(answer, AnswerFormat.CSV, csv)
    assert csv.getvalue().splitlines() == ["document", *map(str, range(MOST_ROWS + 3))]


def test_whether_a_table_with_as_many_rows_as_there_may_be_is_whole(
    capsys: pytest.CaptureFixture[str],
) -> None:
    out = io.StringIO()
    write(Answer(("n",), tuple((ox.Literal(at),) for at in range(MOST_ROWS))), AnswerFormat.TABLE, out)
    assert out.getvalue().endswith(f"\n{MOST_ROWS} rows\n")
    assert not capsys.readouterr().err
