"""Terms as canonical N-Quads writes them."""

from __future__ import annotations

from decimal import Decimal

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygraph.rdf.terms import (
    boolean,
    date,
    decimal,
    integer,
    language_of,
    lines,
    literal,
    triples_of,
    value_of,
)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_whether_any_text_is_written_as_the_reference_writer_does(text: str) -> None:
    term = literal(text)
    parsed = next(iter(ox.parse(f"<a:s> <a:p> {term} .", format=ox.RdfFormat.N_TRIPLES)))
    assert parsed.object == ox.Literal(text)
    assert "\n" not in term


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ('说"好"\\', '"说\\"好\\"\\\\"'),
        ("a\tb\nc\rd\x08\x0c", '"a\\tb\\nc\\rd\\b\\f"'),
        ("\x00\x1f\x7f", '"\\u0000\\u001F\\u007F"'),
        ("\ud800", '"\ufffd"'),
    ],
)
def test_whether_special_characters_are_escaped(text: str, term: str) -> None:
    assert literal(text) == term


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("14.50", "14.5"),
        ("3E+4", "30000"),
        ("2070000", "2070000"),
        ("-3.0", "-3"),
        ("-0.0", "0"),
        ("0.10", "0.1"),
    ],
)
def test_whether_numbers_are_plain(value: str, shown: str) -> None:
    assert decimal(Decimal(value)) == f'"{shown}"^^<http://www.w3.org/2001/XMLSchema#decimal>'


@pytest.mark.parametrize(
    ("value", "name"), [("2025", "gYear"), ("2023-10", "gYearMonth"), ("2023-01-31", "date")]
)
def test_whether_dates_have_the_type_of_their_precision(value: str, name: str) -> None:
    assert date(value) == f'"{value}"^^<http://www.w3.org/2001/XMLSchema#{name}>'


@pytest.mark.parametrize("value", ["25", "2025年", "2025-1", ""])
def test_whether_other_dates_are_refused(value: str) -> None:
    with pytest.raises(ValueError, match="is not a year"):
        date(value)


def test_whether_lines_are_in_the_order_of_their_terms() -> None:
    objects = [
        boolean(True),
        integer(1),
        literal("a"),
        literal("a", "zh"),
        literal("a", "zh-CN"),
        literal("a b"),
        "<a>",
        "<a/>",
    ]
    triples = sorted((s, p, o) for s in ("<a>", "<a/b>", "<a#b>") for p in ("<p>", "<p/q>") for o in objects)
    found = lines(triples, "<g>").splitlines(keepends=True)
    assert found == sorted(found)
    assert found[0].endswith(" <g> .\n")


@given(st.text(st.characters(exclude_categories=["Cs"])), st.sampled_from(["", "zh", "zh-CN"]))
def test_whether_values_come_back_from_their_terms(text: str, language: str) -> None:
    quads = [ox.Quad(ox.NamedNode("a:s"), ox.NamedNode("a:p"), ox.Literal(text, language=language or None))]
    ((_, _, term),) = triples_of((ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b"").decode())
    assert (value_of(term), language_of(term)) == (text, language.lower())


@pytest.mark.parametrize(
    ("term", "value"),
    [("<a:b>", "a:b"), (integer(3), "3"), ('"a\\u0001\\\\n\\n"', "a\x01\\n\n"), ('"x\\"@y"', 'x"@y')],
)
def test_whether_terms_have_the_values_that_they_spell(term: str, value: str) -> None:
    assert (value_of(term), language_of(term)) == (value, "")


def test_whether_serialised_triples_come_back_as_terms() -> None:
    quads = ox.parse('<a:s> <a:p> "x . y \\n z"@zh, <a:o> .', format=ox.RdfFormat.TURTLE)
    text = ox.serialize([quad.triple for quad in quads], format=ox.RdfFormat.N_TRIPLES)
    assert text is not None
    assert set(triples_of(text.decode())) == {
        ("<a:s>", "<a:p>", '"x . y \\n z"@zh'),
        ("<a:s>", "<a:p>", "<a:o>"),
    }
