"""One thing of the graph: what is said about it, by which graph, and where it stands in its source."""

from __future__ import annotations

from dataclasses import dataclass

from policygraph.builds.reader import Reader, is_iri
from policygraph.graph.derived import RULES, Derivation
from policygraph.model import Quote
from policygraph.queries import address, lineage
from policygraph.queries.story import Event, story
from policygraph.queries.trace import fact_step
from policygraph.rdf.prefixes import short
from policygraph.rdf.terms import PG, RDF

__all__ = ["Context", "Input", "Property", "Thing", "context", "show"]

_STOPS = "。；\n"
# A sentence without a full stop may be a whole table.
_LONGEST = 300
# How a property of a later build follows is not known here.
_UNKNOWN = Derivation("derived")


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
    """All that a build says about one thing; ``story`` is what people decided about it."""

    iri: str
    kinds: tuple[str, ...]
    label: str
    properties: tuple[Property, ...]
    quote: Quote | None
    context: Context | None
    story: tuple[Event, ...] = ()

    def _repr_html_(self) -> str:
        from policygraph.queries.notebooks import thing_html

        return thing_html(self)


def show(reader: Reader, name: str, path: str = "") -> Thing:
    """What the build says about an IRI (full, prefixed or short), or about a part of a document.

    Raises:
        QueryError: the build says nothing about it.
        GraphError: the source text is missing from the build.
    """
    iri = address.provision(reader, name, path) if path else address.thing(reader, name)
    is_span = reader.has_type(iri, "Span")
    quote = reader.span(iri) if is_span else reader.evidence(iri)
    return Thing(
        iri=iri,
        kinds=tuple(short(kind) for kind in reader.types(iri)),
        label=reader.label(iri) or fact_step(reader, "", iri).label,
        properties=tuple(
            _property(reader, iri, *s) for s in reader.statements(iri) if s[0] != RDF.iri("type")
        ),
        quote=quote,
        context=context(reader.build.text(quote.document), quote) if quote else None,
        story=story(reader, iri),
    )


def _property(reader: Reader, subject: str, predicate: str, value: str, graph: str) -> Property:
    name = short(predicate)
    label = reader.label(value) if value.startswith(("http://", "https://")) and is_iri(value) else ""
    if not graph.endswith("/id/graph/derived"):
        return Property(name, short(value), label)
    rule = RULES.get(name, _UNKNOWN)
    return Property(name, short(value), label, rule.text, _inputs(reader, subject, name, value))


def _inputs(reader: Reader, subject: str, name: str, value: str) -> tuple[Input, ...]:
    """The facts that a derived statement follows from."""
    if name == "pg:tracesTo":
        document = reader.value(subject, PG.iri("ofDocument")) or subject
        return tuple(_shown_by(reader, one) for one in lineage.way_up(reader, document, value))
    if name == "owl:sameAs":
        return (Input(value, None),)
    if made_by := reader.rule(subject):
        return (Input(made_by, reader.quote(made_by)),)
    rule = RULES.get(name, _UNKNOWN)
    if not rule.facts:
        return ()
    return tuple(
        Input(fact, reader.evidence(fact) or _title_of_object(reader, fact))
        for fact in reader.subjects(PG.iri(rule.towards), value)
        if reader.has_type(fact, rule.facts) and subject in _holders(reader, fact)
    )


def _shown_by(reader: Reader, thing: str) -> Input:
    """A step upwards; only a citation says so in words."""
    return Input(thing, reader.quote(thing) if reader.has_type(thing, "Citation") else None)


def _title_of_object(reader: Reader, correspondence: str) -> Quote | None:
    """Where the higher provision of a correspondence stands, if its text is in the build."""
    provision = reader.value(correspondence, PG.iri("object"))
    return reader.quote(provision) if provision else None


def _holders(reader: Reader, fact: str) -> set[str]:
    """The measure of a fact and its document."""
    provision = reader.value(fact, PG.iri("inProvision")) or reader.value(fact, PG.iri("subject"))
    return {provision, reader.value(provision, PG.iri("ofDocument"))}


def context(text: str, quote: Quote) -> Context:
    """The sentence that holds a quote; at most some hundred characters of it on either side."""
    start = max(text.rfind(stop, 0, quote.start) for stop in _STOPS) + 1
    ends = [end for stop in _STOPS if (end := text.find(stop, quote.end)) >= 0]
    start = max(start, quote.start - _LONGEST)
    end = min([*(e + 1 for e in ends), len(text), quote.end + _LONGEST])
    return Context(
        text[start : quote.start].lstrip(), text[quote.start : quote.end], text[quote.end : end].rstrip()
    )
