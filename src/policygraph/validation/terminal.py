"""The report for people at a terminal: grouped by rule, counted, coloured, capped with the remainder stated."""

from __future__ import annotations

from collections import defaultdict
from typing import TextIO

from rich.console import Console
from rich.text import Text

from policygraph.pages import Language
from policygraph.printable import one_line
from policygraph.validation.results import Level, Report, Result

__all__ = ["MOST_PER_RULE", "print_report"]

MOST_PER_RULE = 5
_COLOURS = {Level.VIOLATION: "red", Level.WARNING: "yellow", Level.INFO: "blue"}
_FILE_WIDTH = 200


def print_report(report: Report, out: TextIO, language: Language = Language.BOTH) -> None:
    """Print the gravest rules first, at most ``MOST_PER_RULE`` results of each, new ones before known ones."""
    console = Console(file=out, highlight=False, width=None if out.isatty() else _FILE_WIDTH)
    groups: dict[str, list[Result]] = defaultdict(list)
    for result in report.results:
        groups[result.rule].append(result)
    for name, results in sorted(groups.items(), key=lambda item: (-item[1][0].level, item[0])):
        rule = report.rule(name)
        head = Text(f"{one_line(name)} {rule.level.said(language)} ", style=f"bold {_COLOURS[rule.level]}")
        label = one_line(language.joined(rule.label("zh"), rule.label("en"), " / "))
        console.print(head.append(f"{label} ({len(results)})", style="bold"))
        for result in sorted(results, key=lambda result: not result.is_new)[:MOST_PER_RULE]:
            console.print(_line(result, language), soft_wrap=True)
        if len(results) > MOST_PER_RULE:
            more = len(results) - MOST_PER_RULE
            is_chinese = language is Language.ZH
            console.print(
                f"  ……另有 {more} 处（--output FILE 写出全部）"
                if is_chinese
                else f"  … and {more} more (--output FILE has all)"
            )
    console.print(report.summary(language))


def _line(result: Result, language: Language) -> Text:
    place = result.place
    where = place.where if place else result.document or result.focus
    said = one_line(language.joined(result.zh, result.en, " / "))
    known = "" if result.is_new else "（已知）" if language is Language.ZH else "(known) "
    return Text("  ").append(f"{one_line(where)}  ", style="green").append(known + said)
