"""A session's build as an rdflib dataset: what it holds is what parsing ``graph.nq`` gives, and it stays as it is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rdflib import Dataset, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, SKOS
from rdflib.plugins.sparql import prepareQuery
from rdflib.term import Identifier

import policygraph
from policygraph.errors import QueryError, UsageError
from policygraph.session import Session

# rdflib itself uses what it declares outdated.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")

TRIPLE = (URIRef("http://x/s"), URIRef("http://x/p"), Literal("o"))
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
SERVICE = "SELECT * WHERE { SERVICE <http://127.0.0.1:1/sparql> { ?s ?p ?o } }"
EVERYTHING = (None, None, None)


@pytest.fixture(scope="module")
def session(built: Path) -> Session:
    return policygraph.open(built)


@pytest.fixture(scope="module")
def parsed(built: Path) -> Dataset:
    dataset = Dataset(default_union=True)
    dataset.parse(data=(built / "graph.nq").read_bytes(), format="nquads")
    return dataset


def rows(graph: Graph, query: str, **bound: Identifier) -> list[tuple[Any, ...]]:
    namespaces = {"dcterms": DCTERMS, "owl": OWL}
    return [tuple(row) for row in graph.query(query, initNs=namespaces, initBindings=bound)]  # type: ignore[arg-type]


def count(graph: Graph) -> int:
    ((number,),) = rows(graph, COUNT)
    return int(number)


def test_whether_quads_are_those_of_the_file(session: Session, parsed: Dataset) -> None:
    found = list(session.rdflib().quads())
    assert len(found) == len(set(found)) == session.build.manifest.quads
    assert set(found) == set(parsed.quads())


def test_whether_a_triple_of_two_graphs_comes_once(session: Session, parsed: Dataset) -> None:
    dataset = session.rdflib()
    triples = list(dataset.triples(EVERYTHING))
    assert set(triples) == set(parsed.triples(EVERYTHING))
    assert len(triples) == len(set(triples)) == len(dataset) == len(parsed) == count(dataset)
    several = [triple for triple in triples if len(list(dataset.graphs(triple))) > 2]
    assert several
    for triple in several:
        # The last one is rdflib's default graph, which graphs() always names.
        names = [graph.identifier for graph in dataset.graphs(triple)]
        assert sorted(names) == sorted(graph.identifier for graph in parsed.graphs(triple))


def test_whether_graphs_are_those_of_the_file(session: Session, parsed: Dataset) -> None:
    dataset = session.rdflib()
    sizes = {graph.identifier: len(graph) for graph in dataset.graphs()}
    assert sizes == {graph.identifier: len(graph) for graph in parsed.graphs()}
    name = max(sizes, key=lambda one: sizes[one])
    assert count(dataset.graph(name)) == sizes[name]
    assert set(dataset.graph(name)) == set(parsed.graph(name))


def test_whether_the_default_graph_of_rdflib_is_empty(session: Session) -> None:
    default = session.rdflib().default_graph
    assert (len(default), list(default), count(default)) == (0, [], 0)


def test_whether_named_graphs_can_be_asked_for(session: Session, parsed: Dataset) -> None:
    query = "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
    assert sorted(rows(session.rdflib(), query)) == sorted(rows(parsed, query))


def test_whether_single_values_can_be_looked_up(session: Session, parsed: Dataset) -> None:
    dataset = session.rdflib()
    (plan,) = dataset.subjects(DCTERMS.identifier, Literal("linhe"))
    assert dataset.value(plan, DCTERMS.identifier) == Literal("linhe")
    assert (plan, DCTERMS.identifier, Literal("linhe")) in dataset
    assert (plan, DCTERMS.identifier, Literal("yuanshan")) not in dataset
    assert set(dataset.predicate_objects(plan)) == set(parsed.predicate_objects(plan))
    assert set(dataset.triples((plan, DCTERMS.title | SKOS.prefLabel, None))) == set(
        parsed.triples((plan, DCTERMS.title | SKOS.prefLabel, None))
    )


def written_and_read(dataset: Dataset, style: str) -> set[Any]:
    text = dataset.serialize(format=style, encoding="utf-8")
    copy = Dataset(default_union=True)
    copy.parse(data=text, format={"ox-nq": "nquads", "ox-trig": "trig"}.get(style, style))
    return set(copy.quads())


@pytest.mark.parametrize("style", ["nquads", "trig", "ox-nq", "ox-trig"])
def test_whether_it_is_written_as_what_it_is(style: str, session: Session, parsed: Dataset) -> None:
    assert written_and_read(session.rdflib(), style) == written_and_read(parsed, style)


def test_whether_ask_and_construct_give_plain_terms(session: Session, parsed: Dataset) -> None:
    dataset = session.rdflib()
    query = f"CONSTRUCT {{ ?s <{DCTERMS.identifier}> ?o }} WHERE {{ ?s <{DCTERMS.identifier}> ?o }}"
    made = dataset.query(query).graph
    assert made is not None
    assert set(made) == set(parsed.triples((None, DCTERMS.identifier, None)))
    assert dataset.query("ASK { ?s dcterms:identifier 'linhe' }").askAnswer is True
    assert rows(dataset, "SELECT ?a ?b WHERE { BIND ('x' AS ?b) }") == [(None, Literal("x"))]


@pytest.mark.parametrize("variable", ["s", "o"])
def test_whether_variables_can_be_bound_from_outside(
    variable: str, session: Session, parsed: Dataset
) -> None:
    plan = URIRef(str(next(parsed.subjects(DCTERMS.identifier, Literal("linhe")))))
    bound: dict[str, dict[str, Identifier]] = {"s": {"s": plan}, "o": {"o": Literal("linhe")}}
    query = "SELECT ?o WHERE { ?s dcterms:identifier ?o }"
    assert rows(session.rdflib(), query, **bound[variable]) == [(Literal("linhe"),)]


WRITINGS: dict[str, Callable[[Dataset], object]] = {
    "add": lambda dataset: dataset.add(TRIPLE),
    "addN": lambda dataset: dataset.addN([(*TRIPLE, dataset.graph("http://x/g"))]),
    "graph.add": lambda dataset: dataset.graph("http://x/g").add(TRIPLE),
    "graph.set": lambda dataset: dataset.graph("http://x/g").set(TRIPLE),
    "+=": lambda dataset: dataset.__iadd__([(*TRIPLE, URIRef("http://x/g"))]),  # type: ignore[list-item]
    "remove": lambda dataset: dataset.remove((None, DCTERMS.identifier, None)),  # type: ignore[arg-type]
    "remove_graph": lambda dataset: dataset.remove_graph(next(iter(dataset.graphs())).identifier),
    "update": lambda dataset: dataset.update("DELETE WHERE { ?s ?p ?o }"),
    "graph.update": lambda dataset: dataset.graph("http://x/g").update("CLEAR ALL"),
    "parse": lambda dataset: dataset.parse(data="<a:a> <a:b> <a:c> .", format="turtle"),
    "ox-parse": lambda dataset: dataset.parse(data=b"<a:a> <a:b> <a:c> .", format="ox-turtle"),
    "commit": lambda dataset: dataset.commit(),
    "destroy": lambda dataset: dataset.destroy("somewhere"),
}


@pytest.mark.parametrize("way", WRITINGS)
def test_whether_writing_is_refused_and_changes_nothing(way: str, session: Session) -> None:
    before = (len(session.build.store), len(list(session.build.store.named_graphs())))
    with pytest.raises(UsageError, match="a build is read-only; copy what you want to change"):
        WRITINGS[way](session.rdflib())
    assert (len(session.build.store), len(list(session.build.store.named_graphs()))) == before


def test_whether_looking_at_a_graph_that_is_not_there_makes_none(session: Session) -> None:
    assert len(session.rdflib().graph("http://x/none")) == 0
    assert "http://x/none" not in {str(graph.value) for graph in session.build.store.named_graphs()}


def test_whether_a_copy_can_be_changed(session: Session) -> None:
    mine = Graph()
    mine += session.rdflib().triples(EVERYTHING)
    mine.add(TRIPLE)
    assert len(mine) == len(session.rdflib()) + 1


def test_whether_closing_leaves_the_session_open(session: Session) -> None:
    dataset = session.rdflib()
    dataset.close()
    assert len(dataset) == len(session.rdflib())
    assert session.query("documents").rows


REACHING: dict[str, Callable[[Dataset], object]] = {
    "dataset": lambda dataset: dataset.query(SERVICE),
    "graph": lambda dataset: dataset.graph("http://x/g").query(SERVICE),
    "prepared": lambda dataset: dataset.query(prepareQuery(SERVICE)),
    "rdflib's engine": lambda dataset: dataset.query(SERVICE, use_store_provided=False),
    "prepared for rdflib": lambda dataset: dataset.query(prepareQuery(SERVICE), use_store_provided=False),
    "bound": lambda dataset: dataset.query(SERVICE, initBindings={"s": TRIPLE[0]}),
    "escaped": lambda dataset: dataset.query(SERVICE.replace("E", r"\u0045", 1), use_store_provided=False),
}


@pytest.mark.parametrize("way", REACHING)
def test_whether_other_endpoints_are_not_asked(way: str, session: Session) -> None:
    with pytest.raises(QueryError, match="SERVICE is not allowed"):
        REACHING[way](session.rdflib())


def test_whether_rdflib_fetches_no_graph(session: Session) -> None:
    query = "SELECT * FROM <http://127.0.0.1:1/graph> WHERE { ?s ?p ?o }"
    assert list(session.rdflib().query(query)) == []
    with pytest.raises(QueryError, match="FROM is not allowed in a query that rdflib carries out"):
        session.rdflib().query(prepareQuery(query))


@pytest.mark.parametrize("bound", [{}, {"s": TRIPLE[0]}], ids=["free", "bound"])
@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT * WHERE {\n ?s ?p }", "the query is not valid SPARQL: line 2"),
        ("DELETE WHERE { ?s ?p ?o }", "DELETE would change the data"),
    ],
)
def test_whether_what_is_no_question_is_one_sentence(
    query: str, message: str, bound: dict[str, Identifier], session: Session
) -> None:
    with pytest.raises(QueryError, match=message):
        session.rdflib().query(query, initBindings=bound)
