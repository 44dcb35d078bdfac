"""A text with its facts marked: split at the boundaries of all of them, so that facts may overlap as they like."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from policygraph.builds.places import block_words

if TYPE_CHECKING:
    from policygraph.server.workbench import Row, Workbench

__all__ = ["KINDS", "MarkedFact", "facts_in", "mark_at", "mark_before", "marked_lines"]

# The kinds of facts that are marked, by the tables that hold them; what comes later lies on top.
KINDS: Mapping[str, str] = {
    "obligations": "obligation",
    "assignments": "assignment",
    "deadlines": "deadline",
    "targets": "target",
    "citations": "citation",
    "delegated": "delegated",
    "grades": "grade",
    "evaluations": "evaluation",
    "deliverables": "deliverable",
    "conditions": "condition",
    "named": "named",
    "findings": "finding",
}


@dataclass(frozen=True, slots=True)
class MarkedFact:
    """A fact that stands in a text.

    ``id`` is an anchor of the page, ``row`` what the table of its kind says, ``place`` the page, table or row of the
    file in both languages, where the build knows it, and ``page`` that page's number (0 where it has none).
    """

    id: str
    kind: str
    start: int
    end: int
    row: Row
    place: str
    page: int

    def data(self) -> dict[str, object]:
        """The same as values of JSON."""
        return asdict(self)


def facts_in(workbench: Workbench, document: str) -> Sequence[MarkedFact]:
    """The facts that stand in the text of a document, in its order.

    Rows without a place (of standing rules, of the register) are left out.
    """
    return workbench.once(("facts", document), lambda: tuple(_facts(workbench, document)))


def _facts(workbench: Workbench, document: str) -> Iterator[MarkedFact]:
    found = _placed(workbench, document)
    # A date whose words are those of a whole target or obligation is said by that.
    whole = {(start, end) for start, end, _, kind, _ in found if kind in ("target", "obligation")}
    found = [one for one in found if one[3] != "deadline" or one[:2] not in whole]
    seen: Counter[str] = Counter()
    for start, end, _, kind, row in sorted(found, key=lambda one: (*one[:3], one[4]["iri"])):
        name = f"{kind}-{start}-{-end}"
        seen[name] += 1
        quote = workbench.reader.quote(row["iri"])
        block = quote.block if quote else None
        yield MarkedFact(
            name if seen[name] == 1 else f"{name}-{seen[name]}",
            kind,
            start,
            -end,
            row,
            block_words(block),
            block.page if block else 0,
        )


def _placed(workbench: Workbench, document: str) -> list[tuple[int, int, int, str, Row]]:
    """The rows of all kinds with their places: where each begins, less where it ends, and the kind, also as number."""
    return [
        (int(row["start"]), -int(row["end"]), at, kind, row)
        for at, (table, kind) in enumerate(KINDS.items())
        for row in workbench.where(table, "document", document)
        if row["start"] and row["end"]
    ]


def mark_at(workbench: Workbench, document: str, start: int) -> str:
    """The anchor of the reader where a fact or a title begins; '' where neither does."""
    return mark_before(workbench, document, start, start)


def mark_before(workbench: Workbench, document: str, start: int, least: int = 0) -> str:
    """The anchor of the reader where the last fact or title begins that is between ``least`` and ``start``, or ''."""
    marks = _marks(workbench, document)
    at = bisect_right(marks, start) - 1
    return f"at-{marks[at]}" if at >= 0 and marks[at] >= least else ""


def _marks(workbench: Workbench, document: str) -> tuple[int, ...]:
    """Where facts and titles of a document begin, sorted."""

    def find() -> tuple[int, ...]:
        titles = workbench.where("measures", "document", document)
        starts = {start for start, *_ in _placed(workbench, document)}
        starts |= {int(one["start"]) for one in titles if one["start"]}
        return tuple(sorted(starts))

    return workbench.once(("anchors", document), find)


def marked_lines(
    text: str, facts: Sequence[MarkedFact], headings: Sequence[Row], start: int, end: int
) -> list[dict[str, object]]:
    """The lines of a stretch of a text as pieces, each with the facts that hold it.

    ``page`` is the page of the file where a line is the first that is known to stand on it, else 0.

    Args:
        text: the whole text.
        facts: those of :func:`facts_in`.
        headings: rows of the table of measures, whose titles become lines of their own.
        start: where the stretch starts.
        end: where it ends, exclusive.
    """
    titles = {int(row["start"]): (int(row["end"]), row["measure"]) for row in headings if row["start"]}
    begins = sorted(titles)
    cuts = sorted({at for fact in facts for at in (fact.start, fact.end)})
    lines: list[dict[str, object]] = []
    pages = [(fact.start, fact.page) for fact in facts if fact.page]
    page, position = 0, start
    for raw in text[start:end].split("\n"):
        line_end = position + len(raw)
        for first, last, path in _parts(raw, position, line_end, titles, begins):
            if text[first:last].strip():
                pieces = _pieces(text, first, last, facts, cuts)
                new = max((number for at, number in pages if first <= at < last), default=0)
                page, shown = max(page, new), new if new > page else 0
                title = _title(begins, first, last)
                lines.append({"start": first, "path": path, "title": title, "page": shown, "pieces": pieces})
        position = line_end + 1
    return lines


def _parts(
    raw: str, start: int, end: int, titles: Mapping[int, tuple[int, str]], begins: Sequence[int]
) -> Iterator[tuple[int, int, str]]:
    """A line, or its title and what follows that in the same line; with the path where it is a title."""
    at = bisect_left(begins, start)
    if at == len(begins) or begins[at] >= end:
        yield start, end, ""
        return
    title_end, path = titles[begins[at]]
    line = start
    # A sentence may stand before a title that was found in the middle of a line.
    if len(raw[: begins[at] - start].strip()) > _LONGEST_NUMBER:
        yield start, begins[at], ""
        start = begins[at]
    while title_end < end and raw[title_end - line] in _STOPS:
        title_end += 1
    yield start, min(title_end, end), path
    if title_end < end:
        yield title_end, end, ""


def _title(begins: Sequence[int], start: int, end: int) -> int | None:
    """Where the title in a line begins; None where there is none."""
    at = bisect_left(begins, start)
    return begins[at] if at < len(begins) and begins[at] < end else None


# （二十一）, with some room for what a typist puts there.
_LONGEST_NUMBER = 8
_STOPS = "。．.：: \u3000"


def _pieces(
    text: str,
    start: int,
    end: int,
    facts: Sequence[MarkedFact],
    cuts: Sequence[int],
) -> list[dict[str, object]]:
    """A stretch of one line, cut wherever a fact begins or ends; ``opens`` are the facts that begin with the piece."""
    here = [fact for fact in facts if fact.start < end and fact.end > start]
    inner = [cut for cut in cuts[bisect_left(cuts, start + 1) :][: 2 * len(here) + 2] if cut < end]
    bounds = [start, *inner, end]
    pieces: list[dict[str, object]] = []
    for first, last in pairwise(bounds):
        held = [fact for fact in here if fact.start <= first and fact.end >= last]
        pieces.append(
            {
                "start": first,
                "text": text[first:last],
                "facts": [fact.id for fact in held],
                "kinds": list(dict.fromkeys(fact.kind for fact in held)),
                "opens": _opened(held, first),
            }
        )
    return pieces


def _opened(facts: Sequence[MarkedFact], start: int) -> list[dict[str, object]]:
    """Of each kind the first fact that begins here, and how many do."""
    opened = [fact for fact in facts if fact.start == start]
    counts = Counter(fact.kind for fact in opened)
    first = {fact.kind: fact.id for fact in reversed(opened)}
    return [{"kind": kind, "id": first[kind], "number": number} for kind, number in counts.items()]
