"""Reports to files: the format is told by the ending, and a file is either complete or as it was."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path

from policygraph.errors import UsageError
from policygraph.files import write_file
from policygraph.pages import Language
from policygraph.printable import markdown as marked_down
from policygraph.rdf.terms import PG, SH, iri, literal
from policygraph.validation.baseline import facts_as_json
from policygraph.validation.html import html
from policygraph.validation.junit import junit
from policygraph.validation.results import Place, Report, Result
from policygraph.validation.sarif import sarif
from policygraph.validation.workflow_commands import workflow_commands

__all__ = ["MOST_ROWS", "check_outputs", "markdown", "render", "write"]

# GitHub shows no summary of a job that is larger than 1 MiB; a row has 1,600 bytes at most.
MOST_ROWS = 500
_MOST_CELL = 250
_HEADS = ("level", "state", "rule", "place", "finding")
_HEADS_ZH = ("级别", "状态", "规则", "位置", "问题")


def check_outputs(paths: Sequence[Path]) -> None:
    """Refuse what cannot be written before anything is checked.

    Raises:
        UsageError: the ending of a path names no format, or its folder is missing or cannot be written to.
    """
    for path in paths:
        if path.suffix not in _WRITERS:
            raise UsageError(f"{path}: no report format ends so; choose {', '.join(_WRITERS)}")
        if path.is_dir() or not path.parent.is_dir() or not os.access(path.parent, os.W_OK):
            raise UsageError(f"cannot write {path}; choose a file in a folder that can be written to")


def render(report: Report, ending: str, language: Language = Language.BOTH) -> str:
    """The report in the format of a file ending such as ``.sarif``; what programs read has both languages always."""
    return _WRITERS[ending](report, language)


def write(report: Report, path: Path, language: Language = Language.BOTH) -> None:
    """Write a report.

    Raises:
        UsageError: the file cannot be written.
    """
    write_file(path, [render(report, path.suffix, language).encode()])


def markdown(report: Report, language: Language = Language.BOTH) -> str:
    """A summary of the job: counts, a table of results, the new ones first, and missing documents."""
    is_chinese = language is Language.ZH
    level, new_or_known, rule, place, finding = _HEADS_ZH if is_chinese else _HEADS
    state = f" {new_or_known} |" if report.is_compared else ""
    lines = ["# policygraph validate", "", report.summary(language) + ("。" if is_chinese else "."), ""]
    lines += [
        f"| {level} |{state} {rule} | {place} | {finding} |",
        f"| --- |{' --- |' if state else ''} --- | --- | --- |",
    ]
    lines += [
        f"| {r.level.said(language)} |{_state(r, language) if state else ''} {r.rule} | {_cell(_where(r))} | "
        f"{language.joined(_cell(r.zh), _cell(r.en), '<br>')} |"
        for r in sorted(report.results, key=lambda result: (not result.is_new, -result.level))[:MOST_ROWS]
    ]
    if len(report.results) > MOST_ROWS:
        more = len(report.results) - MOST_ROWS
        lines += [
            "",
            f"……另有 {more} 处，见其他格式" if is_chinese else f"… and {more} more, in the other formats",
        ]
    if report.missing:
        lines += ["", "## 缺失文件" if is_chinese else "## Missing documents", ""]
        lines += [f"{n}. {_cell(name)} ({count})" for n, (name, count) in enumerate(report.missing, start=1)]
    return "\n".join(lines) + "\n"


def _state(result: Result, language: Language) -> str:
    if language is Language.ZH:
        return " 新发现 |" if result.is_new else " 已知 |"
    return " new |" if result.is_new else " known |"


def _where(result: Result) -> str:
    place = result.place
    return place.where if place else result.document or result.focus


def _cell(text: str) -> str:
    line = " ".join(text.split())
    shown = line if len(line) <= _MOST_CELL else line[: _MOST_CELL - 1] + "…"
    return marked_down(shown)


def _json(report: Report, _: Language) -> str:
    document = {
        "version": report.version,
        "engine": report.engine,
        "counts": report.counts(),
        "rules": dict(sorted(Counter(r.rule for r in report.results).items())),
        "missing": [{"document": name, "citations": count} for name, count in report.missing],
        "results": [_entry(result) for result in report.results],
    }
    text = json.dumps(document, ensure_ascii=False, indent=1)
    return f'{text.removesuffix("}").rstrip()},\n "facts": {facts_as_json(report.facts)}\n}}\n'


def _entry(result: Result) -> dict[str, object]:
    def place(found: Place | None) -> dict[str, object] | None:
        return asdict(found) if found else None

    return asdict(result) | {
        "level": result.level.label,
        "place": place(result.place),
        "related": place(result.related),
    }


def _turtle(report: Report, _: Language) -> str:
    rules = {rule.id: rule.iri for rule in report.rules}
    lines = [
        f"@prefix sh: <{SH.base}> .",
        "",
        f"[] a sh:ValidationReport ; sh:conforms {str(not report.results).lower()}"
        + "".join(" ;\n  sh:result " + _result(r, rules) for r in report.results)
        + " .",
    ]
    return "\n".join(lines) + "\n"


def _result(result: Result, rules: dict[str, str]) -> str:
    focus = iri(result.focus) if ":" in result.focus else literal(result.focus)
    fields = [
        "a sh:ValidationResult",
        f"sh:focusNode {focus}",
        f"sh:resultSeverity sh:{result.level.name.capitalize()}",
        f"sh:sourceShape {iri(rules[result.rule])}",
        f"sh:resultMessage {literal(result.zh, 'zh')}, {literal(result.en, 'en')}",
    ]
    if result.place:
        fields += [f"{PG('line')} {result.place.line}", f"{PG('column')} {result.place.column}"]
    return "[ " + " ; ".join(fields) + " ]"


_WRITERS: dict[str, Callable[[Report, Language], str]] = {
    ".sarif": sarif,
    ".xml": junit,
    ".md": markdown,
    ".html": html,
    ".json": _json,
    ".ttl": _turtle,
    ".annotations": workflow_commands,
}
