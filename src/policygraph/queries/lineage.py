"""Who stands above whom, as the build publishes it: read here for all that ask.

``eli:based_on`` leads to a document as it is cited or listed, ``owl:sameAs`` from a document's text to the names that
others know it by, ``pg:tracesTo`` to all documents above. Where a document's text is in the build, the functions give
the IRI of that text.
"""

from __future__ import annotations

from enum import IntEnum

from policygraph.builds.reader import Reader
from policygraph.rdf.terms import CODE, ELI, OWL, PG

__all__ = [
    "AdministrativeLevel",
    "above",
    "bases",
    "basis_citation",
    "below",
    "built",
    "directly_below",
    "level",
    "names",
    "way_up",
]

_BASED_ON, _TRACES, _SAME = ELI.iri("based_on"), PG.iri("tracesTo"), OWL.iri("sameAs")
_BASIS = CODE.iri("basis")


class AdministrativeLevel(IntEnum):
    """How high the issuer of a document stands."""

    NATION = 0
    PROVINCE = 1
    CITY = 2


_LEVELS = {
    CODE.base + "level-country": AdministrativeLevel.NATION,
    CODE.base + "level-province": AdministrativeLevel.PROVINCE,
}


def built(reader: Reader, document: str) -> str:
    """The document in the build that is the cited or listed one, or ``document`` itself."""
    return next(iter(reader.subjects(_SAME, document)), document)


def names(reader: Reader, document: str) -> tuple[str, ...]:
    """All IRIs that a document goes by, ``document`` first."""
    others = {*reader.values(document, _SAME), *reader.subjects(_SAME, document)} - {document}
    return (document, *sorted(others))


def bases(reader: Reader, document: str) -> dict[str, str]:
    """The documents that ``document`` is directly made under, and how it names each; sorted."""
    found = {built(reader, base): base for base in reader.values(document, _BASED_ON)}
    return dict(sorted(found.items()))


def directly_below(reader: Reader, document: str) -> list[str]:
    """The documents that are directly made under ``document``, sorted."""
    lower = {child for name in names(reader, document) for child in reader.subjects(_BASED_ON, name)}
    return sorted({built(reader, child) for child in lower})


def above(reader: Reader, document: str) -> list[str]:
    """All documents that ``document`` goes back to, directly or not; sorted."""
    found = {built(reader, higher) for higher in reader.values(document, _TRACES)}
    return sorted(found - set(names(reader, document)))


def below(reader: Reader, document: str) -> list[str]:
    """All documents that go back to ``document``, directly or not; sorted."""
    own = names(reader, document)
    lower = {one for name in own for one in reader.subjects(_TRACES, name)}
    # Provisions trace to what their document traces to.
    found = {built(reader, one) for one in lower if not reader.value(one, PG.iri("ofDocument"))}
    return sorted(found - set(own))


def basis_citation(reader: Reader, document: str, base: str) -> str:
    """The first citation in which ``document`` says that it is based on ``base``, or ''."""
    provisions = reader.subjects(PG.iri("ofDocument"), document)
    for provision in sorted(provisions, key=lambda p: int(reader.value(p, PG.iri("order")) or 0)):
        for citation in reader.subjects(PG.iri("inProvision"), provision):
            if reader.holds(citation, PG.iri("cites"), base) and reader.holds(
                citation, PG.iri("relation"), _BASIS
            ):
                return citation
    return ""


def way_up(reader: Reader, document: str, goal: str) -> list[str]:
    """The shortest way from ``document`` to one above it: the IRIs of what shows each step.

    That is the citation of a basis, or the document itself where the register of directives knows its basis; and the
    other name, where a document is known under two.
    """
    came: dict[str, tuple[str, str]] = {}
    waiting = [document]
    for here in waiting:
        for there, shown_by in _steps_up(reader, here):
            if there not in came and there != document:
                came[there] = (here, shown_by)
                waiting.append(there)
    found: list[str] = []
    while goal in came:
        goal, shown_by = came[goal]
        found.insert(0, shown_by)
    return found


def _steps_up(reader: Reader, document: str) -> list[tuple[str, str]]:
    higher = [
        (base, basis_citation(reader, document, base) or document)
        for base in reader.values(document, _BASED_ON)
    ]
    return [*higher, *((other, other) for other in names(reader, document)[1:])]


def level(reader: Reader, document: str) -> AdministrativeLevel:
    """The level of the document's area; one of unknown area counts as a city's."""
    levels = (
        reader.value(area, PG.iri("areaLevel"))
        for name in names(reader, document)
        for area in reader.values(name, PG.iri("area"))
    )
    return min((_LEVELS[found] for found in levels if found in _LEVELS), default=AdministrativeLevel.CITY)
