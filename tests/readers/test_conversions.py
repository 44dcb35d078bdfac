"""The example plans as files of other kinds: what is read from them is what is read from the plain text."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from policygraph.pipeline import build
from tests.golden.tables import TABLES, table
from tests.readers.documents import Part, parts_of
from tests.readers.docx_writer import docx_file
from tests.readers.html_writer import PAGES
from tests.readers.markdown_writer import markdown
from tests.readers.pdf_writer import Layout, pdf

Rows = dict[str, Counter[tuple[str, ...]]]
PLACES = {"document", "start", "end", "iri", "clause_start", "clause_end"}


def one_column(parts: Sequence[Part]) -> bytes:
    return pdf(parts, Layout(header="节能减排文件汇编"))


def two_columns(parts: Sequence[Part]) -> bytes:
    return pdf(parts, Layout(columns=2, size=11, header="节能减排文件汇编"))


def without_rules(parts: Sequence[Part]) -> bytes:
    return pdf(parts, Layout(has_rules=False, size=12))


WRITERS: dict[str, tuple[str, float, Callable[[Sequence[Part]], bytes]]] = {
    **{name: ("html", 0.99, page) for name, page in PAGES.items()},
    "one column": ("pdf", 0.97, one_column),
    "two columns": ("pdf", 0.97, two_columns),
    "a table without rules": ("pdf", 0.97, without_rules),
    "numbers by Word": ("docx", 0.99, docx_file),
    "Markdown": ("md", 0.99, markdown),
}


def rows_of(folder: Path) -> Rows:
    """The rows of each table without places in the text; bold print is markup in one file and text in the other."""
    return {
        name: Counter(
            tuple("".join(value.replace("**", "").split()) for key, value in row.items() if key not in PLACES)
            for row in csv.DictReader(io.StringIO(table(folder, name).lstrip("\ufeff"), newline=""))
        )
        for name in TABLES
    }


@pytest.fixture(scope="module")
def texts(seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, list[Part]], Rows]:
    """The parts of each example plan, and the rows of a build of their plain texts."""
    plans = {path.stem: path.read_text(encoding="utf-8") for path in sorted((seeds / "plans").glob("*.txt"))}
    out = tmp_path_factory.mktemp("plain")
    build([seeds / "plans"], out, whole_graph=False)
    return {name: parts_of(text) for name, text in plans.items()}, rows_of(out)


@pytest.mark.long
@pytest.mark.parametrize("name", WRITERS)
def test_whether_a_converted_plan_gives_the_rows_of_its_text(
    name: str, texts: tuple[dict[str, list[Part]], Rows], tmp_path: Path
) -> None:
    plans, wanted = texts
    ending, bar, write = WRITERS[name]
    (tmp_path / "in").mkdir()
    for plan, parts in plans.items():
        (tmp_path / "in" / f"{plan}.{ending}").write_bytes(write(parts))
    report = build([tmp_path / "in"], tmp_path / "out", whole_graph=False)
    assert report.errors == ()
    got = rows_of(tmp_path / "out")
    scores = {
        one: 2 * (wanted[one] & got[one]).total() / (wanted[one].total() + got[one].total()) for one in TABLES
    }
    assert {one: score for one, score in scores.items() if score < bar} == {}
