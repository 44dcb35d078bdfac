"""Copies of the shapes inside a rule under names of the rule's, so that what they find can be told to be the rule's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from policygraph.rdf.terms import DCTERMS, SH

__all__ = ["Named", "named_parts"]

_SH = SH.base
# Engines report what the shapes of sh:node, sh:and and the like find under the shape that has them.
_NESTING = ox.NamedNode(f"{_SH}property")
_MESSAGE = ox.NamedNode(f"{_SH}message")
_IDENTIFIER = f"{DCTERMS.base}identifier"

_Node = ox.NamedNode | ox.BlankNode
_Stated = Mapping[ox.NamedNode | ox.BlankNode | ox.Triple, Sequence[ox.Triple]]


@dataclass(frozen=True, slots=True)
class Named:
    """Triples in which the shapes nested in rules have IRIs of their own, and these IRIs with those of the rules."""

    triples: tuple[ox.Triple, ...]
    parts: Mapping[str, str]


def named_parts(rules: Sequence[str], own: Sequence[ox.Triple], others: Sequence[ox.Triple] = ()) -> Named:
    """Give each rule copies of the shapes that it reaches by sh:property, under its IRI with a number.

    A shape with an IRI may be nested in several rules, and be a rule itself: only a copy tells whose the result is.
    A copy without messages gets those of its rule: engines would make up their own, each another.

    Args:
        rules: IRIs of the rules in ``own``.
        own: the triples of the team's shapes.
        others: triples of other shapes, which rules may nest as well.
    """
    stated: dict[ox.NamedNode | ox.BlankNode | ox.Triple, list[ox.Triple]] = defaultdict(list)
    for triple in (*others, *own):
        stated[triple.subject].append(triple)
    heads = {ox.NamedNode(rule) for rule in rules}
    triples = [t for t in own if not (t.predicate == _NESTING and t.subject in heads)]
    parts: dict[str, str] = {}
    for head in sorted(heads, key=str):
        copies = _reached(head, stated)
        parts |= {copy.value: head.value for copy in copies.values()}
        triples += _linked(head, head, copies, stated)
        for node, copy in copies.items():
            triples += _copied(node, copy, copies, stated)
            triples += _lent(head, node, copy, stated)
    return Named(tuple(triples), parts)


def _reached(head: ox.NamedNode, stated: _Stated) -> Mapping[_Node, ox.NamedNode]:
    """The shapes nested in a rule at any depth, each with the name of its copy."""
    copies: dict[_Node, ox.NamedNode] = {}
    waiting: list[_Node] = [head]
    while waiting:
        for triple in stated.get(waiting.pop(0), ()):
            inner = triple.object
            if triple.predicate == _NESTING and isinstance(inner, _Node) and inner not in copies:
                copies[inner] = ox.NamedNode(f"{head.value}-part-{len(copies) + 1}")
                waiting.append(inner)
    return copies


def _linked(
    node: _Node, copy: ox.NamedNode, copies: Mapping[_Node, ox.NamedNode], stated: _Stated
) -> Iterator[ox.Triple]:
    """The sh:property statements of a shape, leading to copies."""
    for triple in stated.get(node, ()):
        if triple.predicate == _NESTING and isinstance(triple.object, _Node):
            yield ox.Triple(copy, _NESTING, copies[triple.object])


def _copied(
    node: _Node, copy: ox.NamedNode, copies: Mapping[_Node, ox.NamedNode], stated: _Stated
) -> Iterator[ox.Triple]:
    """A shape under the name of its copy, which has no targets and no id: it is no rule of its own."""
    yield from _linked(node, copy, copies, stated)
    for triple in stated.get(node, ()):
        name = triple.predicate.value
        if name not in (_NESTING.value, _IDENTIFIER) and not name.startswith(f"{_SH}target"):
            yield ox.Triple(copy, triple.predicate, triple.object)


def _lent(head: ox.NamedNode, node: _Node, copy: ox.NamedNode, stated: _Stated) -> Iterator[ox.Triple]:
    """The messages of the rule, for a shape without."""
    if not any(triple.predicate == _MESSAGE for triple in stated.get(node, ())):
        for triple in stated[head]:
            if triple.predicate == _MESSAGE:
                yield ox.Triple(copy, _MESSAGE, triple.object)
