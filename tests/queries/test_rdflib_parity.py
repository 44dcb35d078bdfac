"""rdflib answers the stock queries and the questions as Oxigraph does, from the file and over a session's store."""

from __future__ import annotations

import re

import pytest
import rdflib

from policygraph.queries.questions import questions
from policygraph.queries.run import run
from policygraph.session import Session

# rdflib itself uses what it declares outdated.
pytestmark = [
    pytest.mark.long,
    pytest.mark.filterwarnings("ignore:Dataset.default_context:DeprecationWarning"),
]

QUERIES = {one.name: one.query for one in questions()}
# What few queries find in small builds: counties that share a target, and cities of a province that share a heading.
FULL = {"decomposition", "headings", "findings", "levels", "comparison", "coverage"}
# Differences of numbers, which rdflib prints with the zeros of what it subtracts.
BY_VALUE = {"levels"}
Rows = list[tuple[str, ...]]


def parsed(session: Session) -> rdflib.Dataset:
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(data=(session.build.folder / "graph.nq").read_bytes(), format="nquads")
    return dataset


@pytest.fixture(scope="module")
def chain_parsed(chain: Session) -> rdflib.Dataset:
    return parsed(chain)


@pytest.fixture(scope="module")
def cities_parsed(cities: Session) -> rdflib.Dataset:
    return parsed(cities)


def oxigraph_rows(session: Session, query: str) -> Rows:
    return [
        tuple("" if term is None else str(getattr(term, "value", term)) for term in row)
        for row in run(session.build, query).rows
    ]


def rdflib_rows(dataset: rdflib.Dataset, query: str) -> Rows:
    return [tuple("" if term is None else str(term) for term in row) for row in dataset.query(query)]  # type: ignore[union-attr]


def compared(name: str, rows: Rows) -> Rows:
    """The rows as they are compared: as they are printed, in the order in which they come."""
    if name not in BY_VALUE:
        return rows
    return [tuple(re.sub(r"^(-?\d+)\.0$", r"\1", cell) for cell in row) for row in rows]


def assert_same(name: str, session: Session, dataset: rdflib.Dataset) -> None:
    wanted = oxigraph_rows(session, QUERIES[name])
    for asked in (dataset, session.rdflib()):
        assert compared(name, rdflib_rows(asked, QUERIES[name])) == compared(name, wanted)


@pytest.mark.parametrize("name", sorted(QUERIES))
def test_whether_rdflib_gives_the_rows_of_a_chain(
    name: str, chain: Session, chain_parsed: rdflib.Dataset
) -> None:
    assert_same(name, chain, chain_parsed)


@pytest.mark.parametrize("name", sorted(QUERIES))
def test_whether_rdflib_gives_the_rows_of_two_cities(
    name: str, cities: Session, cities_parsed: rdflib.Dataset
) -> None:
    assert name not in FULL or run(cities.build, QUERIES[name]).rows
    assert_same(name, cities, cities_parsed)
