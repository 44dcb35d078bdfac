"""The kinds of the terms of an answer: with them its terms can be made again of its cells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import pyoxigraph as ox

__all__ = ["GAP", "IRI", "Kind", "Kinds", "Row", "Term", "kinds_of", "text_of"]

Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Row: TypeAlias = tuple[Term | None, ...]
# No term, an IRI, or a literal of a datatype, or in a language.
Kind: TypeAlias = tuple[str, ...]
GAP, IRI = (), ("IRI", "")
# The kinds of a column, and of each row which, unless they are all of one.
Kinds: TypeAlias = tuple[Sequence[Kind], Sequence[int]]


def kinds_of(terms: Sequence[Term | None]) -> Kinds:
    """The kinds of the terms of a column, and of each which, unless they are all of one.

    Raises:
        TypeError: a term has no name by which it could be found again.
    """
    known: dict[Kind, int] = {}
    places = [known.setdefault(_kind(term), len(known)) for term in terms]
    return [*known], places if len(known) > 1 else []


def _kind(term: Term | None) -> Kind:
    if isinstance(term, ox.Literal):
        return ("", term.language) if term.language else (term.datatype.value,)
    if term is None or isinstance(term, ox.NamedNode):
        return IRI if term else GAP
    raise TypeError(f"{term} cannot be kept")


def text_of(term: Term | None) -> str:
    """A term as people read it: the text of a literal, an IRI; '' where there is none."""
    if term is None:
        return ""
    return str(term) if isinstance(term, ox.Triple) else term.value
