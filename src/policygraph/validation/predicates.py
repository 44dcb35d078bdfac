"""Which statements shapes look at, so that engines need not load the others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import pyoxigraph as ox

from policygraph.rdf.terms import RDF, RDFS, SH

__all__ = ["named_predicates"]

_SH = SH.base
_FULL = re.compile(r"<([^<>\s]+)>")
_PREFIXED = re.compile(r"([A-Za-z][\w-]*):([\w-]+)")
# The engines find the instances of a class by these, whether a shape names them or not.
_CLASSES = frozenset((f"{RDF.base}type", f"{RDFS.base}subClassOf"))


def named_predicates(triples: Iterable[ox.Triple]) -> frozenset[str]:
    """All IRIs that shapes and their queries name: more than predicates, but never fewer.

    A query that asks for any predicate with a variable is not covered.
    """
    triples = tuple(triples)
    named = {t.object.value for t in triples if isinstance(t.object, ox.NamedNode)}
    prefixes = _declared_prefixes(triples)
    for triple in triples:
        if triple.predicate.value == f"{_SH}select" and isinstance(triple.object, ox.Literal):
            query = triple.object.value
            named |= {prefixes[p] + name for p, name in _PREFIXED.findall(query) if p in prefixes}
            named.update(_FULL.findall(query))
    return _CLASSES | named


def _declared_prefixes(triples: Iterable[ox.Triple]) -> Mapping[str, str]:
    """The prefixes that sh:declare gives to queries, and their IRIs."""
    found: dict[str, dict[str, str]] = {"prefix": {}, "namespace": {}}
    for triple in triples:
        name = triple.predicate.value.removeprefix(_SH)
        if name in found and isinstance(triple.object, ox.Literal):
            found[name][str(triple.subject)] = triple.object.value
    return {prefix: found["namespace"].get(subject, "") for subject, prefix in found["prefix"].items()}
