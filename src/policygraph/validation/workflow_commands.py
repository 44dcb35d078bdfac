"""Commands to the runner of GitHub Actions: it shows each result beside the line of the file that it is about."""

from __future__ import annotations

from policygraph.pages import Language
from policygraph.printable import printable
from policygraph.validation.results import Level, Report, Result

__all__ = ["MOST_OF_A_LEVEL", "workflow_commands"]

# GitHub shows no more of one level in a step.
MOST_OF_A_LEVEL = 10
_COMMANDS = {Level.VIOLATION: "error", Level.WARNING: "warning", Level.INFO: "notice"}


def workflow_commands(report: Report, language: Language) -> str:
    """A line for each of the first new results of a level; known ones are in the other formats."""
    new = [result for result in report.results if result.is_new]
    lines: list[str] = []
    for level in sorted(_COMMANDS, reverse=True):
        lines += [
            _line(report, one, language)
            for one in [one for one in new if one.level is level][:MOST_OF_A_LEVEL]
        ]
    return "".join(f"{line}\n" for line in lines)


def _line(report: Report, result: Result, language: Language) -> str:
    rule = report.rule(result.rule)
    fields = {"title": f"{result.rule} {language.joined(rule.label('zh'), rule.label('en'), ' / ')}"}
    if result.place:
        fields = {
            "file": result.place.file,
            "line": str(result.place.line),
            "endLine": str(result.place.end_line),
            **fields,
        }
        if result.place.line == result.place.end_line:
            fields |= {"col": str(result.place.column), "endColumn": str(result.place.end_column)}
    said = ",".join(f"{name}={_property(value)}" for name, value in fields.items())
    message = _escaped(language.joined(result.zh, result.en, "\n"))
    return f"::{_COMMANDS[result.level]} {said}::{message}"


def _escaped(text: str) -> str:
    """Text without what would end a command, or start the next one."""
    clean = "\n".join(printable(line) for line in text.splitlines())
    return clean.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
