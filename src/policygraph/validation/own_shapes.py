"""Faults of a team's own shapes, of which an engine would say nothing: it would find nothing, too."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pyoxigraph as ox

from policygraph.builds.guard import check_dataset
from policygraph.builds.sparql import fault
from policygraph.errors import QueryError, UsageError
from policygraph.rdf.terms import OWL, RDF, SH
from policygraph.validation.shape_nesting import nesting_problems
from policygraph.validation.value_kinds import KINDS, Node, Stated, Term, words

__all__ = ["check_own"]

_SH = SH.base

# SHACL Core and SHACL-SPARQL, with targets in SPARQL: what both engines carry out.
_TERMS = words(
    """
    NodeShape PropertyShape PropertyGroup Info Warning Violation BlankNode IRI Literal BlankNodeOrIRI
    BlankNodeOrLiteral IRIOrLiteral SPARQLConstraint SPARQLTarget SPARQLAskValidator SPARQLSelectValidator
    ConstraintComponent Parameter PrefixDeclaration targetClass targetNode targetObjectsOf targetSubjectsOf target
    path inversePath alternativePath zeroOrMorePath oneOrMorePath zeroOrOnePath property node and or not xone class
    datatype nodeKind minCount maxCount minExclusive minInclusive maxExclusive maxInclusive minLength maxLength
    pattern flags languageIn uniqueLang equals disjoint lessThan lessThanOrEquals qualifiedValueShape
    qualifiedMinCount qualifiedMaxCount qualifiedValueShapesDisjoint closed ignoredProperties hasValue in severity
    message deactivated name description order group defaultValue sparql select ask prefixes declare prefix
    namespace parameter optional labelTemplate validator nodeValidator propertyValidator
    """
)
_QUERIES = ("select", "ask")
# Only a shape with a path counts or compares values.
_OF_PATHS = words(
    "minCount maxCount uniqueLang lessThan lessThanOrEquals qualifiedValueShape qualifiedMinCount qualifiedMaxCount"
    " qualifiedValueShapesDisjoint"
)
_ONCE = words(
    "minCount maxCount minLength maxLength minExclusive minInclusive maxExclusive maxInclusive datatype nodeKind"
    " languageIn uniqueLang in closed ignoredProperties deactivated severity"
)
_VALIDATORS = frozenset(("validator", "nodeValidator", "propertyValidator"))
# What these terms lead to, and what that has to have.
_LEADING = {"property": "path", "sparql": "select"}


def check_own(path: Path, triples: Sequence[ox.Triple], others: Sequence[ox.Triple]) -> None:
    """Refuse shapes that no engine carries out as they were meant, and queries that reach beyond the build.

    Args:
        path: their file.
        triples: what it holds.
        others: the triples of other shapes, to which these may refer.

    Raises:
        UsageError: there is a fault; the message names file, shape and term.
    """
    for problem in _problems(triples, _stated((*others, *triples))):
        raise UsageError(f"the shapes file {path}: {problem}")


def _problems(triples: Sequence[ox.Triple], stated: Stated) -> Iterator[str]:
    for triple in triples:
        if isinstance(triple.object, ox.Triple):
            yield f"{_name(triple.subject, stated)} speaks of a statement in << … >>, which SHACL has not; leave it out"
    yield from nesting_problems(triples, stated, lambda node: _name(node, stated))
    for triple in triples:
        yield from _unknown_terms(triple, stated)
        yield from _bad_value(triple, stated)
    for triple in triples:
        yield from _bad_query(triple, stated)
    for subject in dict.fromkeys(triple.subject for triple in triples):
        yield from _bad_shape(subject, stated)


def _unknown_terms(triple: ox.Triple, stated: Stated) -> Iterator[str]:
    for term in (triple.subject, triple.predicate, triple.object):
        if isinstance(term, ox.NamedNode) and term.value.startswith(_SH):
            name = term.value.removeprefix(_SH)
            if name not in _TERMS:
                where = _name(triple.subject, stated)
                yield f"{where} uses sh:{name}, which is not a term of SHACL Core or SHACL-SPARQL; correct it"


def _bad_value(triple: ox.Triple, stated: Stated) -> Iterator[str]:
    term = triple.predicate.value.removeprefix(_SH)
    if triple.predicate.value.startswith(_SH) and term in KINDS:
        kind, holds = KINDS[term]
        if not holds(triple.object, stated):
            value = triple.object
            shown = f"“{value.value}”" if isinstance(value, ox.Literal) else _name(value, stated)
            yield f"sh:{term} of {_name(triple.subject, stated)} is {shown}; it takes {kind}"


def _bad_query(triple: ox.Triple, stated: Stated) -> Iterator[str]:
    term = triple.predicate.value.removeprefix(_SH)
    if term not in _QUERIES or not isinstance(triple.object, ox.Literal):
        return
    query = triple.object.value
    if re.search(r"\r(?!\n)", query):
        yield (
            f"a query of sh:{term} has a carriage return without a line feed, of which engines differ; "
            "end lines with line feeds"
        )
        return
    try:
        prefixes = _prefixes(triple.subject, stated)
        problem = fault(query, prefixes)
        check_dataset(query, prefixes)
    except QueryError as error:
        yield f"a query of sh:{term} is refused: {error}"
        return
    if problem:
        yield f"a query of sh:{term} is not valid SPARQL: {problem}"
    if term == "select" and not re.search(r"[?$]this\b", query):
        yield f"a query of sh:select does not ask for $this: {query.strip()[:40]!r}"


def _prefixes(node: Node, stated: Stated) -> Mapping[str, str]:
    """The prefixes that sh:prefixes gives to the query of a node, as engines put them before it."""
    found: dict[str, str] = {}
    waiting = list(stated[node].get(f"{_SH}prefixes", ()))
    for source in waiting:
        values = {} if isinstance(source, ox.Literal) else stated.get(source, {})
        waiting += [other for other in values.get(f"{OWL.base}imports", ()) if other not in waiting]
        for declared in values.get(f"{_SH}declare", ()):
            given = {} if isinstance(declared, ox.Literal) else stated.get(declared, {})
            names, iris = (given.get(f"{_SH}{term}", ()) for term in ("prefix", "namespace"))
            found |= {
                name.value: iri.value
                for name in names
                for iri in iris
                if isinstance(name, ox.Literal) and isinstance(iri, ox.Literal)
            }
    return found


def _bad_shape(subject: Node, stated: Stated) -> Iterator[str]:
    values = {
        name.removeprefix(_SH): found for name, found in stated[subject].items() if name.startswith(_SH)
    }
    types = {
        term.value for term in stated[subject].get(f"{RDF.base}type", ()) if isinstance(term, ox.NamedNode)
    }
    paths = len(values.get("path", ()))
    targets = sorted(term for term in values if term.startswith("target"))
    if targets and isinstance(subject, ox.BlankNode):
        yield f"a shape with sh:{targets[0]} has no IRI; a rule needs one, such as <urn:team:my-rule>"
    if paths > 1 or (f"{_SH}PropertyShape" in types and not paths):
        yield f"{_name(subject, stated)} is a property shape with {paths or 'no'} sh:path; give it one"
    if not paths and (counts := sorted(_OF_PATHS & values.keys())):
        yield f"{_name(subject, stated)} has sh:{counts[0]}, but no sh:path to say of what; give it one"
    if repeated := sorted(term for term in _ONCE & values.keys() if len(values[term]) > 1):
        yield f"{_name(subject, stated)} has sh:{repeated[0]} more than once; keep one"
    if f"{_SH}ConstraintComponent" in types and _VALIDATORS.isdisjoint(values):
        yield f"the sh:ConstraintComponent {_name(subject, stated)} has no sh:validator; give it one"
    for term, needed in _LEADING.items():
        for inner in values.get(term, ()):
            if not isinstance(inner, ox.Literal) and f"{_SH}{needed}" not in stated.get(inner, {}):
                where, whither = _name(subject, stated), _name(inner, stated)
                yield f"sh:{term} of {where} leads to {whither}, which has no sh:{needed}; give it one"
    if paths and f"{_SH}NodeShape" in types:
        yield f"{_name(subject, stated)} is a sh:NodeShape and has sh:path; make it a sh:PropertyShape"


def _stated(triples: Sequence[ox.Triple]) -> Stated:
    found: dict[Node, dict[str, list[Term]]] = {}
    for triple in triples:
        values = found.setdefault(triple.subject, {}).setdefault(triple.predicate.value, [])
        if triple.object not in values:
            values.append(triple.object)
    return found


def _name(node: Node, stated: Stated) -> str:
    """The IRI of a shape, or of the one that it stands in."""
    around: dict[Term, list[Node]] = defaultdict(list)
    for subject, values in stated.items():
        for value in dict.fromkeys(value for found in values.values() for value in found):
            around[value].append(subject)
    at, seen = node, {node}
    while not isinstance(at, ox.NamedNode):
        outer = next((one for one in around[at] if one not in seen), None)
        if outer is None:
            return "a shape without IRI"
        at = outer
        seen.add(at)
    return f"<{at.value}>" if at is node else f"a shape in <{at.value}>"
