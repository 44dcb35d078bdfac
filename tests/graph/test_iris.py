"""IRIs: readable, legal, decided by content."""

from __future__ import annotations

import re

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygraph.errors import UsageError
from policygraph.model import NamedArea, Span
from policygraph.rdf.iris import Iris, document_of, is_annex, number_of, owner_pattern, part, segment

IRIS = Iris()


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("preamble", "preamble"),
        ("二", "chapter/2"),
        ("十一", "chapter/11"),
        ("三/（一）", "measure/3.1"),
        ("十/（十二）", "measure/10.12"),
        ("（四）", "measure/4"),
        ("附件1", "annex/1"),
        ("附件", "annex/1"),
        ("专栏/甲 乙", "provision/专栏%2F甲%20乙"),
    ],
)
def test_whether_paths_become_readable_ends_of_iris(path: str, expected: str) -> None:
    assert part(path) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("晋城市发展和改革委员会", "晋城市发展和改革委员会"),
        ("国发〔2021〕33号", "国发〔2021〕33号"),
        ("GB/T 20951-2020", "GB%2FT%2020951-2020"),
        ("100%", "100%25"),
        ('<a>"{b}|^`\\', "%3Ca%3E%22%7Bb%7D%7C%5E%60%5C"),
        ("a#b?c", "a%23b%3Fc"),
        ("\ue000", "%EE%80%80"),
        ("\udcff", "%FF"),
        (".", "%2E"),
        ("..", "%2E%2E"),
        ("a..", "a.."),
    ],
)
def test_whether_only_illegal_characters_are_encoded(text: str, expected: str) -> None:
    assert segment(text) == expected


@given(st.text(min_size=1))
def test_whether_any_name_gives_a_legal_iri(name: str) -> None:
    ox.parse(f"<{IRIS.plan(name)}> <http://x/p> <{IRIS.agency(name)}> .", format=ox.RdfFormat.N_TRIPLES)
    assert list(ox.parse(f"<{IRIS.plan(name)}> <http://x/p> 1 .", format=ox.RdfFormat.TURTLE))


@given(st.text(), st.text())
def test_whether_different_names_get_different_iris(one: str, other: str) -> None:
    assert (segment(one) == segment(other)) == (one == other)


def test_whether_spans_are_text_fragments() -> None:
    assert IRIS.span("linhe", Span(120, 128)) == "https://w3id.org/policygraph/id/text/linhe#char=120,128"


def test_whether_places_without_code_belong_to_their_document() -> None:
    assert IRIS.place("x", NamedArea("临河市", "990100")).endswith("/vocab/area/990100")
    assert IRIS.place("x", NamedArea("汾河流域")).endswith("/id/plan/x/place/汾河流域")


def test_whether_a_cited_document_is_the_same_with_and_without_quotation_marks() -> None:
    assert IRIS.cited("", "“十四五”方案") == IRIS.cited("", "十四五方案")


def test_whether_another_base_moves_documents_but_not_the_vocabulary() -> None:
    mine = Iris("http://example.org/g/")
    assert mine.plan("a") == "http://example.org/g/id/plan/a"
    assert mine.place("a", NamedArea("临河市", "990100")) == "https://w3id.org/policygraph/vocab/area/990100"


@pytest.mark.parametrize(
    "base", ["", "example.org/", "http://example.org", "http://example.org/a b/", "http://x/#", "http:///<"]
)
def test_whether_an_unusable_base_is_named(base: str) -> None:
    with pytest.raises(UsageError, match="must be an absolute IRI"):
        Iris(base)


@pytest.mark.parametrize("path", ["preamble", "二", "三/（八）", "附件1"])
def test_whether_a_provision_tells_its_document_and_number(path: str) -> None:
    iris = Iris()
    provision = iris.provision("jincheng", path)
    assert document_of(provision) == iris.plan("jincheng")
    assert provision.endswith(number_of(provision))
    assert is_annex(provision) == path.startswith("附件")


@pytest.mark.parametrize("name", ["jincheng", "晋城 方案", "a(b)#1"])
def test_whether_things_of_a_document_tell_its_segment(name: str) -> None:
    iris = Iris("http://a.b/c.d/")
    for thing in (iris.plan(name), iris.text(name), iris.span(name, Span(1, 2)), iris.provision(name, "二")):
        found = re.match(owner_pattern(iris.base), thing)
        assert found is not None
        assert found[1] == segment(name)
    assert re.match(owner_pattern(iris.base), iris.agency("市能源局")) is None
