"""One thing of the graph: what is said about it, by which graph, and where it stands in its source."""

from __future__ import annotations

from dataclasses import dataclass

from policygraph.build.reader import Reader, is_iri
from policygraph.model import Quote
from policygraph.queries import address
from policygraph.queries.trace import basis_citation, fact_step
from policygraph.rdf.terms import ELI, OWL, PG, PREFIXES, RDF

__all__ = ["Context", "Input", "Property", "Thing", "show"]

_STOPS = "。；\n"
# A sentence without a full stop may be a whole table.
_LONGEST = 300

_RULES = {
    "eli:cites": "the document of a citation in this plan",
    "eli:based_on": "the document of a citation whose relation is basis",
    "pg:tracesTo": "eli:based_on followed upwards over register and built documents, here through these steps",
    "pg:localises": "the object of a correspondence whose subject this is",
    "pg:responsibleAgency": "the agency of an assignment in this measure",
    "pg:leadAgency": "the agency of an assignment in this measure with the role lead",
    "owl:sameAs": "the register or a citation gives the document's number or, where no other has it, its title",
}
# Which facts a derived property follows from: property → (class of facts, property that leads from fact to value).
_INPUTS = {
    "eli:cites": ("Citation", "cites"),
    "eli:based_on": ("Citation", "cites"),
    "pg:localises": ("Correspondence", "object"),
    "pg:responsibleAgency": ("Assignment", "agency"),
    "pg:leadAgency": ("Assignment", "agency"),
}


@dataclass(frozen=True, slots=True)
class Input:
    """A fact that a derived statement follows from, and where the source says so (None: no source does)."""

    iri: str
    quote: Quote | None


@dataclass(frozen=True, slots=True)
class Property:
    """One statement: prefixed property, value, its label ('' if none), and how it was derived ('' if asserted)."""

    name: str
    value: str
    label: str
    rule: str = ""
    inputs: tuple[Input, ...] = ()


@dataclass(frozen=True, slots=True)
class Context:
    """The sentence around a quote, in three pieces of the exact source."""

    before: str
    quote: str
    after: str


@dataclass(frozen=True, slots=True)
class Thing:
    """All that a build says about one thing."""

    iri: str
    kinds: tuple[str, ...]
    label: str
    properties: tuple[Property, ...]
    quote: Quote | None
    context: Context | None


def show(reader: Reader, name: str, path: str = "") -> Thing:
    """What the build says about an IRI (full, prefixed or short), or about a part of a document.

    Raises:
        QueryError: the build says nothing about it.
        GraphError: the source text is missing from the build.
    """
    iri = address.provision(reader, name, path) if path else address.thing(reader, name)
    is_span = reader.has_type(iri, "Span")
    quote = reader.span(iri) if is_span else reader.quote(iri)
    return Thing(
        iri=iri,
        kinds=tuple(_short(kind) for kind in reader.types(iri)),
        label=reader.label(iri) or fact_step(reader, "", iri).label,
        properties=tuple(
            _property(reader, iri, *s) for s in reader.statements(iri) if s[0] != RDF.base + "type"
        ),
        quote=quote,
        context=_context(reader.build.text(quote.document), quote) if quote else None,
    )


def _property(reader: Reader, subject: str, predicate: str, value: str, graph: str) -> Property:
    name = _short(predicate)
    label = reader.label(value) if value.startswith(("http://", "https://")) and is_iri(value) else ""
    if not graph.endswith("/id/graph/derived"):
        return Property(name, _short(value), label)
    return Property(
        name, _short(value), label, _RULES.get(name, "derived"), _inputs(reader, subject, name, value)
    )


def _inputs(reader: Reader, subject: str, name: str, value: str) -> tuple[Input, ...]:
    """The facts that a derived statement follows from."""
    if name == "pg:tracesTo":
        return tuple(_hops(reader, reader.value(subject, PG.base + "ofDocument") or subject, value))
    if name == "owl:sameAs":
        return (Input(value, None),)
    if name not in _INPUTS:
        return ()
    kind, towards = _INPUTS[name]
    facts = reader.subjects(PG.base + towards, value)
    return tuple(
        Input(fact, reader.quote(fact) or _title_of_object(reader, fact))
        for fact in facts
        if reader.has_type(fact, kind) and subject in _holders(reader, fact)
    )


def _title_of_object(reader: Reader, correspondence: str) -> Quote | None:
    """Where the higher provision of a correspondence stands, if its text is in the build."""
    provision = reader.value(correspondence, PG.base + "object")
    return reader.quote(provision) if provision else None


def _hops(reader: Reader, document: str, goal: str) -> list[Input]:
    """The shortest way from a document to one above it: the citation of each step, or the register's entry."""
    came: dict[str, tuple[str, Input]] = {}
    waiting = [document]
    for here in waiting:
        for there, why in _steps_up(reader, here):
            if there not in came and there != document:
                came[there] = (here, why)
                waiting.append(there)
    found: list[Input] = []
    while goal in came:
        goal, why = came[goal]
        found.insert(0, why)
    return found


def _steps_up(reader: Reader, document: str) -> list[tuple[str, Input]]:
    same = [*reader.values(document, OWL.base + "sameAs"), *reader.subjects(OWL.base + "sameAs", document)]
    twins = [(twin, Input(twin, None)) for twin in sorted(set(same))]
    bases = reader.values(document, ELI.base + "based_on")
    return [*((base, _basis(reader, document, base)) for base in bases), *twins]


def _basis(reader: Reader, document: str, base: str) -> Input:
    citation = basis_citation(reader, document, base)
    return Input(citation, reader.quote(citation)) if citation else Input(document, None)


def _holders(reader: Reader, fact: str) -> set[str]:
    """The measure of a fact and its document."""
    provision = reader.value(fact, PG.base + "inProvision") or reader.value(fact, PG.base + "subject")
    return {provision, reader.value(provision, PG.base + "ofDocument")}


def _context(text: str, quote: Quote) -> Context:
    start = max(text.rfind(stop, 0, quote.start) for stop in _STOPS) + 1
    ends = [end for stop in _STOPS if (end := text.find(stop, quote.end)) >= 0]
    start = max(start, quote.start - _LONGEST)
    end = min([*(e + 1 for e in ends), len(text), quote.end + _LONGEST])
    return Context(
        text[start : quote.start].lstrip(), text[quote.start : quote.end], text[quote.end : end].rstrip()
    )


def _short(iri: str) -> str:
    """An IRI with its prefix where it has a known one."""
    for prefix, base in PREFIXES.items():
        if iri.startswith(base) and "/" not in iri[len(base) :]:
            return f"{prefix}:{iri[len(base) :]}"
    return iri
