"""SARIF as GitHub takes it; tests/interop holds SARIF and JUnit against the schemas of those formats."""

from __future__ import annotations

import gzip
import json
import random
from dataclasses import replace

import pytest

from policygraph.builds.store import Build
from policygraph.validation.check import validate
from policygraph.validation.reports import MOST_ROWS, render
from policygraph.validation.results import Level, Report
from policygraph.validation.sarif import MOST_BYTES, MOST_RESULTS, MOST_TEXT

# GitHub refuses a summary of a job that is larger.
SUMMARY_BYTES = 1 << 20
HAN = [chr(code) for code in range(0x4E00, 0x9FA6)]


@pytest.fixture(scope="module")
def report(real_plans: Build) -> Report:
    return validate(real_plans)


def test_whether_regions_count_as_sarif_says(report: Report) -> None:
    run = json.loads(render(report, ".sarif"))["runs"][0]
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["newlineSequences"] == ["\r\n", "\n", "\r"]
    places = {r.fingerprint: r.place for r in report.results}
    for result in run["results"]:
        place = places[result["partialFingerprints"]["policygraph/v1"]]
        assert ("locations" in result) == (place is not None)
        if place:
            region = result["locations"][0]["physicalLocation"]["region"]
            assert (region["startLine"], region["startColumn"]) == (place.line, place.column)
            assert (region["charOffset"], region["charLength"]) == (place.start, len(place.quote))
            assert region["snippet"]["text"] == place.quote


def test_whether_the_gravest_results_are_kept_where_there_are_too_many(report: Report) -> None:
    grave = next(r for r in report.results if r.level > Level.INFO)
    light = next(r for r in report.results if r.level == Level.INFO)
    many = replace(report, results=(light,) * (MOST_RESULTS + 7) + (grave,) * 3)
    results = json.loads(render(many, ".sarif"))["runs"][0]["results"]
    assert len(results) == MOST_RESULTS
    assert [r["ruleId"] for r in results[:4]] == [grave.rule] * 3 + [light.rule]
    summary = render(many, ".md")
    assert f"and {len(many.results) - MOST_ROWS} more" in summary
    assert summary.index(grave.rule) < summary.index(light.rule)


@pytest.mark.long
def test_whether_long_messages_stay_within_the_limits(report: Report) -> None:
    place = next(r.place for r in report.results if r.place)
    chance = random.Random(1)  # noqa: S311 - text that cannot be compressed
    long = []
    for _ in range(MOST_RESULTS):
        words = "".join(chance.choices(HAN, k=2 * MOST_TEXT))
        long.append(replace(report.results[0], zh=words, en=words[::-1], place=replace(place, quote=words)))
    grown = replace(report, results=tuple(long))
    text = render(grown, ".sarif")
    assert len(gzip.compress(text.encode())) <= MOST_BYTES < len(text.encode())
    results = json.loads(text)["runs"][0]["results"]
    assert 0 < len(results) < len(long)
    for result in results:
        zh, en = result["message"]["text"].split("\n")
        assert max(len(zh), len(en)) <= MOST_TEXT
        assert len(result["locations"][0]["physicalLocation"]["region"]["snippet"]["text"]) <= MOST_TEXT
    assert len(render(grown, ".md").encode()) < SUMMARY_BYTES
