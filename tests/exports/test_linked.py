"""The graph as linked data: the same statements in every syntax, read by other processors than wrote them."""

from __future__ import annotations

import json
import re

import pytest
import rdflib
from pyld import jsonld as processor

from policygraph.builds.store import Build
from policygraph.exports.linked import SYNTAXES, statements
from policygraph.model.folder import GRAPH
from policygraph.queries.selection import Selection, select
from policygraph.rdf.terms import PREFIXES


def written(build: Build, syntax: str, city: str = "") -> str:
    found = statements(build, select(build, Selection(city=city)))
    return b"".join(SYNTAXES[syntax](found)).decode()


def lines(text: str) -> set[str]:
    return {line for line in text.splitlines() if line}


def test_whether_nquads_hold_what_the_build_holds(opened: Build) -> None:
    there = (opened.folder / GRAPH).read_text(encoding="utf-8")
    assert sorted(written(opened, "nquads").splitlines()) == sorted(there.splitlines())


def test_whether_another_processor_reads_json_ld(opened: Build) -> None:
    document = json.loads(written(opened, "jsonld", "jincheng"))
    read = processor.to_rdf(document, {"format": "application/n-quads"})
    assert lines(read) == lines(written(opened, "nquads", "jincheng"))
    context = document["@context"]
    assert {prefix: context[prefix] for prefix in PREFIXES} == PREFIXES
    assert context["pg:inProvision"] == {"@type": "@id"}
    assert context["pg:targetYear"] == {"@type": "xsd:gYear"}


def test_whether_json_ld_of_the_whole_build_reads_the_same(opened: Build) -> None:
    import pyoxigraph

    text = written(opened, "jsonld")
    read = {f"{quad} ." for quad in pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.JSON_LD)}
    assert read == lines(written(opened, "nquads"))


@pytest.mark.parametrize(("syntax", "name"), [("turtle", "turtle"), ("rdfxml", "xml")])
def test_whether_rdflib_reads_the_graph_of_a_city(syntax: str, name: str, opened: Build) -> None:
    read = rdflib.Graph().parse(data=written(opened, syntax, "jincheng"), format=name)
    triples = re.sub(r" <[^<>]*> \.$", " .", written(opened, "nquads", "jincheng"), flags=re.MULTILINE)
    assert set(read) == set(rdflib.Graph().parse(data=triples, format="nt"))


# rdflib's own reader of TriG uses what rdflib deprecates.
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_whether_rdflib_reads_trig(opened: Build) -> None:
    read = rdflib.Dataset().parse(data=written(opened, "trig", "jincheng"), format="trig")
    expected = rdflib.Dataset().parse(data=written(opened, "nquads", "jincheng"), format="nquads")
    assert set(read.quads()) == set(expected.quads())


def test_whether_the_graph_of_a_city_is_its_own_and_what_is_derived(opened: Build) -> None:
    found = statements(opened, select(opened, Selection(city="jincheng")))
    graphs = {str(quad.graph_name).rpartition("/graph/")[2].rstrip(">") for quad in found.quads}
    assert graphs == {"plan/jincheng", "derived", "standard"}
    derived = {str(quad.subject) for quad in found.quads if str(quad.graph_name).endswith("derived>")}
    assert all("/plan/jincheng" in subject for subject in derived)
