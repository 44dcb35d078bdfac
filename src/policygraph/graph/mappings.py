"""The lines that people wrote about correspondences, kept as they are so that no build loses one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from policygraph import model
from policygraph.rdf.iris import Iris
from policygraph.rdf.terms import PG, SSSOM, A, Triple, iri, literal

__all__ = ["mapping_triples", "named"]


def named(
    mappings: Iterable[model.Mapping], moved: Mapping[str, str], iris: Iris
) -> dict[str, model.Mapping]:
    """The lines by their IRIs, which are decided by what they say.

    ``moved`` are provisions of the register whose directive was read from its text, and the provisions there: a line
    about the one now holds for the other.
    """
    found: dict[str, model.Mapping] = {}
    for mapping in mappings:
        digest = hashlib.sha256(repr(mapping.slots).encode()).hexdigest()[:16]
        upper = moved.get(mapping.object, mapping.object)
        name = iris.named("mapping", digest)
        # A line that comes again counts where it comes last.
        found.pop(name, None)
        found[name] = replace(mapping, object=upper)
    return found


def mapping_triples(mappings: Mapping[str, model.Mapping]) -> Iterator[Triple]:
    """Each line with its cells, by the slots of SSSOM (https://w3id.org/sssom/)."""
    for name, mapping in mappings.items():
        subject = iri(name)
        yield subject, A, PG("HandMadeMapping")
        for slot, value in mapping.slots:
            yield subject, SSSOM(slot), literal(value)
