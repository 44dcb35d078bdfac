"""Which values the terms of SHACL take."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

import pyoxigraph as ox

from policygraph.rdf.terms import RDF, XSD

__all__ = ["KINDS", "NIL", "Kind", "Node", "Stated", "Term", "words"]

NIL = ox.NamedNode(f"{RDF.base}nil")
_FIRST = f"{RDF.base}first"
_PREFIX = re.compile(r"[^\W\d_][\w.-]*|")
_IRI = re.compile(r"[^\s<>\"{}|^`\\]*")

Node = ox.NamedNode | ox.BlankNode | ox.Triple
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
# What shapes state: of each node, the values by predicate.
Stated = Mapping[Node, Mapping[str, Sequence[Term]]]
# What values are in words, and whether one is such.
Kind = tuple[str, Callable[[Term, Stated], bool]]


def words(text: str) -> frozenset[str]:
    """The words of a text with spaces between them."""
    return frozenset(text.split())


def _is_iri(term: Term, stated: Stated) -> bool:
    return isinstance(term, ox.NamedNode)


def _is_node(term: Term, stated: Stated) -> bool:
    return isinstance(term, ox.NamedNode | ox.BlankNode)


def _is_literal(term: Term, stated: Stated) -> bool:
    return isinstance(term, ox.Literal)


def _is_list(term: Term, stated: Stated) -> bool:
    return not isinstance(term, ox.Literal) and (term == NIL or _FIRST in stated.get(term, {}))


def _is_boolean(term: Term, stated: Stated) -> bool:
    if not isinstance(term, ox.Literal):
        return False
    return term.datatype.value == f"{XSD.base}boolean" and term.value in ("true", "false", "1", "0")


def _is_count(term: Term, stated: Stated) -> bool:
    if not isinstance(term, ox.Literal):
        return False
    return term.datatype.value == f"{XSD.base}integer" and re.fullmatch(r"\+?\d+", term.value) is not None


def _is_pattern(term: Term, stated: Stated) -> bool:
    if not isinstance(term, ox.Literal):
        return False
    try:
        re.compile(term.value)
    except re.error:
        return False
    return True


def _is_prefix(term: Term, stated: Stated) -> bool:
    return isinstance(term, ox.Literal) and _PREFIX.fullmatch(term.value) is not None


def _is_namespace(term: Term, stated: Stated) -> bool:
    return isinstance(term, ox.Literal) and _IRI.fullmatch(term.value) is not None


def _kinds(terms: str, kind: str, holds: Callable[[Term, Stated], bool]) -> dict[str, Kind]:
    return dict.fromkeys(words(terms), (kind, holds))


KINDS: Mapping[str, Kind] = {
    **_kinds(
        "minCount maxCount minLength maxLength qualifiedMinCount qualifiedMaxCount",
        "a whole number, such as 1",
        _is_count,
    ),
    **_kinds("closed deactivated uniqueLang qualifiedValueShapesDisjoint", "true or false", _is_boolean),
    **_kinds(
        "targetClass targetSubjectsOf targetObjectsOf class datatype nodeKind equals disjoint lessThan"
        " lessThanOrEquals severity",
        "an IRI",
        _is_iri,
    ),
    **_kinds("property node not qualifiedValueShape", "a shape", _is_node),
    **_kinds("sparql target prefixes declare", "an IRI or [ … ]", _is_node),
    **_kinds("in languageIn and or xone ignoredProperties", "a list in brackets ( … )", _is_list),
    **_kinds(
        "minExclusive minInclusive maxExclusive maxInclusive message select ask flags",
        "a literal",
        _is_literal,
    ),
    **_kinds("pattern", "a regular expression without \\p{…}", _is_pattern),
    **_kinds("prefix", "the name of a prefix", _is_prefix),
    **_kinds("namespace", "an IRI", _is_namespace),
}
