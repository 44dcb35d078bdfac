"""The graph that is validated: the build's union, the stored texts, and what differs from these."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set

import pyoxigraph as ox

from policygraph.builds.store import Build
from policygraph.rdf.iris import Iris
from policygraph.rdf.terms import PG, XSD, iri, literal
from policygraph.validation.locator import offset
from policygraph.validation.misreadings import misreadings
from policygraph.validation.omissions import omissions

__all__ = ["data_of", "texts_of"]


_SPANS = f"""SELECT ?span ?text ?start ?end ?exact WHERE {{
    ?span {PG("exact")} ?exact ; {PG("start")} ?start ; {PG("end")} ?end ; {PG("inText")} ?text .
    FILTER(DATATYPE(?start) = {XSD("integer")} && DATATYPE(?end) = {XSD("integer")})
}}"""


def texts_of(build: Build) -> dict[str, str]:
    """The stored texts by the IRI of the source text."""
    iris = Iris(build.base)
    return {iris.text(name): text for name, text in build.texts.items()}


def data_of(build: Build, texts: Mapping[str, str], predicates: Set[str] | None = None) -> bytes:
    """The graph to validate, as N-Triples; where ``predicates`` are given, only their statements."""
    data = build.store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph()) or b""
    if predicates is not None:
        kept = {f"<{predicate}>".encode() for predicate in predicates}
        data = b"".join(line for line in data.splitlines(keepends=True) if line.split(b" ", 2)[1] in kept)
    extra = [f"{iri(name)} {PG('content')} {literal(text)} ." for name, text in texts.items()]
    extra += _misquoted(build, texts)
    extra += misreadings(build, texts)
    extra += omissions(build)
    return data + "\n".join([*extra, ""]).encode()


def _misquoted(build: Build, texts: Mapping[str, str]) -> Iterator[str]:
    """What stands at the place of a span whose quote is another.

    Looked up here, because engines copy a whole text for each span that they compare with it.
    """
    for row in _select(build, _SPANS):
        text, start, end = texts.get(row["text"].value, ""), offset(row["start"]), offset(row["end"])
        if start is None or end is None or not 0 <= start < end <= len(text):
            continue
        if text[start:end] != row["exact"].value:
            yield f"{iri(row['span'].value)} {PG('found')} {literal(text[start:end])} ."


def _select(build: Build, query: str) -> ox.QuerySolutions:
    answer = build.store.query(query)
    assert isinstance(answer, ox.QuerySolutions)  # noqa: S101 - the queries above are SELECTs
    return answer
