"""How right the reading is on texts that it meets for the first time: scores blind annotations, and keeps the figures.

python -m benchmarks.first_contact FOLDER ROUND

FOLDER holds ``NAME.txt`` and, for each, ``NAME/TABLE.tsv`` (citations, measures, assignments, targets, obligations):
annotations by readers who know neither rules nor output, each row at an ``anchor`` that occurs once in the text without
blanks, and a ``quote`` within it. The figures of ROUND are added to ``first_contact.tsv``; texts and annotations are
not kept. ``said`` is the share of the missed rows with a finding over them, ``warned`` of those with a warning.
Annotations that stand there already are refused: what was met before is no first contact.
"""

from __future__ import annotations

import csv
import hashlib
import io
import math
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import policygraph
from policygraph.queries.answer_formats import AnswerFormat
from policygraph.queries.formats import write

LEDGER = Path(__file__).with_suffix(".tsv")
HEAD = (
    "round", "digest", "documents", "table", "annotated", "found", "precision", "recall", "f1", "strict_f1",
    "full_f1", "full_low", "full_high", "likeness", "missed", "said", "warned",
)  # fmt: skip
# What a row must have right beside its place, and what a user reads in it besides.
STRICT = {
    "citations": ("doc_number", "relation"),
    "measures": ("title",),
    "assignments": ("measure", "role"),
    "targets": ("measure", "op", "value", "unit", "target_year"),
    "obligations": ("measure", "strength"),
}
FULL = {
    "citations": ("title",),
    "measures": (),
    "assignments": ("agency",),
    "targets": ("kind", "baseline_year", "strength", "area"),
    "obligations": ("deadline",),
}
_BRACKETS = str.maketrans({"(": "（", ")": "）"})
_Z = 1.96

Row = dict[str, str]


def main(folder: Path, name: str) -> None:
    """Score the annotations in ``folder`` and write the figures down as those of the round ``name``."""
    files = sorted(folder.glob("*/*.tsv"))
    digest = hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:12]
    with LEDGER.open(encoding="utf-8", newline="") as file:
        known = {row["digest"] for row in csv.DictReader(file, delimiter="\t")}
    if digest in known:
        sys.exit(f"{folder} was met before ({digest}): its figures stand in {LEDGER.name}")
    lines = [[name, digest, *line] for line in score(folder)]
    with LEDGER.open("a", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter="\t", lineterminator="\n").writerows(lines)
    for line in (HEAD, *lines):
        print("  ".join(f"{cell:<12}" for cell in line).rstrip())


def score(folder: Path) -> list[list[str]]:
    """The figures of each table, from the number of documents on, in the order of the ledger's head.

    Raises:
        ValueError: an anchor or a quote does not occur exactly once.
    """
    names = sorted(path.stem for path in folder.glob("*.txt"))
    with tempfile.TemporaryDirectory() as out:
        build = Path(out, "build")
        policygraph.build([folder / f"{one}.txt" for one in names], build)
        found = {table: list(_found(build, table)) for table in STRICT}
        findings = [row for row in _found(build, "findings") if row["start"]]
    return [
        [str(len(names)), table, *_figures(folder, names, table, found[table], findings)] for table in STRICT
    ]


def _found(build: Path, table: str) -> Iterator[Row]:
    session = policygraph.open(build)
    out = io.StringIO()
    write(session.query(table), AnswerFormat.CSV, out, base=session.build.base)
    for row in csv.DictReader(io.StringIO(out.getvalue())):
        if not row.get("derived") and row.get("stated") != "words":
            yield row


def _annotated(folder: Path, name: str, table: str) -> Iterator[Row]:
    """The rows of a document, with the code points of its text where their quotes stand.

    Raises:
        ValueError: an anchor or a quote does not occur exactly once.
    """
    text = (folder / f"{name}.txt").read_text(encoding="utf-8")
    at = [place for place, mark in enumerate(text) if not mark.isspace()]
    flat = "".join(text[place] for place in at)
    path = folder / name / f"{table}.tsv"
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            anchor, quote = ("".join(row[key].split()) for key in ("anchor", "quote"))
            if flat.count(anchor) != 1 or anchor.count(quote) != 1:
                raise ValueError(f"{path}: {row['anchor']} and {row['quote']} name no one place")
            start = flat.index(anchor) + anchor.index(quote)
            place = {"start": str(at[start]), "end": str(at[start + len(quote) - 1] + 1)}
            yield {**row, "document": name, **place}


