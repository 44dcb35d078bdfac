"""Provisions that a person has read completely, as annotations that the rules can be measured by.

The annotations of a document are five tables with tabs between the cells. A row has a ``quote`` and an ``anchor``: a
stretch that occurs once in the text without white space and holds the quote once, so that a row keeps its place
when other lines of the text are broken.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Mapping, Sequence
from pathlib import Path

from policygraph.builds.store import Build
from policygraph.errors import SourceError
from policygraph.files import staged_folder
from policygraph.model.corrections import Decision
from policygraph.queries.quoted import QuotedFact, quoted_facts
from policygraph.review.scores import Reviewed, is_about, read_provisions

__all__ = ["TABLES", "Annotations", "annotations_of", "write_annotations"]

# The columns of each table that hold a fact's own; before them stand provision (of citations none), anchor and quote.
TABLES: Mapping[str, tuple[str, ...]] = {
    "citation": ("kind", "doc_number", "title", "relation"),
    "measure": ("title", "theme"),
    "assignment": ("agency", "function", "role"),
    "target": (
        *("indicator", "concept", "op", "value", "unit", "kind"),
        *("baseline_year", "target_year", "strength", "area", "optional"),
    ),
    "obligation": ("strength", "deadline"),
}
# What stands in a cell of which the build says nothing.
_EMPTY = {"theme": "none", "function": "其他", "optional": "0"}
# Rows that the annotations leave to other tests.
_APART = {"target": ("stated", "words"), "citation": ("form", "bare")}
_SHORTEST, _LONGEST, _STEP = 8, 400, 4

# By document and kind of fact: the lines of the table, the first being the names of the columns.
Annotations = dict[tuple[str, str], list[tuple[str, ...]]]


def annotations_of(build: Build, review: Reviewed) -> tuple[Annotations, list[QuotedFact]]:
    """The annotations of the provisions that a review marks as read completely.

    What the review rejects is left out and what it replaces is replaced, also in a build that was made without it.

    Returns:
        The tables, and the facts for which no stretch of the text is found that occurs only once.

    Raises:
        SourceError: a line adds a fact that the build lacks, or marks a provision that it does not have.
    """
    read = read_provisions(build, review)
    facts = [fact for fact in quoted_facts(build, tuple(TABLES)) if (fact.document, fact.path) in read]
    _check(review, facts, read)
    found: Annotations = {
        (document, kind): [_columns(kind)]
        for document in sorted({name for name, _ in read})
        for kind in TABLES
    }
    lost: list[QuotedFact] = []
    texts = {document: _Squeezed(build.text(document)) for document, _ in found}
    for fact in facts:
        fields = _decided(fact, review)
        if fields is None or _is_apart(fact):
            continue
        anchor = texts[fact.document].anchor(fact.start, fact.end)
        if not anchor:
            lost.append(fact)
            continue
        place = () if fact.kind == "citation" else (fact.path,)
        cells = (fields.get(name) or _EMPTY.get(name, "") for name in TABLES[fact.kind])
        row = (*place, anchor, "".join(fact.quote.split()), *(" ".join(cell.split()) for cell in cells))
        found[fact.document, fact.kind].append(row)
    return found, lost


def _columns(kind: str) -> tuple[str, ...]:
    place = () if kind == "citation" else ("measure",)
    return (*place, "anchor", "quote", *TABLES[kind])


def _check(review: Reviewed, facts: Sequence[QuotedFact], read: Container[tuple[str, str]]) -> None:
    """See that the build has what the review adds.

    Raises:
        SourceError: it was built without the review.
    """
    for line in review.lines:
        is_inside = (line.document, line.anchor.path) in read
        if is_inside and line.decision is Decision.ADD and not any(is_about(line, fact) for fact in facts):
            raise SourceError(
                review.path,
                f"line {line.line} adds a fact that the build lacks; build with this file first",
            )


def _decided(fact: QuotedFact, review: Reviewed) -> Mapping[str, str] | None:
    """The fields of a fact after a review, None where it is rejected."""
    fields = dict(fact.fields)
    for line in review.lines:
        if is_about(line, fact):
            if line.decision is Decision.REJECT:
                return None
            if line.decision is Decision.REPLACE:
                fields[line.field] = line.now
    return fields


def _is_apart(fact: QuotedFact) -> bool:
    return fact.kind in _APART and _APART[fact.kind] in fact.fields


class _Squeezed:
    """A text without its white space.

    Args:
        text: the text as it stands.
    """

    def __init__(self, text: str) -> None:
        self._at = [at for at, character in enumerate(text) if not character.isspace()]
        self._text = "".join(text[at] for at in self._at)

    def anchor(self, start: int, end: int) -> str:
        """A stretch that holds the quote at ``[start, end)`` of the text once and occurs once itself; '' for none."""
        first, last = bisect_left(self._at, start), bisect_left(self._at, end)
        quote = self._text[first:last]
        for more in range(0, _LONGEST, _STEP):
            for before in range(0, more + 1, _STEP):
                begin, stop = first - before, min(last + more - before, len(self._text))
                found = self._text[max(begin, 0) : stop]
                if begin >= 0 and len(found) >= _SHORTEST and found.count(quote) == 1 == self._count(found):
                    return found
        return ""

    def _count(self, stretch: str) -> int:
        """1 where a stretch occurs once, 2 where it does so more often, also where the places overlap."""
        first = self._text.find(stretch)
        return 1 if self._text.find(stretch, first + 1) < 0 else 2


def write_annotations(found: Annotations, folder: Path) -> None:
    """Write a folder a document with a file a table.

    Raises:
        UsageError: something cannot be written.
    """
    for document in {name for name, _ in found}:
        with staged_folder(folder.joinpath(*document.split("/"))) as aside:
            for kind in TABLES:
                text = "".join("\t".join(row) + "\n" for row in found[document, kind])
                (aside / f"{kind}s.tsv").write_text(text, encoding="utf-8", newline="")
