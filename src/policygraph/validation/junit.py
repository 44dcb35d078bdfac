"""JUnit XML: documents as suites, rules as cases."""

from __future__ import annotations

from collections import defaultdict

from policygraph.pages import Language
from policygraph.printable import xml_attribute, xml_text
from policygraph.validation.results import Level, Report, Result, Rule

__all__ = ["junit"]


def junit(report: Report, language: Language) -> str:
    """The report as JUnit XML; results below warning are output of their case, not failures."""
    found: dict[tuple[str, str], list[Result]] = defaultdict(list)
    for result in report.results:
        found[result.document, result.rule].append(result)
    names = [name for name, _ in report.documents]
    suites = names + sorted({document for document, _ in found} - set(names))
    body = "".join(_suite(name, report.rules, found, language) for name in suites)
    failures = sum(any(_fails(r) for r in results) for results in found.values())
    total = len(suites) * len(report.rules)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<testsuites name="policygraph validate" tests="{total}" failures="{failures}" errors="0">\n'
        f"{body}</testsuites>\n"
    )


def _suite(
    name: str, rules: tuple[Rule, ...], found: dict[tuple[str, str], list[Result]], language: Language
) -> str:
    cases = "".join(_case(name, rule, found.get((name, rule.id), []), language) for rule in rules)
    failures = sum(any(_fails(r) for r in found.get((name, rule.id), [])) for rule in rules)
    label = xml_attribute(name or "build")
    head = (
        f'<testsuite name={label} tests="{len(rules)}" failures="{failures}" errors="0" skipped="0" time="0">'
    )
    return f"{head}\n{cases}</testsuite>\n"


def _case(document: str, rule: Rule, results: list[Result], language: Language) -> str:
    label = xml_attribute(f"{rule.id} {language.joined(rule.label('zh'), rule.label('en'), ' / ')}")
    start = f'<testcase name={label} classname={xml_attribute(document or "build")} time="0"'
    if not results:
        return f"{start}/>\n"
    text = xml_text("\n".join(_line(result, language) for result in results))
    if not any(_fails(result) for result in results):
        return f"{start}><system-out>{text}</system-out></testcase>\n"
    level = max(result.level for result in results).label
    message = xml_attribute(f"{len(results)} 处问题" if language is Language.ZH else f"{len(results)} found")
    return f'{start}><failure type="{level}" message={message}>{text}</failure></testcase>\n'


def _fails(result: Result) -> bool:
    return result.is_new and result.level >= Level.WARNING


def _line(result: Result, language: Language) -> str:
    place = result.place
    where = f"{place.where}: " if place else ""
    return f"{where}{language.joined(result.zh, result.en, ' / ')}"
