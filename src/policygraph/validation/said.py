"""What was noted while documents were read, in Chinese: as the rules about such findings word it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import pyoxigraph as ox

from policygraph import resources
from policygraph.builds.store import Build
from policygraph.queries.run import run
from policygraph.rdf.terms import PREFIXES

__all__ = ["said_in_chinese"]

_SHACL = "http://www.w3.org/ns/shacl#"
_VARIABLE = re.compile(r"\{\?(\w+)\}")


def said_in_chinese(build: Build) -> Mapping[str, str]:
    """The Chinese words for the findings of a build, by their IRIs; those that no rule words are not there."""
    prefixes = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
    found: dict[str, str] = {}
    for query, message in _tests():
        answer = run(build, prefixes + query)
        for terms in answer.rows:
            row = {name: getattr(term, "value", "") for name, term in zip(answer.columns, terms, strict=True)}
            words = _VARIABLE.sub(lambda one, row=row: row.get(one[1], ""), message)  # type: ignore[misc]
            found.setdefault(row["this"], words)
    return found


def _tests() -> Iterator[tuple[str, str]]:
    """The queries of the rules about findings, each with its message."""
    select, message = ox.NamedNode(f"{_SHACL}select"), ox.NamedNode(f"{_SHACL}message")
    for path in sorted(resources.shapes().glob("*.ttl")):
        triples = list(ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE))
        messages = {
            one.subject: one.object.value
            for one in triples
            if one.predicate == message and isinstance(one.object, ox.Literal) and one.object.language == "zh"
        }
        for one in triples:
            query = getattr(one.object, "value", "")
            if one.predicate == select and "pg:findingCode" in query and one.subject in messages:
                yield query, messages[one.subject]
