"""What looks like a fact and was not read, or not for sure, as findings with their places."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from policygraph.counting import counted
from policygraph.extraction.mentions import TargetMention
from policygraph.extraction.targets.table_layout import unheaded_columns
from policygraph.extraction.tasks import TaskTable
from policygraph.model import Finding, Outline, ReadShare, Severity, Table, Text
from policygraph.vocabulary import Area

__all__ = ["grouped", "unknown_area", "unread_tables", "unread_text"]

_MOST_ALIKE, _QUOTED = 10, 30
_FIGURE = re.compile(r"\d")


def unread_text(coverage: ReadShare, text: Text, others: Sequence[Finding]) -> Iterator[Finding]:
    """A finding for each stretch that was not read and of which no other says so."""
    said = sorted((other.span.start, other.span.end) for other in others if other.span)
    starts = [start for start, _ in said]
    ends = list(accumulate((end for _, end in said), max))
    for span in coverage.unread:
        before = bisect_left(starts, span.end)
        if not (before and ends[before - 1] > span.start):
            message = f"“{text.quote(span)[:_QUOTED]}” ({span.end - span.start} characters) was not read"
            yield Finding("text-unread", Severity.WARNING, message, span)


def grouped(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings, of each kind the first ones and one that counts the rest: nobody reads hundreds that are alike."""
    kinds: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        kinds[finding.code].append(finding)
    for code, alike in kinds.items():
        yield from alike[:_MOST_ALIKE]
        if rest := alike[_MOST_ALIKE:]:
            message = counted(len(rest), "further place like these", "further places like these")
            yield Finding(code, rest[0].severity, message, rest[0].span)


def unread_tables(
    outline: Outline, tasks: Sequence[TaskTable], targets: Sequence[TargetMention], text: Text
) -> Iterator[Finding]:
    """A finding for each table with figures of which none was read, or none of columns without a heading."""
    starts = {one.table.start for one in tasks if one.has_tasks}
    read = sorted(target.start for target in targets)
    for table in outline.tables:
        at = bisect_left(read, table.start)
        if table.start in starts or table.repeats:
            continue
        if at < len(read) and read[at] < table.end:
            if columns := unheaded_columns(table):
                table_of = f"of the table “{_title(table)}”"
                message = counted(
                    len(columns),
                    f"column {table_of} has no heading, and its figures were not read",
                    f"columns {table_of} have no heading, and their figures were not read",
                )
                yield Finding("table-unread", Severity.WARNING, message, text.span(table.start, table.end))
        elif any(_FIGURE.search(cell.text) for row in table.rows[1:] for cell in row[1:]):
            message = f"no figure was read from the table “{_title(table)}”; see whether it holds targets"
            yield Finding("table-unread", Severity.WARNING, message, text.span(table.start, table.end))


def _title(table: Table) -> str:
    return (table.captions[-1] if table.captions else table.rows[0][0].text)[:_QUOTED]


def unknown_area(area: Area | None) -> list[Finding]:
    """The finding that nobody knows whose document it is."""
    if area:
        return []
    return [
        Finding(
            "area-unknown",
            Severity.WARNING,
            "no city, county or province was recognised as the document's own",
        )
    ]
