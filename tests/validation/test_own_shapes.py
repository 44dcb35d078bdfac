"""A team's own shapes: what they find is reported under their rules, and what they cannot find is an error."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from policygraph.builds.store import Build, open_build
from policygraph.errors import UsageError
from policygraph.pipeline import build
from policygraph.validation.baseline import read_baseline
from policygraph.validation.check import validate
from policygraph.validation.engines import ENGINES
from policygraph.validation.reports import render
from policygraph.validation.results import Level
from tests.graph.listener import Listener
from tests.graph.test_guard import HIDDEN

PREFIXES = """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix pg: <https://w3id.org/policygraph/ontology#> .
@prefix rule: <https://w3id.org/policygraph/shapes#> . @prefix ex: <http://example.org/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix dcterms: <http://purl.org/dc/terms/> .
"""
NUMBER = "sh:path pg:docNumber ; sh:minCount 1"
RULE = "a sh:NodeShape ; sh:targetClass pg:CityPlan"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Build:
    folder = tmp_path_factory.mktemp("small")
    (folder / "plan.txt").write_text("临河市“十四五”节能减排实施方案\n", encoding="utf-8")
    build([folder / "plan.txt"], folder / "build")
    return open_build(folder / "build")


def _found(opened: Build, file: Path, text: str, engine: str, profile: str = "default") -> Counter[str]:
    """The results of a team's rules, by rule."""
    file.write_text(PREFIXES + text, encoding="utf-8")
    results = validate(opened, shapes=[file], engine=engine, profile=profile).results
    return Counter(result.rule for result in results if not result.rule.startswith("PG"))


FINDING = {
    "a nested shape with an IRI": (f"ex:R {RULE} ; sh:property ex:P . ex:P {NUMBER} .", {"R": 1}),
    "one inside another": (
        f"ex:R {RULE} ; sh:property ex:P . ex:P sh:path pg:sourceText ; sh:property ex:Q . ex:Q {NUMBER} .",
        {"R": 1},
    ),
    "one shape in two rules": (
        f"ex:R {RULE} ; sh:property ex:P . ex:T {RULE} ; sh:property ex:P . ex:P {NUMBER} .",
        {"R": 1, "T": 1},
    ),
    "a rule in a rule": (
        f"ex:R {RULE} ; sh:property ex:P . ex:P a sh:PropertyShape ; sh:targetClass pg:CityPlan ; {NUMBER} .",
        {"R": 1, "P": 1},
    ),
    "a rule that is nested in itself": (
        f"ex:R a sh:PropertyShape ; sh:targetClass pg:CityPlan ; {NUMBER} ; sh:property ex:R .",
        {"R": 1},
    ),
    "a rule without a type": (f"ex:R sh:targetClass pg:CityPlan ; sh:property [ {NUMBER} ] .", {"R": 1}),
    "a shape that is a class": (
        f"pg:CityPlan a rdfs:Class, sh:NodeShape ; sh:property [ {NUMBER} ] .",
        {"CityPlan": 1},
    ),
    "paths and shapes that lie as deep as they may": (
        f"ex:R sh:targetClass pg:CityPlan ; sh:minCount 1 ;"
        f" sh:path {'[ sh:inversePath ' * 10} pg:docNumber {']' * 10} ."
        f" ex:T {RULE} ; sh:not {'[ sh:not ' * 189} [ sh:class ex:None ] {']' * 189} .",
        {"R": 1, "T": 1},
    ),
    "a target in SPARQL alone": (
        f"""ex:R a sh:PropertyShape ; {NUMBER} ; sh:target [ a sh:SPARQLTarget ; sh:prefixes rule:prefixes ;
            sh:select "SELECT ?this {{ ?this a pg:CityPlan }}" ] .""",
        {"R": 1},
    ),
    "why a shape of sh:node failed is no result of its own": (
        f'ex:R {RULE} ; sh:message "no"@en ; sh:node ex:N . ex:N a sh:NodeShape ; sh:property [ {NUMBER} ] .',
        {"R": 1},
    ),
    "a shape of policygraph in a rule": (
        f"ex:R {RULE} ; sh:property rule:PG003 . ex:T {RULE} ; sh:property rule:PG001 .",
        {"R": 1},
    ),
}


