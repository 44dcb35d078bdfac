"""JSON-LD with a context made from the prefixes and from what each property holds, so that most values are plain."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

import pyoxigraph as ox

from policygraph.rdf.terms import PREFIXES, RDF, XSD

__all__ = ["jsonld"]

_TYPE = RDF.iri("type")
_STRING = XSD.iri("string")


def jsonld(quads: Sequence[ox.Quad], base: str) -> Iterator[bytes]:
    """A document with a node object for each graph, and in it one a line for each subject; ``quads`` are sorted."""
    names = _Names(PREFIXES | {"id": f"{base}id/"})
    kinds = _kinds(quads)
    context: dict[str, Any] = dict(sorted(names.prefixes.items()))
    context |= {
        names.short(predicate): _coercion(names, kind) for predicate, kind in sorted(kinds.items()) if kind
    }
    yield f'{{"@context": {_json(context)},\n"@graph": ['.encode()
    for number, (graph, inside) in enumerate(groupby(quads, key=lambda quad: quad.graph_name)):
        head = {"@id": names.short(graph.value)}
        yield f'{"," if number else ""}\n{_json(head)[:-1]}, "@graph": ['.encode()
        for rank, (subject, about) in enumerate(groupby(inside, key=lambda quad: quad.subject)):
            node = {"@id": names.short(subject.value)} | _properties(names, kinds, list(about))
            yield f"{',' if rank else ''}\n{_json(node)}".encode()
        yield b"\n]}"
    yield b"\n]}\n"


class _Names:
    """Shortens IRIs by prefixes."""

    def __init__(self, prefixes: dict[str, str]) -> None:
        self.prefixes = prefixes
        # The longest first, so that a prefix inside another one wins.
        self._bases = sorted(
            ((iri, name) for name, iri in prefixes.items()), key=lambda pair: (-len(pair[0]), pair)
        )

    def short(self, iri: str) -> str:
        """``prefix:rest``, or the IRI where none fits; a rest that starts with // would be read as an IRI."""
        for base, name in self._bases:
            if iri.startswith(base) and len(iri) > len(base) and not iri.startswith("//", len(base)):
                return f"{name}:{iri[len(base) :]}"
        return iri


def _kinds(quads: Sequence[ox.Quad]) -> dict[str, str]:
    """What all values of a property are: ``@id``, ``@zh`` (in that language) or a datatype; '' where they differ."""
    found: dict[str, str] = {}
    for quad in quads:
        predicate, kind = quad.predicate.value, _kind(quad.object)
        found[predicate] = kind if found.setdefault(predicate, kind) == kind else ""
    found.pop(_TYPE, None)
    return found


def _kind(term: object) -> str:
    if not isinstance(term, ox.Literal):
        return "@id"
    return f"@{term.language}" if term.language else str(term.datatype.value)


def _coercion(names: _Names, kind: str) -> dict[str, str]:
    if kind == "@id":
        return {"@type": "@id"}
    return {"@language": kind[1:]} if kind.startswith("@") else {"@type": names.short(kind)}


def _properties(names: _Names, kinds: dict[str, str], quads: list[ox.Quad]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for predicate, group in groupby(quads, key=lambda quad: quad.predicate.value):
        values = [_value(names, quad.object, kinds.get(predicate, "")) for quad in group]
        if predicate == _TYPE:
            values = [value["@id"] for value in values]
        found["@type" if predicate == _TYPE else names.short(predicate)] = (
            values[0] if len(values) == 1 else values
        )
    return found


def _value(names: _Names, term: Any, kind: str) -> Any:
    """A value, plain where its property's context says the rest."""
    if not isinstance(term, ox.Literal):
        return names.short(term.value) if kind == "@id" else {"@id": names.short(term.value)}
    if kind:
        return term.value
    if term.language:
        return {"@value": term.value, "@language": term.language}
    if term.datatype.value == _STRING:
        return term.value
    return {"@value": term.value, "@type": names.short(term.datatype.value)}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
