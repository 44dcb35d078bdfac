"""The report as one page: a table of the rules that found something, then each finding with its sentence."""

from __future__ import annotations

from collections import Counter

from policygraph.pages import Language, render
from policygraph.validation.results import Report, Result

__all__ = ["html"]


def html(report: Report, language: Language) -> str:
    """The report as a page, grouped by document, the gravest findings of each first."""
    found: dict[str, list[Result]] = {name: [] for name, _ in report.documents}
    for result in sorted(report.results, key=lambda result: -result.level):
        found.setdefault(result.document, []).append(result)
    counts = Counter(result.rule for result in report.results)
    hit = sorted(
        (rule for rule in report.rules if rule.id in counts), key=lambda rule: (-rule.level, rule.id)
    )
    return render(
        "validation.html",
        language,
        title=language.say("检查报告", "Validation report"),
        levels=report.counts(),
        rules={rule.id: rule for rule in hit},
        counts=counts,
        found=found,
        missing=report.missing,
        is_compared=report.is_compared,
        known=report.known,
        new=len(report.results) - report.known,
    )
