"""Real documents of public bodies, which lie beside the project and are no part of it: how much of each is read.

Run by ``make test-shared`` where the folder ``../shared`` is there; the suite does not collect these tests.
"""

from __future__ import annotations

import csv
import io
import re
import resource
import time
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path

import pytest

import policygraph
from policygraph.pipeline import build
from tests.golden.tables import table

REAL = Path(__file__).parents[3] / "shared" / "real"
# Of the facts that readers chose from the documents, those that are not found yet.
MISSING = 8
LEAST_IN_SENTENCES = 0.85
CONDITION = re.compile(r"(?P<column>[a-z_]+)(?P<how>\*?=)(?P<want>.*)", re.DOTALL)
SECONDS_A_PAGE = 0.2


def squeezed(text: str) -> str:
    return "".join(text.split())


def holds(row: Mapping[str, str], condition: str) -> bool:
    match = CONDITION.fullmatch(condition)
    assert match is not None, condition
    got, want = row.get(match["column"], ""), match["want"]
    if match["how"] == "*=":
        return squeezed(want) in squeezed(got)
    if match["column"] == "value":
        try:
            return abs(Decimal(got) - Decimal(want)) <= Decimal("1e-6") * max(Decimal(1), abs(Decimal(want)))
        except InvalidOperation:
            return False
    return squeezed(got) == squeezed(want)


def missing(document: Path, facts: Path, out: Path) -> Iterator[str]:
    """The facts that no row of the tables states."""
    assert build([document], out, whole_graph=False).errors == ()
    tables: dict[str, list[dict[str, str]]] = {}
    for line in facts.read_text(encoding="utf-8").splitlines():
        name, *conditions = line.split("\t")
        if name not in tables:
            text = table(out, name).lstrip("\ufeff")
            tables[name] = list(csv.DictReader(io.StringIO(text, newline="")))
        if not any(all(holds(row, condition) for condition in conditions) for row in tables[name]):
            yield line


def test_whether_the_facts_of_real_documents_are_found(tmp_path: Path) -> None:
    found = []
    for facts in sorted(REAL.glob("*.facts.tsv")):
        name = facts.name.removesuffix(".facts.tsv")
        (document,) = (path for path in REAL.glob(f"{name}.*") if path.suffix != ".tsv")
        found += [f"{name}: {line}" for line in missing(document, facts, tmp_path / name)]
    assert len(found) <= MISSING, "\n".join(found)


def test_whether_most_of_the_text_of_real_documents_reaches_a_sentence() -> None:
    characters = read = 0
    for path in sorted(REAL.glob("*.pdf")):
        facts = policygraph.read_facts(path)
        characters += len(squeezed(facts.text.clean))
        read += sum(len(squeezed(sentence.text)) for sentence in facts.outline.sentences)
    assert read / characters > LEAST_IN_SENTENCES


@pytest.mark.parametrize("path", sorted(REAL.glob("*.pdf")), ids=lambda path: path.stem)
def test_whether_a_real_pdf_is_read_soon_and_loses_no_character(path: Path) -> None:
    import pypdfium2

    from policygraph.sources.pdf.reader import read_pdf

    data = path.read_bytes()
    start = time.monotonic()
    content = read_pdf(data)
    document = pypdfium2.PdfDocument(data)
    assert time.monotonic() - start < SECONDS_A_PAGE * max(10, len(document))
    printed = sum(len(squeezed(page.get_textpage().get_text_range())) for page in document)
    left_out = sum(len(finding.message) for finding in content.findings)
    assert len(squeezed(content.text)) > 0.98 * printed - left_out - 10 * len(document)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < 1_000_000
