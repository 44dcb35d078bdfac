"""Speed of each reader of files: the time from bytes to text against what follows, from text to facts.

A plan is written as a file of each kind by the writers of the tests. Run as ``python -m benchmarks.readers``.
"""

from __future__ import annotations

import csv
import io
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

import openpyxl

from policygraph import resources
from policygraph.analysis import Analyser
from policygraph.model import Source
from policygraph.sources.composing import Content
from policygraph.sources.formats import read_bytes
from policygraph.vocabulary import load_lexicon
from tests.readers.documents import Part, Table, parts_of
from tests.readers.docx_writer import docx_file
from tests.readers.html_writer import PAGES
from tests.readers.markdown_writer import markdown
from tests.readers.pdf_writer import Layout, pdf

PLAN = Path(__file__).resolve().parents[1] / "seeds" / "plans" / "anyang.txt"
TASKS = 1_000
TRIES = 5
HEADER = "节能减排文件汇编"


def tasks() -> Table:
    """A table of tasks as long as a plan."""
    rows = [("任务", "牵头单位", "完成时限")]
    rows += [(f"改造供水管网{number}公里", "市水利局", "2025年12月") for number in range(1, TASKS + 1)]
    return tuple(rows)


def workbook(table: Table) -> bytes:
    """The table as XLSX."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in table:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def separated(table: Table) -> bytes:
    """The table as CSV."""
    out = io.StringIO()
    csv.writer(out).writerows(table)
    return out.getvalue().encode("gb18030")


def files(text: str) -> Mapping[str, tuple[str, bytes]]:
    """The ending and bytes of each kind of file, by what it is called."""
    parts: Sequence[Part] = parts_of(text)
    pages = {f"HTML, {name}": ("html", page(parts)) for name, page in PAGES.items()}
    table = tasks()
    return {
        "plain text, UTF-8": ("txt", text.encode()),
        "plain text, GB18030": ("txt", text.encode("gb18030")),
        "Markdown": ("md", markdown(parts)),
        **pages,
        "DOCX, numbers by Word": ("docx", docx_file(parts)),
        "PDF, one column": ("pdf", pdf(parts, Layout(header=HEADER))),
        "PDF, two columns": ("pdf", pdf(parts, Layout(columns=2, size=11, header=HEADER))),
        "PDF, a table without rules": ("pdf", pdf(parts, Layout(has_rules=False, size=12))),
        f"XLSX, {TASKS:,} tasks": ("xlsx", workbook(table)),
        f"CSV, {TASKS:,} tasks": ("csv", separated(table)),
    }


def seconds(work: Callable[[], object]) -> float:
    """The least processor time of a few tries; the first loads libraries and is left out."""
    work()
    found = []
    for _ in range(TRIES):
        start = time.process_time()
        work()
        found.append(time.process_time() - start)
    return min(found)


def source_of(content: Content, ending: str) -> Source:
    """What the reader of files makes of a content."""
    return Source(
        "plan",
        f"plan.{ending}",
        content.text,
        "0" * 64,
        content.encoding,
        content.media_type,
        findings=content.findings,
        reader=content.reader,
        blocks=content.blocks,
        metadata=content.metadata,
    )


def main() -> None:
    """Print the times and ratios."""
    analyser = Analyser(load_lexicon(resources.ontology(), resources.directives()))
    print(f"{'':<30}{'reader':>10}{'extraction':>12}{'ratio':>8}")
    for name, (ending, data) in files(PLAN.read_text(encoding="utf-8")).items():
        reader = seconds(partial(read_bytes, data, f".{ending}"))
        source = source_of(read_bytes(data, f".{ending}"), ending)
        extraction = seconds(partial(analyser.analyse, source))
        print(f"{name:<30}{reader * 1000:>7.1f} ms{extraction * 1000:>9.1f} ms{reader / extraction:>8.2f}")


if __name__ == "__main__":
    main()
