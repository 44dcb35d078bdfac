"""Names for the nameless shapes inside a rule, so that what they find can be told to be the rule's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

__all__ = ["Named", "named_parts"]

_NESTING = tuple(ox.NamedNode(f"http://www.w3.org/ns/shacl#{name}") for name in ("property", "node"))
_MESSAGE = ox.NamedNode("http://www.w3.org/ns/shacl#message")


@dataclass(frozen=True, slots=True)
class Named:
    """Triples in which nested shapes have IRIs, and these IRIs with those of their rules."""

    triples: tuple[ox.Triple, ...]
    parts: Mapping[str, str]


def named_parts(rules: Sequence[str], triples: Sequence[ox.Triple]) -> Named:
    """Give each blank node that a rule reaches by sh:property or sh:node the rule's IRI with a number.

    One without messages gets those of its rule: engines would make up their own, each another.
    """
    nested: dict[ox.NamedNode | ox.BlankNode, list[ox.BlankNode]] = defaultdict(list)
    for triple in triples:
        if triple.predicate in _NESTING and isinstance(triple.object, ox.BlankNode):
            assert not isinstance(triple.subject, ox.Triple)  # noqa: S101 - shapes are nodes
            nested[triple.subject].append(triple.object)
    names: dict[ox.BlankNode, ox.NamedNode] = {}
    parts: dict[str, str] = {}
    for rule in rules:
        waiting = list(nested[ox.NamedNode(rule)])
        for number, node in enumerate(waiting, start=1):
            names[node] = ox.NamedNode(f"{rule}-part-{number}")
            parts[names[node].value] = rule
            waiting += [inner for inner in nested[node] if inner not in names]
    renamed = [_renamed(triple, names) for triple in triples]
    said = {triple.subject for triple in renamed if triple.predicate == _MESSAGE}
    lent = [
        ox.Triple(ox.NamedNode(part), _MESSAGE, triple.object)
        for part, rule in parts.items()
        for triple in renamed
        if triple.predicate == _MESSAGE and triple.subject == ox.NamedNode(rule)
        if ox.NamedNode(part) not in said
    ]
    return Named((*renamed, *lent), parts)


def _renamed(triple: ox.Triple, names: Mapping[ox.BlankNode, ox.NamedNode]) -> ox.Triple:
    subject, value = triple.subject, triple.object
    return ox.Triple(
        names.get(subject, subject) if isinstance(subject, ox.BlankNode) else subject,
        triple.predicate,
        names.get(value, value) if isinstance(value, ox.BlankNode) else value,
    )