# The reference engine takes seconds a case: it has those that it reports in another way than the fast one.
BY_BOTH = (
    "one inside another",
    "paths and shapes that lie as deep as they may",
    "a rule that is nested in itself",
    "why a shape of sh:node failed is no result of its own",
)


@pytest.mark.parametrize(
    ("name", "engine"),
    [
        *((name, "shifty") for name in FINDING),
        *(pytest.param(name, "pyshacl", marks=pytest.mark.long) for name in BY_BOTH),
    ],
)
def test_whether_all_that_own_shapes_find_is_reported(
    small: Build, tmp_path: Path, name: str, engine: str
) -> None:
    text, expected = FINDING[name]
    assert _found(small, tmp_path / "own.ttl", text, engine) == expected


def test_whether_only_the_rule_that_a_profile_names_is_off(small: Build, tmp_path: Path) -> None:
    profile = tmp_path / "off.toml"
    profile.write_text('[rules]\nP = "off"\n', encoding="utf-8")
    text, _ = FINDING["a rule in a rule"]
    assert _found(small, tmp_path / "own.ttl", text, "shifty", str(profile)) == {"R": 1}


def test_whether_a_shape_of_another_file_may_be_nested(small: Build, tmp_path: Path) -> None:
    files = [tmp_path / "a.ttl", tmp_path / "b.ttl"]
    files[0].write_text(f"{PREFIXES} ex:R {RULE} ; sh:property ex:P .", encoding="utf-8")
    files[1].write_text(f"{PREFIXES} ex:P {NUMBER} . ex:T {RULE} ; {'sh:property ex:P'} .", encoding="utf-8")
    results = validate(small, shapes=files, engine="shifty").results
    assert {r.rule for r in results if not r.rule.startswith("PG")} == {"R", "T"}


def _query(text: str, more: str = "") -> str:
    return f'ex:R {RULE} ; sh:sparql [ {more} sh:select """{text}""" ] .'


