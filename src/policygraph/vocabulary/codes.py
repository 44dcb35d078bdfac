"""What codes are called, for all who name them to people: the closed lists of ``ontology/vocabularies/codes.ttl``."""

from __future__ import annotations

from functools import cache

from policygraph import resources
from policygraph.rdf.terms import CODE
from policygraph.vocabulary.turtle import SKOS, StatementIndex, read_turtle

__all__ = ["code_name"]


def code_name(code: str, language: str = "zh") -> str:
    """The preferred label of a code, such as 牵头 or ``leads`` of ``lead``.

    Args:
        code: the last part of its IRI.
        language: zh or en.

    Raises:
        KeyError: there is no such code.
    """
    label = _codes().one(CODE.iri(code), SKOS + "prefLabel", language)
    if not label:
        raise KeyError(code)
    return label


@cache
def _codes() -> StatementIndex:
    return StatementIndex([read_turtle(resources.ontology() / "vocabularies" / "codes.ttl")])
