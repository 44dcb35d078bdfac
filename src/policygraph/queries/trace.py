"""From a target, an obligation or a measure up to the directives it carries out, with the evidence of each step."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from policygraph.builds.reader import Reader
from policygraph.errors import QueryError
from policygraph.model import Quote
from policygraph.queries import address, known_provisions, lineage
from policygraph.queries.wording import area, code, number
from policygraph.rdf.terms import DCTERMS, PG, PROV, SSSOM

__all__ = [
    "BASED_ON",
    "DOCUMENTS",
    "Step",
    "direct",
    "document_name",
    "document_step",
    "fact_step",
    "justified",
    "place_of",
    "provision_step",
    "resolve",
    "trace",
]

# The quote of such a step shows the relation, not the thing.
BASED_ON = "is based on"
DOCUMENTS = ("CityPlan", "Directive", "PolicyDocument")
_KINDS = {"CityPlan": "plan", "PolicyDocument": "document"}
_ROLES = {"lead": "leads", "support": "supports", "implement": "implements"}
# What a person who wrote a line about a correspondence may have added to it.
_SAID = ("author_label", "comment")


@dataclass(frozen=True, slots=True)
class Step:
    """A thing on the way, how it is reached from the step that holds it, and what shows that.

    ``relation`` is empty at the root. ``quote`` is the place in a source, ``note`` says what else is known.
    """

    relation: str
    kind: str
    iri: str
    label: str
    quote: Quote | None = None
    note: str = ""
    steps: tuple[Step, ...] = ()

    def _repr_html_(self) -> str:
        from policygraph.queries.notebooks import step_html

        return step_html(self)


def trace(reader: Reader, name: str, path: str = "") -> Step:
    """The chain from what ``name`` and ``path`` mean up to the directives.

    ``name`` is a document (``path`` then names a part of it, in any usual writing), an IRI, or the label of an
    indicator or body.

    Raises:
        QueryError: the build knows no such thing.
    """
    return _thing(reader, resolve(reader, name, path))


def resolve(reader: Reader, name: str, path: str = "") -> str:
    """The IRI of what a person names; of a document that is cited or listed, the text in the build if it is there.

    Raises:
        QueryError: the build knows no such thing.
    """
    return (
        address.provision(reader, name, path)
        if path
        else lineage.built(reader, address.thing(reader, name, leaving=("Finding",)))
    )


def _thing(reader: Reader, iri: str) -> Step:
    if reader.has_type(iri, "Indicator"):
        return _indicator(reader, iri)
    if reader.has_type(iri, "Agency"):
        return _agency(reader, iri)
    if reader.value(iri, PG.iri("inProvision")):
        return fact_step(reader, "", iri, _upwards(reader, iri))
    if reader.value(iri, PG.iri("path")):
        return _provision(reader, "", iri, with_facts=True)
    if any(reader.has_type(iri, kind) for kind in DOCUMENTS):
        return _document(reader, "", iri, _Way())
    raise QueryError(
        f"{reader.label(iri) or iri} is not a document, measure, fact, indicator or agency; see policygraph show"
    )


# Between a village and the nation stand five; more is the work of another hand, without end perhaps.
_HIGHEST = 50


@dataclass(frozen=True, slots=True)
class _Way:
    """What a walk upwards has passed: on this way, which ends circles, and on any, which is not walked twice."""

    here: frozenset[str] = frozenset()
    anywhere: set[str] = field(default_factory=set)

    def on(self, iri: str) -> _Way:
        """The way a step further."""
        self.anywhere.add(iri)
        return _Way(self.here | {iri}, self.anywhere)


def _indicator(reader: Reader, iri: str) -> Step:
    targets = reader.subjects(PG.iri("indicator"), iri)
    steps = [fact_step(reader, "is measured by", target, _upwards(reader, target)) for target in targets]
    note = f"{len(targets)} target" if len(targets) == 1 else f"{len(targets)} targets"
    return Step("", "indicator", iri, reader.label(iri), note=note, steps=tuple(sorted(steps, key=place_of)))


def _agency(reader: Reader, iri: str) -> Step:
    """A body with the measures that it answers for and what these localise, and the documents behind them."""
    assignments = reader.subjects(PG.iri("agency"), iri)
    way = _Way()
    ordered = sorted(assignments, key=lambda one: _place_in_document(reader, one))
    steps = [_answered(reader, assignment, way) for assignment in ordered]
    documents = sorted({reader.value(step.iri, PG.iri("ofDocument")) for step in steps})
    above = [_document(reader, "is named in", document, way) for document in documents]
    note = f"{len(steps)} assignments" if len(steps) != 1 else "1 assignment"
    return Step("", "agency", iri, reader.label(iri), note=note, steps=(*steps, *above))


def _place_in_document(reader: Reader, assignment: str) -> tuple[str, int, int, str]:
    """Documents by name, measures in their order; what a measure says itself in the order of its words."""
    measure, quote = reader.value(assignment, PG.iri("inProvision")), reader.quote(assignment)
    document = reader.value(reader.value(measure, PG.iri("ofDocument")), DCTERMS.iri("identifier"))
    order = int(reader.value(measure, PG.iri("order")) or 0)
    return document, order, quote.start if quote else -1, assignment


def _answered(reader: Reader, assignment: str, way: _Way) -> Step:
    measure = reader.value(assignment, PG.iri("inProvision"))
    label = f"{reader.value(measure, PG.iri('path'))} {reader.label(measure)}".strip()
    role = _ROLES.get(code(reader, assignment, "role"), "answers for")
    by_rule = _by_rule(reader, assignment)
    relation = f"{role} ({by_rule})" if by_rule else role
    steps = tuple(_localised(reader, measure, way))
    quote, note = reader.evidence(assignment), _evidence(reader, assignment)
    return Step(relation, _kind(reader, measure), measure, label, quote, note, steps)


def _by_rule(reader: Reader, assignment: str) -> str:
    """By which standing rule a body answers for a measure that does not name it; '' where the measure does."""
    stated = reader.value(reader.rule(assignment), PG.iri("inProvision"))
    return f"by the standing rule in {reader.value(stated, PG.iri('path'))}" if stated else ""


def _upwards(reader: Reader, fact: str) -> tuple[Step, ...]:
    measure = reader.value(fact, PG.iri("inProvision"))
    return (_provision(reader, "stands in", measure, with_facts=False),)


def fact_step(reader: Reader, relation: str, iri: str, steps: tuple[Step, ...] = ()) -> Step:
    """A target, obligation or assignment with what it says and where."""
    for name, kind, describe in _FACTS:
        if reader.has_type(iri, name):
            label, said = describe(reader, iri)
            note = "; ".join(filter(None, (said, _evidence(reader, iri))))
            return Step(relation, kind, iri, label, reader.evidence(iri), note, steps)
    quote = reader.quote(iri)
    return Step(
        relation, _kind(reader, iri), iri, quote.text if quote else reader.label(iri), quote, "", steps
    )


def _target(reader: Reader, iri: str) -> tuple[str, str]:
    indicator = reader.label(reader.value(iri, PG.iri("indicator")))
    return f"{indicator} {number(reader, iri)}".strip(), area(reader, iri)


def _obligation(reader: Reader, iri: str) -> tuple[str, str]:
    quote = reader.quote(iri)
    deadline = reader.value(iri, PG.iri("deadline"))
    return quote.text if quote else "", " ".join(filter(None, (code(reader, iri, "strength"), deadline)))


def _assignment(reader: Reader, iri: str) -> tuple[str, str]:
    note = ", ".join(filter(None, (code(reader, iri, "role"), _by_rule(reader, iri))))
    return reader.label(reader.value(iri, PG.iri("agency"))), note


_FACTS = (
    ("Target", "target", _target),
    ("Obligation", "obligation", _obligation),
    ("Assignment", "agency", _assignment),
)


def _provision(reader: Reader, relation: str, iri: str, *, with_facts: bool) -> Step:
    document = reader.value(iri, PG.iri("ofDocument"))
    steps = [*_facts(reader, iri)] if with_facts else []
    steps += [*_localised(reader, iri, _Way()), *_lacking(reader, iri)]
    steps.append(_document(reader, "is part of", document, _Way()))
    label = f"{reader.value(iri, PG.iri('path'))} {reader.label(iri)}".strip()
    quote, note = reader.quote(iri), _evidence(reader, iri)
    return Step(relation, _kind(reader, iri), iri, label, quote, note, tuple(steps))


def provision_step(reader: Reader, relation: str, iri: str, note: str, steps: tuple[Step, ...]) -> Step:
    """A provision of another document, named with that document."""
    document = _document_label(reader, reader.value(iri, PG.iri("ofDocument")))
    label = f"{document} {reader.value(iri, PG.iri('path'))} {reader.label(iri)}".strip()
    return Step(relation, _kind(reader, iri), iri, label, reader.quote(iri), note, steps)


def _facts(reader: Reader, measure: str) -> Iterator[Step]:
    facts = reader.subjects(PG.iri("inProvision"), measure)
    relations = (("Obligation", "holds"), ("Target", "holds"), ("Assignment", "is assigned to"))
    for name, relation in relations:
        steps = [fact_step(reader, relation, fact) for fact in facts if reader.has_type(fact, name)]
        # What a standing rule says is said elsewhere; the measure's own words come first.
        yield from sorted(steps, key=lambda step: (bool(reader.rule(step.iri)), place_of(step)))


def place_of(step: Step) -> tuple[str, int, str]:
    """Where steps stand in their documents."""
    return (step.quote.document, step.quote.start, step.iri) if step.quote else ("", -1, step.iri)


def _localised(reader: Reader, measure: str, way: _Way) -> Iterator[Step]:
    """The provisions that a measure localises, each with those that it localises itself, up to the top."""
    way = way.on(measure)
    found = direct(reader, "subject", measure)
    for correspondence in sorted(found, key=lambda c: _order(reader, c)):
        provision = reader.value(correspondence, PG.iri("object"))
        if provision in way.here:
            continue
        is_known = provision in way.anywhere
        steps = () if is_known else tuple(_localised(reader, provision, way))
        note = justified(reader, correspondence)
        yield provision_step(reader, "localises", provision, note, steps)


def _lacking(reader: Reader, measure: str) -> Iterator[Step]:
    """The documents above in which a measure has no counterpart, and those of which nobody can say."""
    for document in known_provisions.unknown_in(reader, measure):
        missing = known_provisions.gap(reader, document, document_name(reader, document))
        yield Step(
            "unknown in", _kind(reader, document), document, _document_label(reader, document), note=missing
        )
    for document in known_provisions.added_to(reader, measure):
        yield Step("no counterpart in", _kind(reader, document), document, _document_label(reader, document))


def direct(reader: Reader, end: str, provision: str) -> list[str]:
    """The correspondences at whose ``end`` (subject or object) a provision stands, but for those through others.

    A chain shows the documents between as steps of their own.
    """
    found = reader.subjects(PG.iri(end), provision)
    return [one for one in found if not reader.value(one, PG.iri("between"))]


def _order(reader: Reader, correspondence: str) -> tuple[int, str, int, str]:
    """The nearest document first, and in each the surest provision."""
    document = reader.value(reader.value(correspondence, PG.iri("object")), PG.iri("ofDocument"))
    return (
        -lineage.level(reader, document),
        document,
        int(reader.value(correspondence, PG.iri("rank")) or 0),
        correspondence,
    )


def justified(reader: Reader, correspondence: str) -> str:
    """Why two provisions are held to correspond: by whom, how surely, from which words."""
    words = "、".join(reader.values(correspondence, PG.iri("evidence")))
    confidence = reader.value(correspondence, PG.iri("confidence"))
    sure = f"confidence {confidence} from {words}" if words else f"confidence {confidence}"
    by_hand = reader.value(correspondence, PROV.iri("wasDerivedFrom"))
    said = [reader.value(by_hand, SSSOM.iri(slot)) for slot in _SAID] if by_hand else []
    return ", ".join(filter(None, ["by hand" if by_hand else "", sure, *said]))


def _document(reader: Reader, relation: str, iri: str, way: _Way, evidence: Quote | None = None) -> Step:
    """A document and those it was made under, unless they stand in the tree already."""
    is_known = iri in way.anywhere
    way = way.on(iri)
    bases = lineage.bases(reader, iri)
    above = [base for base in bases if base not in way.here]
    is_end = is_known or len(way.here) > _HIGHEST
    steps = (
        _document(reader, BASED_ON, base, way, _basis(reader, iri, bases[base]))
        for base in above
        if not is_end
    )
    is_stated = relation != BASED_ON or evidence is not None
    notes = [
        "" if is_stated else "after the register of directives",
        _unread(reader, iri),
        # Beside a basis it would seem to say how the basis is known.
        "" if relation == "is based on" else _evidence(reader, iri),
        "its bases stand above" if is_known and above else "",
        "its bases are not shown" if is_end and not is_known and above else "",
    ]
    note = "; ".join(filter(None, notes))
    return Step(relation, _kind(reader, iri), iri, _document_label(reader, iri), evidence, note, tuple(steps))


def document_step(reader: Reader, relation: str, iri: str, steps: tuple[Step, ...]) -> Step:
    """A document with its title and number, and what is not known of it, if that matters to those below it."""
    missing = known_provisions.gap(reader, iri, document_name(reader, iri)) if steps else ""
    note = _unread(reader, iri) or missing or _evidence(reader, iri)
    return Step(relation, _kind(reader, iri), iri, _document_label(reader, iri), None, note, steps)


def document_name(reader: Reader, document: str) -> str:
    """What a document is called by in a sentence: its number, else its title or its source's name."""
    return reader.value(document, PG.iri("docNumber")) or _document_label(reader, document)