def _figures(
    folder: Path, names: Sequence[str], table: str, found: Sequence[Row], findings: Sequence[Row]
) -> list[str]:
    wanted = [row for name in names for row in _annotated(folder, name, table)]
    pairs = list(_pairs(wanted, found, table))
    firm = [(one, other) for one, other in pairs if one.get("optional") != "1"]
    annotated = sum(row.get("optional") != "1" for row in wanted)
    kept = len(found) - (len(pairs) - len(firm))
    strict = [p for p in firm if all(_same(*p, column) for column in STRICT[table])]
    full = [p for p in strict if all(_same(*p, column) for column in FULL[table])]
    low, high = _interval(len(full), annotated)
    alike = (
        [_alike(one["indicator"], other["indicator"]) for one, other in firm] if table == "targets" else []
    )
    rates = [
        len(firm) / max(1, kept), len(firm) / max(1, annotated),
        *(2 * len(right) / max(1, kept + annotated) for right in (firm, strict, full)), low, high,
    ]  # fmt: skip
    likeness = f"{sum(alike) / len(alike):.3f}" if alike else ""
    met = [one for one, _ in pairs]
    missed = [row for row in wanted if row.get("optional") != "1" and row not in met]
    return [
        str(annotated), str(kept), *(f"{rate:.3f}" for rate in rates), likeness,
        str(len(missed)), _said(missed, findings), _said(missed, [f for f in findings if f["severity"] == "warning"]),
    ]  # fmt: skip


def _said(missed: Sequence[Row], findings: Sequence[Row]) -> str:
    """The share of missed rows that a finding lies over, '' where none was missed."""
    said = sum(
        any(row["document"] == one["document"] and _overlap(row, one) for one in findings) for row in missed
    )
    return f"{said / len(missed):.3f}" if missed else ""


def _pairs(wanted: Sequence[Row], found: Sequence[Row], table: str) -> Iterator[tuple[Row, Row]]:
    """Rows of both that belong together, one to one, those that overlap most first; measures by their paths."""
    candidates = [
        (-common, i, j)
        for i, one in enumerate(wanted)
        for j, other in enumerate(found)
        if one["document"] == other["document"] and (common := _common(one, other, table))
    ]
    taken: set[tuple[str, int]] = set()
    for _, i, j in sorted(candidates):
        if not taken & {("wanted", i), ("found", j)}:
            taken |= {("wanted", i), ("found", j)}
            yield wanted[i], found[j]


def _common(one: Row, other: Row, table: str) -> int:
    if table == "measures":
        return int(_same(one, other, "measure"))
    return _overlap(one, other)


def _overlap(one: Row, other: Row) -> int:
    return max(0, min(int(one["end"]), int(other["end"])) - max(int(one["start"]), int(other["start"])))


def _same(one: Row, other: Row, column: str) -> bool:
    values = ["".join((row.get(column) or "").split()).translate(_BRACKETS) for row in (one, other)]
    if column == "value":
        numbers = [
            [Decimal(part).quantize(Decimal("0.000001")) for part in value.split("..")] for value in values
        ]
        return numbers[0] == numbers[1]
    if column == "unit":
        values = [value.replace("个百分点", "%").replace("百分点", "%") for value in values]
    return values[0].strip("《》。") == values[1].strip("《》。")


def _alike(one: str, other: str) -> float:
    """Dice's coefficient of the pairs of characters of two labels."""
    pairs = [Counter(pairwise(label)) for label in (one, other)]
    return 2 * (pairs[0] & pairs[1]).total() / max(1, pairs[0].total() + pairs[1].total())


def _interval(right: int, of: int) -> tuple[float, float]:
    """Wilson's interval of the share of annotated rows of which all is right."""
    if not of:
        return 0.0, 1.0
    share, squared = right / of, _Z**2 / of
    middle, half = share + squared / 2, _Z * math.sqrt(share * (1 - share) / of + squared / of / 4)
    return (middle - half) / (1 + squared), (middle + half) / (1 + squared)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
