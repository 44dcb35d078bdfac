"""Prefixes for people, and what they stand for."""

from __future__ import annotations

import pytest

from policygraph.rdf.prefixes import expanded, short
from policygraph.rdf.terms import PREFIXES


@pytest.mark.parametrize("prefix", sorted(PREFIXES))
def test_whether_what_is_shortened_is_expanded_again(prefix: str) -> None:
    iri = f"{PREFIXES[prefix]}规模-1"
    assert short(iri) == f"{prefix}:规模-1"
    assert expanded(short(iri)) == iri


@pytest.mark.parametrize(
    "iri", ["http://elsewhere/x", "https://w3id.org/policygraph/id/plan/a/measure/3.1", "x", ""]
)
def test_whether_other_iris_stay(iri: str) -> None:
    assert short(iri) == iri


@pytest.mark.parametrize("name", ["nobody:x", "jincheng", "", ":x"])
def test_whether_unknown_prefixes_stand_for_nothing(name: str) -> None:
    assert expanded(name) == ""
