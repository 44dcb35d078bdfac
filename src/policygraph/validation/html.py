"""One self-contained HTML page; each finding with its sentence and the place marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from policygraph.validation.results import Place, Report, Result, Rule

__all__ = ["html"]

_STYLE = """body{font:16px/1.5 system-ui,"Noto Sans CJK SC","Microsoft YaHei",sans-serif;max-width:60em;margin:2em auto;
padding:0 1em;color:#1b1b1b;background:#fff}article{border-left:4px solid #888;padding:.2em 1em;margin:1em 0}
.violation{border-color:#b00020}.warning{border-color:#a86400}.info{border-color:#1660a8}mark{background:#ffe08a}
blockquote{margin:.4em 0;color:#333}small{color:#555}"""


def html(report: Report) -> str:
    """The report as a page, grouped by document."""
    counts = " · ".join(f"{number} {name}" for name, number in report.counts().items())
    found: dict[str, list[Result]] = {name: [] for name, _ in report.documents}
    for result in report.results:
        found.setdefault(result.document, []).append(result)
    rules = {rule.id: rule for rule in report.rules}
    sections = "".join(_section(name, results, rules) for name, results in found.items())
    missing = "".join(f"<li>{escape(name)} ({count})</li>" for name, count in report.missing)
    listed = f"<h2>缺失文件 Missing documents</h2><ol>{missing}</ol>" if missing else ""
    return (
        '<!DOCTYPE html>\n<html lang="zh"><head><meta charset="utf-8"><title>policygraph validate</title>'
        f"<style>{_STYLE}</style></head><body><h1>policygraph validate</h1><p>{counts}</p>"
        f"{sections}{listed}</body></html>\n"
    )


def _section(name: str, results: Sequence[Result], rules: Mapping[str, Rule]) -> str:
    articles = "".join(_article(result, rules[result.rule]) for result in results)
    return f"<h2>{escape(name or 'build')} ({len(results)})</h2>{articles}"


def _article(result: Result, rule: Rule) -> str:
    return (
        f'<article class="{result.level.label}"><b>{escape(result.rule)} {escape(rule.label("zh"))}</b> '
        f"<small>{result.level.label} · {escape(rule.label('en'))}</small><br>{escape(result.zh)}<br>"
        f"<span lang='en'>{escape(result.en)}</span>{_sentence(result.place)}{_sentence(result.related)}</article>"
    )


def _sentence(place: Place | None) -> str:
    if not place:
        return ""
    where = place.where
    sentence = f"{escape(place.before)}<mark>{escape(place.quote)}</mark>{escape(place.after)}"
    return f"<blockquote>{sentence}<br><small>{escape(where)}</small></blockquote>"
