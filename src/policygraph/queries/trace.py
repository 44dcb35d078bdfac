"""From a target, an obligation or a measure up to the directives it carries out, with the evidence of each step."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from policygraph.errors import QueryError
from policygraph.graph.terms import CODE, DCTERMS, ELI, OWL, PG, PROV, SKOS, SSSOM
from policygraph.queries import address
from policygraph.queries.measurement import area, number
from policygraph.queries.view import Quote, View

__all__ = [
    "DOCUMENTS",
    "Step",
    "basis_citation",
    "built",
    "document_step",
    "fact_step",
    "justified",
    "place_of",
    "provision_step",
    "resolve",
    "trace",
]

_CODE_ENDING = "/vocab/code/"
DOCUMENTS = ("CityPlan", "Directive", "PolicyDocument")
_BASIS = f"{CODE.base}basis"
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


def trace(view: View, name: str, path: str = "") -> Step:
    """The chain from what ``name`` and ``path`` mean up to the directives.

    ``name`` is a document (``path`` then names a part of it, in any usual writing), an IRI, or the label of an
    indicator or body.

    Raises:
        QueryError: the build knows no such thing.
    """
    return _thing(view, resolve(view, name, path))


def resolve(view: View, name: str, path: str = "") -> str:
    """The IRI of what a person names; of a document that is cited or listed, the text in the build if it is there.

    Raises:
        QueryError: the build knows no such thing.
    """
    return address.provision(view, name, path) if path else built(view, address.thing(view, name))


def _thing(view: View, iri: str) -> Step:
    if view.has_type(iri, "Indicator"):
        return _indicator(view, iri)
    if view.has_type(iri, "Agency"):
        return _agency(view, iri)
    if view.value(iri, PG.base + "inProvision"):
        return fact_step(view, "", iri, _upwards(view, iri))
    if view.value(iri, PG.base + "path"):
        return _provision(view, "", iri, with_facts=True)
    if any(view.has_type(iri, kind) for kind in DOCUMENTS):
        return _document(view, "", iri, _Way())
    raise QueryError(
        f"{view.label(iri) or iri} is no document, measure, fact, indicator or body; see policygraph show"
    )


@dataclass(frozen=True, slots=True)
class _Way:
    """What a walk upwards has passed: on this way, which ends circles, and on any, which is not walked twice."""

    here: frozenset[str] = frozenset()
    anywhere: set[str] = field(default_factory=set)

    def on(self, iri: str) -> _Way:
        """The way a step further."""
        self.anywhere.add(iri)
        return _Way(self.here | {iri}, self.anywhere)


def _indicator(view: View, iri: str) -> Step:
    targets = view.subjects(PG.base + "indicator", iri)
    steps = [fact_step(view, "is measured by", target, _upwards(view, target)) for target in targets]
    note = f"{len(targets)} target{'' if len(targets) == 1 else 's'}"
    return Step("", "indicator", iri, view.label(iri), note=note, steps=tuple(sorted(steps, key=place_of)))


def _agency(view: View, iri: str) -> Step:
    """A body with the measures that it answers for and what these localise, and the documents behind them."""
    assignments = view.subjects(PG.base + "agency", iri)
    way = _Way()
    steps = [_answered(view, assignment, way) for assignment in assignments]
    documents = sorted({view.value(step.iri, PG.base + "ofDocument") for step in steps})
    above = [_document(view, "is named in", document, way) for document in documents]
    note = f"{len(steps)} assignments" if len(steps) != 1 else "1 assignment"
    return Step("", "agency", iri, view.label(iri), note=note, steps=(*sorted(steps, key=place_of), *above))


def _answered(view: View, assignment: str, way: _Way) -> Step:
    measure = view.value(assignment, PG.base + "inProvision")
    label = f"{view.value(measure, PG.base + 'path')} {view.label(measure)}".strip()
    relation = _ROLES.get(_code(view, assignment, "role"), "answers for")
    steps = tuple(_localised(view, measure, way))
    return Step(relation, _kind(view, measure), measure, label, view.quote(assignment), "", steps)


def _upwards(view: View, fact: str) -> tuple[Step, ...]:
    measure = view.value(fact, PG.base + "inProvision")
    return (_provision(view, "stands in", measure, with_facts=False),)


def fact_step(view: View, relation: str, iri: str, steps: tuple[Step, ...] = ()) -> Step:
    """A target, obligation or assignment with what it says and where."""
    for name, kind, describe in _FACTS:
        if view.has_type(iri, name):
            label, note = describe(view, iri)
            return Step(relation, kind, iri, label, view.quote(iri), note, steps)
    quote = view.quote(iri)
    return Step(relation, _kind(view, iri), iri, quote.text if quote else view.label(iri), quote, "", steps)


def _target(view: View, iri: str) -> tuple[str, str]:
    indicator = view.label(view.value(iri, PG.base + "indicator"))
    return f"{indicator} {number(view, iri)}".strip(), area(view, iri)


def _obligation(view: View, iri: str) -> tuple[str, str]:
    quote = view.quote(iri)
    deadline = view.value(iri, PG.base + "deadline")
    return quote.text if quote else "", " ".join(filter(None, (_code(view, iri, "strength"), deadline)))


def _assignment(view: View, iri: str) -> tuple[str, str]:
    return view.label(view.value(iri, PG.base + "agency")), _code(view, iri, "role")


_FACTS = (
    ("Target", "target", _target),
    ("Obligation", "obligation", _obligation),
    ("Assignment", "agency", _assignment),
)


def _provision(view: View, relation: str, iri: str, *, with_facts: bool) -> Step:
    document = view.value(iri, PG.base + "ofDocument")
    steps = [*_facts(view, iri)] if with_facts else []
    steps += _localised(view, iri, _Way())
    steps.append(_document(view, "is part of", document, _Way()))
    label = f"{view.value(iri, PG.base + 'path')} {view.label(iri)}".strip()
    return Step(relation, _kind(view, iri), iri, label, view.quote(iri), "", tuple(steps))


def provision_step(view: View, relation: str, iri: str, note: str, steps: tuple[Step, ...]) -> Step:
    """A provision of another document, named with that document."""
    document = _document_label(view, view.value(iri, PG.base + "ofDocument"))
    label = f"{document} {view.value(iri, PG.base + 'path')} {view.label(iri)}".strip()
    return Step(relation, _kind(view, iri), iri, label, view.quote(iri), note, steps)


def _facts(view: View, measure: str) -> Iterator[Step]:
    facts = view.subjects(PG.base + "inProvision", measure)
    relations = (("Obligation", "holds"), ("Target", "holds"), ("Assignment", "is assigned to"))
    for name, relation in relations:
        steps = [fact_step(view, relation, fact) for fact in facts if view.has_type(fact, name)]
        yield from sorted(steps, key=place_of)


def place_of(step: Step) -> tuple[str, int, str]:
    """Where steps stand in their documents."""
    return (step.quote.document, step.quote.start, step.iri) if step.quote else ("", -1, step.iri)


def _localised(view: View, measure: str, way: _Way) -> Iterator[Step]:
    """The provisions that a measure localises, each with those that it localises itself, up to the top."""
    way = way.on(measure)
    found = view.subjects(PG.base + "subject", measure)
    for correspondence in sorted(found, key=lambda c: _order(view, c)):
        provision = view.value(correspondence, PG.base + "object")
        if provision in way.here:
            continue
        is_known = provision in way.anywhere
        steps = () if is_known else tuple(_localised(view, provision, way))
        note = justified(view, correspondence)
        yield provision_step(view, "localises", provision, note, steps)


def _order(view: View, correspondence: str) -> tuple[str, int, str]:
    document = view.value(view.value(correspondence, PG.base + "object"), PG.base + "ofDocument")
    return document, int(view.value(correspondence, PG.base + "rank") or 0), correspondence


def justified(view: View, correspondence: str) -> str:
    """Why two provisions are held to correspond: by whom, how surely, from which words."""
    words = "、".join(view.values(correspondence, PG.base + "evidence"))
    sure = f"confidence {view.value(correspondence, PG.base + 'confidence')}" + (
        f" from {words}" if words else ""
    )
    by_hand = view.value(correspondence, PROV.base + "wasDerivedFrom")
    said = [view.value(by_hand, SSSOM.base + slot) for slot in _SAID] if by_hand else []
    return ", ".join(filter(None, ["by hand" if by_hand else "", sure, *said]))


def _document(view: View, relation: str, iri: str, way: _Way, evidence: Quote | None = None) -> Step:
    """A document and those it was made under, unless they stand in the tree already."""
    is_known = iri in way.anywhere
    way = way.on(iri)
    bases = {built(view, base): base for base in view.values(iri, ELI.base + "based_on")}
    above = sorted(base for base in bases if base not in way.here)
    steps = (
        _document(view, "is based on", base, way, _basis(view, iri, bases[base]))
        for base in above
        if not is_known
    )
    is_stated = relation != "is based on" or evidence is not None
    notes = [
        "" if is_stated else "after the register of directives",
        _unread(view, iri),
        "its bases stand above" if is_known and above else "",
    ]
    note = "; ".join(filter(None, notes))
    return Step(relation, _kind(view, iri), iri, _document_label(view, iri), evidence, note, tuple(steps))


def document_step(view: View, relation: str, iri: str, steps: tuple[Step, ...]) -> Step:
    """A document with its title and number."""
    return Step(relation, _kind(view, iri), iri, _document_label(view, iri), None, _unread(view, iri), steps)


def built(view: View, document: str) -> str:
    """The document in the build that is the cited or listed one, or ``document`` itself."""
    return next(iter(view.subjects(OWL.base + "sameAs", document)), document)


def _unread(view: View, document: str) -> str:
    """What to know of a document whose text is not in the build."""
    is_known = view.value(document, PG.base + "sourceText") or view.has_type(document, "Directive")
    return "" if is_known else "cited only: neither its text nor an entry in the register is there"


def basis_citation(view: View, document: str, base: str) -> str:
    """The citation in which ``document`` says that it is based on ``base``, or ''."""
    provisions = view.subjects(PG.base + "ofDocument", document)
    for provision in sorted(provisions, key=lambda p: int(view.value(p, PG.base + "order") or 0)):
        for citation in view.subjects(PG.base + "inProvision", provision):
            if view.holds(citation, PG.base + "cites", base) and view.holds(
                citation, PG.base + "relation", _BASIS
            ):
                return citation
    return ""


def _basis(view: View, document: str, base: str) -> Quote | None:
    """Where ``document`` itself says that it is based on ``base``."""
    citation = basis_citation(view, document, base)
    return view.quote(citation) if citation else None


def _document_label(view: View, iri: str) -> str:
    title, doc_number = view.label(iri), view.value(iri, PG.base + "docNumber")
    name = view.value(iri, DCTERMS.base + "identifier")
    return " ".join(filter(None, (f"《{title}》" if title else name, doc_number)))


def _code(view: View, iri: str, predicate: str) -> str:
    code = view.value(iri, PG.base + predicate)
    return view.value(code, SKOS.base + "notation") or code.rpartition(_CODE_ENDING)[2]


def _kind(view: View, iri: str) -> str:
    """The thing's class in lower case; a chapter that is a measure counts as measure."""
    names = [t.removeprefix(PG.base) for t in view.types(iri) if t.startswith(PG.base)]
    if not names:
        return "document"
    name = "Measure" if "Measure" in names else names[0]
    return _KINDS.get(name, name.lower())
