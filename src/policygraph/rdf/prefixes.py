"""IRIs with the prefixes that all of the project uses, such as ``pg:Target``."""

from __future__ import annotations

from policygraph.rdf.terms import PREFIXES

__all__ = ["expanded", "short"]

_NAMES = {base: prefix for prefix, base in PREFIXES.items()}


def short(iri: str) -> str:
    """``prefix:name`` of an IRI in a known namespace, else the IRI as it is."""
    cut = max(iri.rfind("#"), iri.rfind("/")) + 1
    prefix = _NAMES.get(iri[:cut])
    return f"{prefix}:{iri[cut:]}" if prefix else iri


def expanded(name: str) -> str:
    """The IRI of ``prefix:name``, or '' where the prefix is not known."""
    prefix, colon, local = name.partition(":")
    return PREFIXES[prefix] + local if colon and prefix in PREFIXES else ""