LOOP = "_:l rdf:first 1 ; rdf:rest [ rdf:first 2 ; rdf:rest _:l ] ."
BROKEN = {
    "sh:targetClass has no IRI": f"ex:R {RULE} . [] a sh:NodeShape ; sh:targetClass pg:Measure .",
    "<http://example.org/R> uses sh:targetKlass, which is not a term": f"ex:R {RULE} ; sh:targetKlass pg:Measure .",
    "uses sh:Warnings, which is not a term": f"ex:R {RULE} ; sh:severity sh:Warnings .",
    "a shape in <http://example.org/R> uses sh:SPARQLRule": f"ex:R {RULE} ; sh:property [ a sh:SPARQLRule ] .",
    "sh:minCount of a shape in <http://example.org/R> is “one”; it takes a whole number": f"ex:R {RULE} ;"
    ' sh:property [ sh:path pg:docNumber ; sh:minCount "one" ] .',
    "sh:maxLength of .* is “1.5”; it takes a whole number": f"ex:R {RULE} ; sh:maxLength 1.5 .",
    "sh:closed of .* is “yes”; it takes true or false": f'ex:R {RULE} ; sh:closed "yes" .',
    "sh:targetClass of .* is “Plan”; it takes an IRI": 'ex:R sh:targetClass "Plan" .',
    "sh:in of .* is <http://example.org/Q>; it takes a list": f"ex:R {RULE} ; sh:in ex:Q .",
    r"sh:pattern of .* is “\(”; it takes a regular expression": f'ex:R {RULE} ; sh:pattern "(" .',
    "sh:not of .* is “Q”; it takes a shape": f'ex:R {RULE} ; sh:not "Q" .',
    "sh:minInclusive of .* is .*; it takes a literal": f"ex:R {RULE} ; sh:minInclusive ex:Q .",
    "leads to a shape in <.*R>, which has no sh:path": f"ex:R {RULE} ; sh:property [ sh:hasValue 1 ] .",
    "R> is a sh:NodeShape and has sh:path; make it": f"ex:R {RULE} ; {NUMBER} .",
    "leads to <http://example.org/P>, which has no sh:path": f"ex:R {RULE} ; sh:property ex:P .",
    "R> is a property shape with no sh:path": "ex:R a sh:PropertyShape ; sh:targetClass pg:CityPlan .",
    "R> is a property shape with 2 sh:path": f"ex:R {RULE} ; {NUMBER} ; sh:path pg:area .",
    "R> has sh:minCount, but no sh:path": f"ex:R {RULE} ; sh:minCount 1 .",
    "R> has sh:minCount more than once": f"ex:R {RULE} ; {NUMBER}, 2 .",
    "leads to <http://example.org/Q>, which has no sh:select": f"ex:R {RULE} ; sh:sparql ex:Q .",
    "the sh:ConstraintComponent <.*/C> has no sh:validator": f"ex:R {RULE} . ex:C a sh:ConstraintComponent .",
    "sh:select does not ask for .this": _query("SELECT ?it { ?it a ?that }"),
    r"not valid SPARQL: .*\(Prefix not found\)": _query("SELECT $this { $this a pg:CityPlan }"),
    "sh:select is refused: line 1, column 16: SERVICE is not allowed": _query(
        "SELECT $this { SERVICE <http://127.0.0.1:9/> { $this ?p ?o } }"
    ),
    "sh:select is refused: INSERT would change the data": _query("INSERT DATA { <a:a> <a:b> <a:c> }"),
    "sh:select is refused: line 1, column 14: FROM is not allowed here": _query(
        "SELECT $this FROM <http://127.0.0.1:9/> { $this ?p ?o }"
    ),
    "sh:ask is refused: line 2, column 1: FROM is not allowed here": f"""ex:R {RULE} ; sh:sparql
        [ sh:ask '''ASK
FROM NAMED <http://127.0.0.1:9/> {{ $this ?p ?o }}''' ] .""",
    "sh:select has a carriage return without a line feed": _query(r"SELECT $this { #\r $this ?p ?o \n}"),
    "a shape in <.*R> has a list that comes back to itself; write": f"ex:R {RULE} ; sh:in _:l . {LOOP}",
    "<.*Q> has a list that comes back to itself; write": f"ex:R {RULE} ; sh:and ex:Q ."
    " ex:Q rdf:first ex:T ; rdf:rest [ rdf:first ex:T ; rdf:rest ex:Q ] .",
    "has a list that is broken off or has branches": f"ex:R {RULE} ; sh:in _:l . _:l rdf:first 1 .",
    "a shape in .* has a list that is broken .*": f"ex:R {RULE} ; sh:in _:l . _:l rdf:first 1, 2 ; rdf:rest () .",
    "sh:path of a shape in <.*R> leads back to itself; name": f"ex:R {RULE} ;"
    " sh:property [ sh:path _:p ] . _:p sh:inversePath [ sh:zeroOrMorePath _:p ] .",
    "sh:path of <.*P> leads back to itself; name": f"ex:R {RULE} ; sh:property ex:P . ex:P sh:path _:p ."
    " _:p sh:alternativePath ( pg:area [ sh:inversePath _:p ] ) .",
    "sh:path of <.*R> is not a path; it takes an IRI": f"ex:R {RULE} ; sh:path ( pg:area ) .",
    "sh:path of <.*R> is not a path; .* paths": f"ex:R {RULE} ; sh:path [ sh:alternativePath pg:area ] .",
    "sh:path of <.*R> is not a path; .* or": f'ex:R {RULE} ; sh:path ( pg:area "area" ) .',
    "sh:path of <.*R> has more than 10 paths within one another": f"ex:R {RULE} ;"
    f" sh:path {'[ sh:inversePath ' * 11} pg:area {']' * 11} .",
    "<.*R> stands within itself, of which": f"ex:R {RULE} ; sh:not [ sh:or ( ex:R ex:Q ) ] . ex:Q {NUMBER} .",
    "P> stands within itself, of which": f"ex:R {RULE} ; sh:property ex:P ."
    " ex:P sh:path pg:area ; sh:node ex:Q . ex:Q sh:property ex:P .",
    "R> speaks of a statement in << … >>": f"ex:R {RULE} ; rdfs:seeAlso <<( ex:a ex:b ex:c )>> .",
    "line 6, column .*: more than 200 brackets within one another": f"ex:R {RULE} ;\n"
    f"{'sh:not [ ' * 100_000} sh:class pg:Plan {']' * 100_000} .",
    "more than 200 shapes or paths stand within one another in <.*/n1799>": f"ex:R {RULE} ; sh:not ex:n0 ."
    f"{' '.join(f'ex:n{at} sh:not ex:n{at + 1} .' for at in range(2_000))} ex:n2000 sh:class pg:Plan .",
    "sh:namespace of .* it takes an IRI": _query(
        "SELECT $this { $this a x:y }",
        'sh:prefixes [ sh:declare [ sh:prefix "x" ; sh:namespace "http://x/> SELECT $this { $this ?p ?o } #" ] ] ;',
    ),
}


