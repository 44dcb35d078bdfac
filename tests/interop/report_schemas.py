"""SARIF and JUnit reports against the schemas that others publish: `make test-interop` fetches them and runs this."""

from __future__ import annotations

import json
import tarfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from lxml import etree

from policygraph.builds.store import Build
from policygraph.validation.check import validate
from policygraph.validation.reports import render
from policygraph.validation.results import Level, Report

HERE = Path(__file__).parent
# The JSON schema of SARIF 2.1.0, in the npm package that Microsoft tests its own logs with.
SARIF = HERE / "node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"
# What Jenkins accepts as JUnit, in the sources of a Python package that tests its reports with it: it refuses unknown
# elements and attributes.
JUNIT = "tests/vendor/jenkins/xunit-plugin/ae25da5089d4f94ac6c4669bf736e4d416cc4665/junit-10.xsd"


@pytest.fixture(scope="module")
def report(real_plans: Build) -> Report:
    return validate(real_plans)


@pytest.fixture(scope="module")
def variants(report: Report) -> dict[str, Report]:
    """The report as it is, without results, with a baseline, and with things that no document can foresee."""
    odd = replace(report.results[0], zh="控制符\x0b<&>\ud7ff𠮷", en="]]>\"'", place=None, document="")
    return {
        "plans": report,
        "clean": replace(report, results=()),
        "known": replace(report, results=tuple(replace(r, is_new=False) for r in report.results)),
        "odd": replace(report, results=(odd, *report.results), missing=(("文<件>", 2),)),
    }


def _check_sarif(text: str) -> dict[str, Any]:
    schema = json.loads(SARIF.read_text(encoding="utf-8"))
    log: dict[str, Any] = json.loads(text)
    jsonschema.Draft4Validator(schema).validate(log)
    return log


@pytest.mark.parametrize("name", ["plans", "clean", "known", "odd"])
def test_whether_sarif_is_valid(variants: dict[str, Report], name: str) -> None:
    log = _check_sarif(render(variants[name], ".sarif"))
    assert len(log["runs"][0]["results"]) == len(variants[name].results)


def test_whether_the_sarif_schema_refuses_what_is_wrong(report: Report) -> None:
    log = json.loads(render(report, ".sarif"))
    log["runs"][0]["columnKind"] = "bytes"
    with pytest.raises(jsonschema.ValidationError):
        _check_sarif(json.dumps(log))


def _junit_schema() -> bytes:
    (archive,) = (HERE / "sources").glob("unittest*xml*reporting-*.tar.gz")
    with tarfile.open(archive) as files:
        (name,) = (name for name in files.getnames() if name.endswith(JUNIT))
        found = files.extractfile(name)
        assert found is not None
        return found.read()


@pytest.mark.parametrize("name", ["plans", "clean", "known", "odd"])
def test_whether_junit_is_valid(variants: dict[str, Report], name: str) -> None:
    schema = etree.XMLSchema(etree.fromstring(_junit_schema()))
    tree = etree.fromstring(render(variants[name], ".xml").encode())
    schema.assertValid(tree)
    failing = {(r.document, r.rule) for r in variants[name].results if r.is_new and r.level >= Level.WARNING}
    assert len(tree.findall("testsuite/testcase/failure")) == int(tree.attrib["failures"]) == len(failing)
