"""SARIF 2.1.0, within the limits that GitHub sets.

It shows 5,000 results of a run (and accepts 25,000), descriptions of 1,024 and names of 255 characters, and files of
10 MB when compressed.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from urllib.parse import quote

from policygraph.builds.places import block_words
from policygraph.pages import Language
from policygraph.validation.results import SITE, Level, Place, Report, Result, Rule

__all__ = ["MOST_BYTES", "MOST_RESULTS", "MOST_TEXT", "sarif"]

MOST_RESULTS = 5000
MOST_BYTES = 10_000_000
MOST_TEXT = 1024
_MOST_NAME = 255
_LEVELS = {Level.VIOLATION: "error", Level.WARNING: "warning", Level.INFO: "note"}


def sarif(report: Report, language: Language) -> str:
    """The report as SARIF; new results come first, and of these the gravest, as there may be too many."""
    kept = sorted(report.results, key=lambda result: (not result.is_new, -result.level))[:MOST_RESULTS]
    text = _log(report, kept, language)
    while len(data := text.encode()) > MOST_BYTES and len(gzip.compress(data, mtime=0)) > MOST_BYTES:
        kept = kept[: len(kept) // 2]
        text = _log(report, kept, language)
    return text


def _log(report: Report, results: Sequence[Result], language: Language) -> str:
    index = {rule.id: number for number, rule in enumerate(report.rules)}
    run = {
        "tool": {
            "driver": {
                "name": "policygraph",
                "version": report.version,
                "informationUri": SITE,
                "rules": [_rule(rule, language) for rule in report.rules],
            }
        },
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "results": [_result(result, index[result.rule], report.is_compared, language) for result in results],
    }
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def _rule(rule: Rule, language: Language) -> dict[str, object]:
    text = language.joined(rule.label("zh"), rule.label("en"), " / ")
    about = dict(rule.about)
    return {
        "id": rule.id,
        "name": _cut(rule.label("en"), _MOST_NAME),
        "shortDescription": {"text": _cut(text)},
        "fullDescription": {"text": _cut(_said(language, about.get("zh", ""), about.get("en", "")) or text)},
        "helpUri": rule.page,
        "help": {"text": _said(language, rule.help("zh"), rule.help("en")) or text},
        "defaultConfiguration": {"level": _LEVELS[rule.level]},
        "properties": {"tags": [rule.topic]},
    }


def _result(result: Result, index: int, is_compared: bool, language: Language) -> dict[str, object]:
    found: dict[str, object] = {
        "ruleId": result.rule,
        "ruleIndex": index,
        "level": _LEVELS[result.level],
        "message": {"text": _said(language, _cut(result.zh), _cut(result.en))},
        "partialFingerprints": {"policygraph/v1": result.fingerprint},
    }
    if is_compared:
        found["baselineState"] = "new" if result.is_new else "unchanged"
    if result.place:
        found["locations"] = [_place(result.place)]
    if result.related:
        found["relatedLocations"] = [{"id": 1, **_place(result.related)}]
    return found


def _said(language: Language, zh: str, en: str) -> str:
    """Two texts as one; where one is lacking, as in shapes of others, the other."""
    return language.joined(zh or en, en or zh, "\n")


def _cut(text: str, most: int = MOST_TEXT) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def _place(place: Place) -> dict[str, object]:
    """A place by lines, and in words where its file has pages, tables or paragraphs in their stead."""
    found: dict[str, object] = {"physicalLocation": _location(place)}
    if place.block:
        found["logicalLocations"] = [{"name": block_words(place.block)}]
    return found


def _location(place: Place) -> dict[str, object]:
    return {
        "artifactLocation": {"uri": ("file://" if place.file.startswith("/") else "") + quote(place.file)},
        "region": {
            "startLine": place.line,
            "startColumn": place.column,
            "endLine": place.end_line,
            "endColumn": place.end_column,
            "charOffset": place.start,
            "charLength": place.end - place.start,
            "snippet": {"text": _cut(place.quote)},
        },
    }
