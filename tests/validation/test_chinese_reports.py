"""Reports in Chinese: the words of people follow the language, what programs read does not."""

from __future__ import annotations

import io
import json
import re

import pytest

from policygraph.builds.store import Build
from policygraph.pages import Language
from policygraph.validation.check import validate
from policygraph.validation.reports import render
from policygraph.validation.results import Report
from policygraph.validation.terminal import print_report

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def report(real_plans: Build) -> Report:
    return validate(real_plans)


def test_the_terminal_speaks_one_language(report: Report) -> None:
    out = io.StringIO()
    print_report(report, out, Language.ZH)
    head, *_, foot = out.getvalue().splitlines()
    assert re.fullmatch(r"PG\d+ 警告 \S+ \(\d+\)", head)
    assert re.fullmatch(r"5 份文件：违规 \d+ 处，警告 \d+ 处，提示 \d+ 处", foot)
    assert " / " not in out.getvalue()


@pytest.mark.parametrize("ending", [".md", ".html", ".xml", ".annotations", ".sarif"])
def test_no_message_is_in_english(report: Report, ending: str) -> None:
    chinese = render(report, ending, Language.ZH)
    both = render(report, ending)
    english = report.results[0].en
    assert english in both
    assert english not in chinese
    assert report.results[0].zh in chinese


def test_what_programs_read_stays_the_same(report: Report) -> None:
    def kept(text: str) -> list[tuple[str, str, str, object]]:
        run = json.loads(text)["runs"][0]
        return [
            (one["ruleId"], one["level"], one["partialFingerprints"]["policygraph/v1"], one.get("locations"))
            for one in run["results"]
        ]

    assert kept(render(report, ".sarif", Language.ZH)) == kept(render(report, ".sarif"))
    for ending in (".json", ".ttl"):
        assert render(report, ending, Language.ZH) == render(report, ending)