def _unread(reader: Reader, document: str) -> str:
    """What to know of a document whose text is not in the build."""
    is_known = reader.value(document, PG.iri("sourceText")) or reader.has_type(document, "Directive")
    return "" if is_known else "cited only: neither its text nor an entry in the register is there"


def _evidence(reader: Reader, iri: str) -> str:
    """How the register knows what it says of a thing; '' for what a text of the build says."""
    level = code(reader, iri, "evidenceLevel")
    return f"evidence: {level}" if level else ""


def _basis(reader: Reader, document: str, base: str) -> Quote | None:
    """Where ``document`` itself says that it is based on ``base``."""
    citation = lineage.basis_citation(reader, document, base)
    return reader.quote(citation) if citation else None


def _document_label(reader: Reader, iri: str) -> str:
    title, doc_number = reader.label(iri), reader.value(iri, PG.iri("docNumber"))
    name = reader.value(iri, DCTERMS.iri("identifier"))
    return " ".join(filter(None, (f"《{title}》" if title else name, doc_number)))


def _kind(reader: Reader, iri: str) -> str:
    """The thing's class in lower case; a chapter that is a measure counts as measure."""
    names = [t.removeprefix(PG.base) for t in reader.types(iri) if t.startswith(PG.base)]
    if not names:
        return "document"
    name = "Measure" if "Measure" in names else names[0]
    return _KINDS.get(name, name.lower())
