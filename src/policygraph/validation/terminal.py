"""The report for people at a terminal: grouped by rule, counted, coloured, capped with the remainder stated."""

from __future__ import annotations

from collections import defaultdict
from typing import TextIO

from rich.console import Console
from rich.text import Text

from policygraph.validation.results import Level, Report, Result

__all__ = ["MOST_PER_RULE", "print_report"]

MOST_PER_RULE = 5
_COLOURS = {Level.VIOLATION: "red", Level.WARNING: "yellow", Level.INFO: "blue"}
_FILE_WIDTH = 200


def print_report(report: Report, out: TextIO) -> None:
    """Print the gravest rules first, at most ``MOST_PER_RULE`` results of each, new ones before known ones."""
    console = Console(file=out, highlight=False, width=None if out.isatty() else _FILE_WIDTH)
    groups: dict[str, list[Result]] = defaultdict(list)
    for result in report.results:
        groups[result.rule].append(result)
    for name, results in sorted(groups.items(), key=lambda item: (-item[1][0].level, item[0])):
        rule = report.rule(name)
        head = Text(f"{name} {rule.level.label} ", style=f"bold {_COLOURS[rule.level]}")
        console.print(head.append(f"{rule.label('zh')} / {rule.label('en')} ({len(results)})", style="bold"))
        for result in sorted(results, key=lambda result: not result.is_new)[:MOST_PER_RULE]:
            console.print(_line(result), soft_wrap=True)
        if len(results) > MOST_PER_RULE:
            console.print(f"  … and {len(results) - MOST_PER_RULE} more (--output FILE has all)")
    console.print(report.summary())


def _line(result: Result) -> Text:
    place = result.place
    where = place.where if place else result.document or result.focus
    said = " ".join(f"{result.zh} / {result.en}".split())
    return Text("  ").append(f"{where}  ", style="green").append(said if result.is_new else f"(known) {said}")
