"""SARIF 2.1.0, within the limits that GitHub sets: 5,000 results shown, 25,000 accepted."""

from __future__ import annotations

import json
from urllib.parse import quote

from policygraph.validation.results import Level, Place, Report, Result, Rule

__all__ = ["MOST_RESULTS", "sarif"]

MOST_RESULTS = 5000
_LEVELS = {Level.VIOLATION: "error", Level.WARNING: "warning", Level.INFO: "note"}


def sarif(report: Report) -> str:
    """The report as SARIF; the gravest results come first where there are too many."""
    index = {rule.id: number for number, rule in enumerate(report.rules)}
    kept = sorted(report.results, key=lambda result: -result.level)[:MOST_RESULTS]
    run = {
        "tool": {
            "driver": {
                "name": "policygraph",
                "version": report.version,
                "informationUri": "https://w3id.org/policygraph/",
                "rules": [_rule(rule) for rule in report.rules],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [_result(result, index[result.rule]) for result in kept],
    }
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def _rule(rule: Rule) -> dict[str, object]:
    text = f"{rule.label('zh')} / {rule.label('en')}"
    return {
        "id": rule.id,
        "name": rule.label("en"),
        "shortDescription": {"text": text},
        "fullDescription": {"text": rule.about or text},
        "help": {"text": f"{rule.why} {rule.mend}".strip() or text},
        "defaultConfiguration": {"level": _LEVELS[rule.level]},
        "properties": {"tags": [rule.topic]},
    }


def _result(result: Result, index: int) -> dict[str, object]:
    found: dict[str, object] = {
        "ruleId": result.rule,
        "ruleIndex": index,
        "level": _LEVELS[result.level],
        "message": {"text": f"{result.zh}\n{result.en}"},
        "partialFingerprints": {"policygraph/v1": result.fingerprint},
    }
    if result.place:
        found["locations"] = [{"physicalLocation": _location(result.place)}]
    if result.related:
        found["relatedLocations"] = [{"id": 1, "physicalLocation": _location(result.related)}]
    return found


def _location(place: Place) -> dict[str, object]:
    return {
        "artifactLocation": {"uri": quote(place.file)},
        "region": {
            "startLine": place.line,
            "startColumn": place.column,
            "endLine": place.end_line,
            "endColumn": place.end_column,
            "charOffset": place.start,
            "charLength": place.end - place.start,
            "snippet": {"text": place.quote},
        },
    }
