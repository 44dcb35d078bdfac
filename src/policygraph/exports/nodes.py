"""What a network says about each node: names in both languages, and what tools can filter, colour and size by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import cache

from policygraph.builds.reader import Ahead, Remembering
from policygraph.builds.rows import each_answer
from policygraph.builds.store import Build
from policygraph.exports.style import short
from policygraph.queries.scans import by_scans
from policygraph.queries.selection import Scope
from policygraph.queries.trace import direct
from policygraph.queries.wording import code, figure, part
from policygraph.rdf.terms import DCTERMS, ELI, PG, PROV, QUDT, RDFS, SKOS, code_of

__all__ = ["Attributes", "Describer", "Value"]

Value = str | int | float | bool
Attributes = dict[str, Value]

_NUMBERS = (QUDT.iri("numericValue"), PG.iri("lowerValue"), PG.iri("upperValue"))
# How much of an indicator's name stands before its figure, so that a box holds both.
_SHORT_NAME = 9
_NAMES = (SKOS.iri("prefLabel"), RDFS.iri("label"), DCTERMS.iri("title"))
_PLACE, _QUOTE = PG.iri("inProvision"), PROV.iri("wasQuotedFrom")
_QUOTED = {_QUOTE: (PG.iri("exact"),)}
# What is asked of nodes, which may be all that a build has of their kinds.
_PROVISIONS = Ahead(
    ELI.iri("LegalResourceSubdivision"), (*map(PG.iri, ("ofDocument", "path")), *_NAMES, _QUOTE), _QUOTED
)
_OBLIGATIONS = Ahead(PG.iri("Obligation"), (*map(PG.iri, ("deadline", "strength")), _PLACE, _QUOTE), _QUOTED)
_CORRESPONDENCES = Ahead(PG.iri("Correspondence"), (PG.iri("between"), PG.iri("object")))
_OF_TARGETS = (
    *("area", "baselineYear", "comparator", "indicator", "kind", "magnitude"),
    *("strength", "targetYear", "unit", "unitPhrase"),
)
_TARGETS = Ahead(PG.iri("Target"), (*map(PG.iri, _OF_TARGETS), *_NUMBERS, _PLACE, _QUOTE), _QUOTED)
_AGENCIES = Ahead(PG.iri("Agency"), (*map(PG.iri, ("area", "function")), *_NAMES))
_AHEAD = {
    "agency": (_PROVISIONS, _AGENCIES),
    "chapter": (_PROVISIONS,),
    "measure": (_PROVISIONS, _CORRESPONDENCES),
    "obligation": (_PROVISIONS, _OBLIGATIONS),
    "target": (_PROVISIONS, _TARGETS),
}
# Who answers for what, and whether by a standing rule.
_DUTIES = """
PREFIX pg: <https://w3id.org/policygraph/ontology#>
SELECT ?body ?measure ?role ?derived
WHERE {
  ?assignment pg:agency ?body ; pg:inProvision ?measure ; pg:role ?role .
  OPTIONAL { ?assignment a ?derived . FILTER (?derived = pg:DerivedAssignment) }
}
"""
_ROLES = ("lead", "support", "responsible", "implement")
_BY_RULE = "derived"


class Describer:
    """Describes nodes, and facts that are edges; what is not known is left out."""

    def __init__(self, build: Build, scope: Scope) -> None:
        """Roles of agencies are counted within ``scope``."""
        self._build = build
        self._reader = Remembering(build)
        self._scope = scope
        self._roles: dict[str, dict[str, set[str]]] | None = None
        self._by_kind: dict[str, Callable[[str], Attributes]] = {
            "agency": self._agency,
            "chapter": self._provision,
            "directive": self._document,
            "document": self._document,
            "field": self._field,
            "indicator": self._indicator,
            "measure": self._provision,
            "obligation": self._obligation,
            "plan": self._document,
            "provision": self._provision,
            "target": self._target_of,
        }

    def nodes(self, kinds: Mapping[str, str]) -> dict[str, Attributes]:
        """The attributes of nodes of these kinds, in sorted order."""
        by_kind: dict[str, list[str]] = defaultdict(list)
        for iri, kind in sorted(kinds.items()):
            by_kind[kind].append(iri)
        found: dict[str, Attributes] = {}
        for kind, some in sorted(by_kind.items()):
            self.read_ahead(kind)
            found.update((iri, self.node(iri, kind)) for iri in some)
        return {iri: found[iri] for iri in sorted(found)}

    def read_ahead(self, kind: str) -> None:
        """Have ready what is asked of nodes of a kind, unless the selection may leave few of them."""
        if self._scope == Scope():
            for one in _AHEAD.get(kind, ()):
                self._reader.read_ahead(one)

    def node(self, iri: str, kind: str) -> Attributes:
        """The attributes of a node: ``label`` (short), ``label_zh``, ``label_en``, ``kind`` and those of its kind."""
        found = self._by_kind[kind](iri)
        known = (found.get(key) for key in ("label", "label_zh", "label_en"))
        name = str(next(filter(None, known), iri.rpartition("/")[2]))
        return {"label": short(name), "kind": kind} | {
            key: value for key, value in found.items() if value != "" and key != "label"
        }

    def target(self, iri: str) -> Attributes:
        """The attributes of a target; its value with unit and year is the label, after the area that it is for.

        The area is told where it is not that of the whole document.
        """
        told = figure(self._reader, iri)
        number, lower, upper = (self._reader.value(iri, term) for term in _NUMBERS)
        return {
            "label_zh": " ".join(filter(None, (part(self._reader, iri), told.in_short()))),
            "indicator": self._reader.label_in(self._pg(iri, "indicator")),
            "comparator": told.sign,
            **({"value": float(number)} if number else {"lower": float(lower), "upper": float(upper)}),
            "unit": told.unit_phrase or told.unit,
            "change": told.kind,
            "strength": code(self._reader, iri, "strength"),
            "area": self._reader.label_in(self._pg(iri, "area")),
            "baseline_year": _year(told.baseline),
            "target_year": _year(told.year),
            "quote": self._quote(iri),
            **self._place(iri),
        }

    def _target_of(self, iri: str) -> Attributes:
        """A target as a node, which says what of."""
        told = self.target(iri)
        indicator, figure = str(told["indicator"]), str(told["label_zh"])
        return told | {
            "label": f"{short(indicator, _SHORT_NAME)} {figure}",
            "label_zh": f"{indicator} {figure}",
        }

    def _obligation(self, iri: str) -> Attributes:
        return {
            "label_zh": self._quote(iri),
            "strength": code(self._reader, iri, "strength"),
            "deadline": self._pg(iri, "deadline"),
            **self._place(iri),
        }

    def _provision(self, iri: str) -> Attributes:
        title, path = self._reader.label_in(iri), self._pg(iri, "path")
        document = self._pg(iri, "ofDocument")
        theme = [self._pg(one, "object") for one in direct(self._reader, "subject", iri)]
        return {
            "label_zh": f"{path} {title}".strip(),
            "label_en": self._reader.label_in(iri, "en"),
            "path": path,
            "theme": "; ".join(f"{self._pg(t, 'path')} {self._reader.label_in(t)}".strip() for t in theme),
            "quote": self._quote(iri),
            **self._of(document),
        }

    def _document(self, iri: str) -> Attributes:
        number = self._pg(iri, "docNumber")
        return {
            "label_zh": self._reader.label_in(iri) or number,
            "label_en": self._reader.label_in(iri, "en"),
            "number": number,
            "date": self._reader.value(iri, ELI.iri("date_document")),
            **self._of(iri),
        }

    def _agency(self, iri: str) -> Attributes:
        function = self._pg(iri, "function")
        roles = self._counts(iri)
        return {
            "label_zh": self._reader.label_in(iri),
            "label_en": self._reader.label_in(iri, "en"),
            "city": self._reader.label_in(self._pg(iri, "area")),
            "function": self._reader.label_in(function),
            "function_en": self._reader.label_in(function, "en"),
            "measures": len(set().union(*(roles.get(role, ()) for role in _ROLES))),
            **{role: len(roles.get(role, ())) for role in (*_ROLES, _BY_RULE)},
        }

    def _field(self, iri: str) -> Attributes:
        return {"label_zh": self._reader.label_in(iri), "label_en": self._reader.label_in(iri, "en")}

    def _indicator(self, iri: str) -> Attributes:
        return {
            "label_zh": self._reader.label_in(iri),
            "label_en": self._reader.label_in(iri, "en"),
            "unit": self._reader.label_in(self._pg(iri, "usualUnit")),
            "topic": self._reader.label_in(self._pg(iri, "topic")),
            "curated": self._pg(iri, "curated") != "false",
        }

    def _counts(self, agency: str) -> dict[str, set[str]]:
        """The measures of an agency by role, and those by a standing rule, counted once for all agencies."""
        if self._roles is None:
            self._roles = defaultdict(lambda: defaultdict(set))
            # Many assignments are of one measure, and come in the order of the agencies.
            is_in_scope = cache(self._is_in_scope)
            for duty in each_answer(self._build, by_scans(_DUTIES)):
                if is_in_scope(duty["measure"]):
                    self._roles[duty["body"]][code_of(duty["role"])].add(duty["measure"])
                    if duty["derived"]:
                        self._roles[duty["body"]][_BY_RULE].add(duty["measure"])
        return self._roles.get(agency, {})

    def _is_in_scope(self, measure: str) -> bool:
        documents, measures = self._scope.documents, self._scope.measures
        if measures is not None and measure not in measures:
            return False
        document = self._of(self._pg(measure, "ofDocument"))["document"]
        # No network shows who answers for the provisions of the register.
        return bool(document) and (documents is None or document in documents)

    def _place(self, fact: str) -> Attributes:
        provision = self._pg(fact, "inProvision")
        return {"path": self._pg(provision, "path"), **self._of(self._pg(provision, "ofDocument"))}

    def _of(self, document: str) -> Attributes:
        return {
            "city": self._reader.label_in(self._pg(document, "area")),
            "document": self._reader.value(document, DCTERMS.iri("identifier")),
        }

    def _quote(self, iri: str) -> str:
        return self._pg(self._reader.value(iri, PROV.iri("wasQuotedFrom")), "exact")

    def _pg(self, iri: str, name: str) -> str:
        return self._reader.value(iri, PG.iri(name))


def _year(value: str) -> Value:
    return int(value) if value else ""