@pytest.mark.parametrize("sentence", BROKEN)
def test_whether_shapes_that_cannot_find_what_they_mean_are_refused(
    small: Build, tmp_path: Path, sentence: str
) -> None:
    (tmp_path / "own.ttl").write_text(PREFIXES + BROKEN[sentence], encoding="utf-8")
    with pytest.raises(UsageError, match=rf"own\.ttl: .*{sentence}") as refused:
        validate(small, shapes=[tmp_path / "own.ttl"])
    assert "\n" not in str(refused.value)


ASKING = (
    "SELECT $this { SERVICE <http://127.0.0.1:9/> { $this ?p ?o } }",
    "ASK { service silent<http://127.0.0.1:9/> { $this ?p ?o } }",
    *(query.replace("SELECT *", "SELECT $this") for query in HIDDEN),
    "SELECT $this { SERV\\u0049CE <http://127.0.0.1:9/> { $this ?p ?o } }",
    "SELECT $this FROM <http://127.0.0.1:9/> { $this ?p ?o }",
    # One parser ends a comment at a carriage return, the other does not.
    "SELECT $this { $this ?p ?o #\r . $this ?q '''\nSERVICE <http://127.0.0.1:9/> { $this ?p ?o } #'''\n}",
)
PLACES = ("sh:sparql [ {} ]", "sh:target [ a sh:SPARQLTarget ; {} ]")


@pytest.mark.long
@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("query", ASKING)
def test_whether_own_shapes_send_nothing(
    small: Build, tmp_path: Path, query: str, place: str, engine: str
) -> None:
    term = "ask" if query.startswith("ASK") else "select"
    with Listener() as listener:
        text = _literal(query.replace("127.0.0.1:9", listener.address))
        asked = place.format(f"sh:{term} {text}")
        assert _is_refused(small, tmp_path, f"ex:R {RULE} ; {asked} .", engine)
    assert listener.calls == 0


@pytest.mark.parametrize("engine", ENGINES)
def test_whether_a_prefix_that_is_a_query_sends_nothing(small: Build, tmp_path: Path, engine: str) -> None:
    with Listener() as listener:
        asked = f"http://x/> SELECT $this {{ SERVICE <http://{listener.address}/> {{ $this ?p ?o }} }} #"
        declared = f'sh:declare [ sh:prefix "x" ; sh:namespace {_literal(asked)} ]'
        text = f'ex:R {RULE} ; sh:sparql [ sh:prefixes [ {declared} ] ; sh:select "SELECT $this {{ }}" ] .'
        assert _is_refused(small, tmp_path, text, engine)
    assert listener.calls == 0


def _literal(text: str) -> str:
    """A string as Turtle writes it, which is as JSON does."""
    return json.dumps(text)


def _is_refused(opened: Build, folder: Path, text: str, engine: str) -> bool:
    (folder / "own.ttl").write_text(PREFIXES + text, encoding="utf-8")
    try:
        validate(opened, shapes=[folder / "own.ttl"], engine=engine)
    except UsageError:
        return True
    return False


def test_whether_files_that_start_with_a_mark_of_their_encoding_are_read(
    small: Build, tmp_path: Path
) -> None:
    (tmp_path / "own.ttl").write_text(
        f"{PREFIXES} ex:R sh:targetClass pg:CityPlan ; {NUMBER} .", encoding="utf-8-sig"
    )
    (tmp_path / "own.toml").write_text('[rules]\nR = "info"\nPG003 = "off"\n', encoding="utf-8-sig")
    report = validate(small, shapes=[tmp_path / "own.ttl"], profile=str(tmp_path / "own.toml"))
    assert {r.level for r in report.results if r.rule == "R"} == {Level.INFO}
    assert "PG003" not in {r.rule for r in report.results}
    (tmp_path / "last.json").write_text(render(report, ".json"), encoding="utf-8-sig")
    assert read_baseline(tmp_path / "last.json").findings == {r.fingerprint for r in report.results}
