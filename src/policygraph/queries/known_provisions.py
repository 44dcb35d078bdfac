"""What is not known of the documents above: of which the provisions are missing, and what to do about it."""

from __future__ import annotations

from policygraph.builds.reader import Reader
from policygraph.model import KnownProvisions
from policygraph.rdf.terms import CODE, PG

__all__ = ["added_to", "extent", "gap", "unknown_in"]

_EXTENTS = {CODE.iri(known.code): known for known in KnownProvisions}


def extent(reader: Reader, document: str) -> KnownProvisions:
    """How many of the provisions of a document are known; of one that nothing is said of, none."""
    return _EXTENTS.get(reader.value(document, PG.iri("provisionsKnown")), KnownProvisions.NONE)


def gap(reader: Reader, document: str, name: str) -> str:
    """What is missing of a document and how to add it, in one clause; '' where all of its provisions are known.

    ``name`` is what people call it by.
    """
    known = extent(reader, document)
    if known is KnownProvisions.ALL:
        return ""
    if reader.value(document, PG.iri("sourceText")):
        return f"the text of {name} holds no numbered provision: add the one that it was issued with"
    if known is KnownProvisions.SOME:
        number = len(reader.subjects(PG.iri("ofDocument"), document))
        listed = f"1 provision of {name} is" if number == 1 else f"{number} provisions of {name} are"
        return f"only {listed} known: add its text to the sources"
    return f"the text of {name} is not here: add it to the sources"


def added_to(reader: Reader, measure: str) -> list[str]:
    """The documents above in which a measure has no counterpart, all of their provisions being known."""
    return reader.values(measure, PG.iri("addsTo"))


def unknown_in(reader: Reader, measure: str) -> list[str]:
    """The documents above in which a measure may have a counterpart that nobody knows."""
    return reader.values(measure, PG.iri("unknownIn"))
