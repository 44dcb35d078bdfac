"""One self-contained HTML page; each finding with its sentence and the place marked."""

from __future__ import annotations

from html import escape

from policygraph.validation.results import Place, Report, Result

__all__ = ["html"]

_STYLE = """body{font:16px/1.5 system-ui,"Noto Sans CJK SC","Microsoft YaHei",sans-serif;max-width:60em;margin:2em auto;
padding:0 1em;color:#1b1b1b;background:#fff}article{border-left:4px solid #888;padding:.2em 1em;margin:1em 0}
.violation{border-color:#b00020}.warning{border-color:#a86400}.info{border-color:#1660a8}mark{background:#ffe08a}
blockquote{margin:.4em 0;color:#333}small{color:#555}"""


def html(report: Report) -> str:
    """The report as a page, grouped by document."""
    counts = " · ".join(f"{number} {name}" for name, number in report.counts().items())
    names = list(dict.fromkeys([name for name, _ in report.documents] + [r.document for r in report.results]))
    sections = "".join(_section(name, report) for name in names)
    missing = "".join(f"<li>{escape(name)} ({count})</li>" for name, count in report.missing)
    listed = f"<h2>缺失文件 Missing documents</h2><ol>{missing}</ol>" if missing else ""
    return (
        '<!DOCTYPE html>\n<html lang="zh"><head><meta charset="utf-8"><title>policygraph validate</title>'
        f"<style>{_STYLE}</style></head><body><h1>policygraph validate</h1><p>{counts}</p>"
        f"{sections}{listed}</body></html>\n"
    )


def _section(name: str, report: Report) -> str:
    results = [result for result in report.results if result.document == name]
    articles = "".join(_article(result, report) for result in results)
    return f"<h2>{escape(name or 'build')} ({len(results)})</h2>{articles}"


def _article(result: Result, report: Report) -> str:
    rule = report.rule(result.rule)
    return (
        f'<article class="{result.level.label}"><b>{escape(result.rule)} {escape(rule.label("zh"))}</b> '
        f"<small>{result.level.label} · {escape(rule.label('en'))}</small><br>{escape(result.zh)}<br>"
        f"<span lang='en'>{escape(result.en)}</span>{_sentence(result.place)}{_sentence(result.related)}</article>"
    )


def _sentence(place: Place | None) -> str:
    if not place:
        return ""
    where = f"{place.file}:{place.line}:{place.column}"
    sentence = f"{escape(place.before)}<mark>{escape(place.quote)}</mark>{escape(place.after)}"
    return f"<blockquote>{sentence}<br><small>{escape(where)}</small></blockquote>"
