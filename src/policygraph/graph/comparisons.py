"""Which targets are held against which, and what comes of it, as triples.

A target for its document's own area is held against the same one of each document above: against what that assigns to
the area, else against what it asks for its own. What a plan asks of a county is held against the plan's own figure.
Benchmarks are documents that are cited and are no basis, and those that the register names for a document above; the
latter only where none above has a comparable figure. Who stands above whom is told by the lineage.
"""

from __future__ import annotations

import hashlib
import pickle
from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType

from policygraph.graph.derived import Lineage
from policygraph.graph.peers import Peers, Size, sizes_of
from policygraph.graph.verdicts import ComparedTarget, Judgement, Measures, judge, magnitude
from policygraph.model import Comparator, Period, Strength, TargetKind, Tier, Verdict
from policygraph.rdf.terms import (
    CODE,
    PG,
    QUDT,
    A,
    Triple,
    boolean,
    decimal,
    iri,
)

__all__ = ["Comparisons", "Figures", "magnitude_triples", "read_figures"]

_COMPARATORS = {CODE(comparator.code): comparator for comparator in Comparator}
_KINDS = {CODE(kind): kind for kind in TargetKind}
_STRENGTHS = {CODE(strength): strength for strength in Strength}
_PERIODS = {CODE(f"period-{period}"): period for period in Period}
_TIERS = {CODE(f"tier-{tier}"): tier for tier in Tier}
_VERDICTS = {Verdict.ABOVE: CODE("above-figure"), Verdict.BELOW: CODE("below-figure")}
# What says whether enough is asked; a share does not, and nor does a benchmark.
_TELLING = frozenset({Verdict.STRICTER, Verdict.LOOSER, Verdict.EQUAL})
_VALUE, _LOWER, _UPPER = QUDT("numericValue"), PG("lowerValue"), PG("upperValue")


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one document, as terms: its area ('' where unknown) and the documents that it cites.

    Of many documents nothing but the ``sizes`` is looked at: the others are packed.
    """

    document: str
    area: str
    cites: frozenset[str]
    sizes: tuple[Size, ...]
    _packed: bytes

    @staticmethod
    def of(document: str, area: str, cites: frozenset[str], figures: tuple[ComparedTarget, ...]) -> Figures:
        """Those of a document."""
        packed = pickle.dumps(figures, pickle.HIGHEST_PROTOCOL)
        return Figures(document, area, cites, sizes_of(area, figures), packed)

    @property
    def figures(self) -> tuple[ComparedTarget, ...]:
        """All of them."""
        return _unpacked(self._packed)


# A document is compared with a few, one after the other.
@lru_cache(maxsize=16)
def _unpacked(packed: bytes) -> tuple[ComparedTarget, ...]:
    figures: tuple[ComparedTarget, ...] = pickle.loads(packed)  # noqa: S301 -- packed by this or an earlier build of ours
    return figures


@dataclass(frozen=True, slots=True)
class _Pair:
    lower: ComparedTarget
    upper: ComparedTarget
    judgement: Judgement
    # How near the upper document stands: the number of areas around its own.
    depth: int
    is_benchmark: bool


# What figures are read from; most of what a graph says is where its facts stand.
_OF_FACTS = ("cites", "inProvision", "ofDocument", "area")
_OF_FIGURES = (
    "indicator",
    "kind",
    "comparator",
    "unit",
    "baselineYear",
    "targetYear",
    "strength",
    "period",
    "tier",
)
_READ = frozenset([_VALUE, _LOWER, _UPPER, *map(PG, (*_OF_FACTS, *_OF_FIGURES))])


def read_figures(triples: Iterable[Triple]) -> list[Figures]:
    """The figures of the documents that ``triples`` describe, which are those of a document or of the register."""
    about: dict[str, dict[str, str]] = defaultdict(dict)
    cites: dict[str, set[str]] = defaultdict(set)
    for subject, predicate, value in triples:
        if predicate in _READ:
            about[subject][predicate] = value
    for values in about.values():
        if (cited := values.get(PG("cites"))) and (place := about.get(values[PG("inProvision")])):
            cites[place[PG("ofDocument")]].add(cited)
    found: dict[str, list[ComparedTarget]] = defaultdict(list)
    for subject, values in about.items():
        # The threshold of a condition is a figure too, and measures nothing.
        if PG("indicator") in values and (_VALUE in values or _LOWER in values):
            document = about[values[PG("inProvision")]][PG("ofDocument")]
            found[document].append(_figure(subject, values, _area_of(document, about)))
    return [
        Figures.of(document, _area_of(document, about), frozenset(cites[document]), tuple(figures))
        for document, figures in found.items()
    ]


def _area_of(document: str, about: Mapping[str, Mapping[str, str]]) -> str:
    return about.get(document, {}).get(PG("area"), "")


def magnitude_triples(documents: Iterable[Figures]) -> Iterator[Triple]:
    """``pg:magnitude`` of the targets of the register, which states values only."""
    for document in documents:
        for figure in document.figures:
            if figure.upper is None:
                yield figure.target, PG("magnitude"), decimal(magnitude(figure.kind, figure.value))


def _figure(target: str, values: Mapping[str, str], area: str) -> ComparedTarget:
    upper = values.get(_UPPER)
    return ComparedTarget(
        target=target,
        indicator=values[PG("indicator")],
        kind=_KINDS[values[PG("kind")]],
        comparator=_COMPARATORS[values[PG("comparator")]],
        value=_number(values.get(_VALUE) or values[_LOWER]),
        upper=_number(upper) if upper else None,
        unit=values.get(PG("unit"), ""),
        baseline_year=values.get(PG("baselineYear"), ""),
        target_year=values.get(PG("targetYear"), ""),
        strength=_STRENGTHS.get(values.get(PG("strength"), "")),
        period=_PERIODS.get(values.get(PG("period"), ""), Period.TOTAL),
        tier=_TIERS.get(values.get(PG("tier"), "")),
        area=values.get(PG("area"), area),
    )


def _number(term: str) -> Decimal:
    return Decimal(term.split('"')[1])


class Comparisons:
    """Compares the targets of all documents of a build when the last one has been read."""

    def __init__(
        self,
        lineage: Lineage,
        vocabulary: Iterable[Triple],
        around: Mapping[str, str],
        documents: Sequence[Figures],
        benchmarks: Mapping[str, Set[str]] = MappingProxyType({}),
    ) -> None:
        """``documents`` are those of the build and those of the register whose text is not in it.

        ``vocabulary`` says of units and indicators what they measure, ``around`` of areas what they lie in.
        ``benchmarks`` are those of the register for each of its directives, as terms.
        """
        self._lineage = lineage
        self._benchmarks = benchmarks
        self._measures = Measures(vocabulary)
        self._around = around
        self._documents = {document.document: document for document in documents}
        self._compared: dict[str, Mapping[str, list[_Pair]]] = {}
        # Many documents are compared with the same few.
        self._indexes: dict[str, Mapping[str, list[ComparedTarget]]] = {}

    def triples(self, document: str) -> Iterator[Triple]:
        """The comparisons of the targets of ``document`` (a term)."""
        for found in self._by_target(document).values():
            nearest = _nearest(found)
            for pair in found:
                yield from _comparison(pair, is_nearest=pair in nearest)

    def derived(self, document: str) -> Iterator[Triple]:
        """How each target of ``document`` stands, and whether a larger figure would ask for more."""
        for target, found in self._by_target(document).items():
            verdicts = {pair.judgement.verdict for pair in _nearest(found)}
            if len(verdicts) == 1 and (verdict := verdicts.pop()):
                yield target, PG("standing"), CODE(verdict)
        for figure in self._figures(document):
            more = self._measures.more_is_stricter(figure)
            if more is not None and self._measures.scales(figure) is False:
                yield figure.target, PG("moreIsStricter"), boolean(more)

    def peers(self) -> Mapping[str, Sequence[Triple]]:
        """How all figures stand to those of documents of the same level, by document."""
        own = [one for one in self._documents.values() if one.area]
        of = {target: one.document for one in own for target, *_ in one.sizes}
        peers = Peers(((one.area, one.sizes) for one in own), self._measures, self._depth)
        found: dict[str, list[Triple]] = defaultdict(list)
        for triple in peers.triples():
            found[of[triple[0]]].append(triple)
        return found

    def leans_on(self, document: str) -> set[str]:
        """The documents, as terms, whose figures those of ``document`` may be held against, beside those above it."""
        above = self._lineage.above(document)
        named = {benchmark for one in above for benchmark in self._benchmarks.get(one, ())}
        cites = self._documents[document].cites if document in self._documents else frozenset()
        return self._lineage.known_as(named | cites)

    def _figures(self, document: str) -> tuple[ComparedTarget, ...]:
        return self._documents[document].figures if document in self._documents else ()

    def _by_target(self, document: str) -> Mapping[str, list[_Pair]]:
        if document in self._compared:
            return self._compared[document]
        found: dict[str, list[_Pair]] = defaultdict(list)
        self._compared[document] = found
        if lower := self._documents.get(document):
            for pair in self._pairs(lower):
                found[pair.lower.target].append(pair)
        return found

    def _pairs(self, lower: Figures) -> Iterator[_Pair]:
        above = self._lineage.above(lower.document)
        pairs = [
            pair
            for upper in self._known(above)
            if self._lies_in(lower.area, upper.area)
            for pair in self._against(lower, upper)
        ]
        yield from pairs
        cited = self._lineage.known_as(lower.cites) - above - {lower.document}
        for upper in self._known(cited):
            yield from self._against(lower, upper, is_benchmark=True)
        yield from self._listed(lower, above, cited, {p.lower.target for p in pairs if p.judgement.verdict})
        yield from self._parts(lower)

    def _listed(
        self, lower: Figures, above: Set[str], cited: Set[str], settled: Container[str]
    ) -> Iterator[_Pair]:
        """``lower`` beside the register's benchmarks of documents ``above``, where they tell something.

        Targets that are ``settled`` by a document above are left out: the benchmarks would only say it again.
        """
        named = {benchmark for one in above for benchmark in self._benchmarks.get(one, ())}
        for upper in self._known(self._lineage.known_as(named) - above - cited - {lower.document}):
            for pair in self._against(lower, upper, is_benchmark=True):
                if pair.judgement.verdict and pair.lower.target not in settled:
                    yield pair

    def _known(self, documents: Set[str]) -> Iterator[Figures]:
        """Those of the documents whose figures are known, in order."""
        yield from (self._documents[name] for name in sorted(documents & self._documents.keys()))

    def _against(self, lower: Figures, upper: Figures, *, is_benchmark: bool = False) -> Iterator[_Pair]:
        if upper.document not in self._indexes:
            self._indexes[upper.document] = _by_indicator(upper.figures)
        by_indicator = self._indexes[upper.document]
        for figure in lower.figures:
            if figure.area == lower.area:
                for other in _asked(figure, by_indicator.get(figure.indicator, ()), upper.area):
                    yield self._pair(figure, other, upper, is_benchmark=is_benchmark)

    def _parts(self, document: Figures) -> Iterator[_Pair]:
        """What a plan asks of a part of its area, beside its own figure."""
        whole = _by_indicator(f for f in document.figures if f.area == document.area)
        for figure in document.figures:
            if figure.area != document.area and self._lies_in(figure.area, document.area):
                for other in whole[figure.indicator]:
                    yield self._pair(figure, other, document)

    def _pair(
        self, lower: ComparedTarget, upper: ComparedTarget, of: Figures, *, is_benchmark: bool = False
    ) -> _Pair:
        judgement = judge(lower, upper, self._measures, is_benchmark=is_benchmark)
        return _Pair(lower, upper, judgement, self._depth(of.area), is_benchmark)

    def _lies_in(self, area: str, other: str) -> bool:
        return not area or not other or area == other or other in self._surroundings(area)

    def _depth(self, area: str) -> int:
        return sum(1 for _ in self._surroundings(area))

    def _surroundings(self, area: str) -> Iterator[str]:
        while area in self._around:
            area = self._around[area]
            yield area


def _by_indicator(figures: Iterable[ComparedTarget]) -> Mapping[str, list[ComparedTarget]]:
    found: dict[str, list[ComparedTarget]] = defaultdict(list)
    for figure in figures:
        found[figure.indicator].append(figure)
    return found


def _asked(figure: ComparedTarget, others: Collection[ComparedTarget], area: str) -> list[ComparedTarget]:
    """What a document asks of the area of ``figure``: what it assigns to it, else what it asks for its own ``area``."""
    assigned = [
        other
        for other in others
        if other.area == figure.area
        and other.kind is figure.kind
        and (not other.target_year or not figure.target_year or other.target_year == figure.target_year)
    ]
    return assigned or [other for other in others if other.area == area]


def _nearest(pairs: Sequence[_Pair]) -> list[_Pair]:
    """Those of the nearest document that tells; beside a figure as firm as the own one, others there do not count."""
    telling = [pair for pair in pairs if pair.judgement.verdict in _TELLING and not pair.is_benchmark]
    best = min(((-pair.depth, len(pair.judgement.notes)) for pair in telling), default=None)
    return [pair for pair in telling if (-pair.depth, len(pair.judgement.notes)) == best]


def _comparison(pair: _Pair, *, is_nearest: bool) -> Iterator[Triple]:
    subject = _name(pair)
    judgement = pair.judgement
    yield subject, A, PG("Comparison")
    yield subject, PG("compares"), pair.lower.target
    yield subject, PG("comparedWith"), pair.upper.target
    if judgement.verdict:
        yield subject, PG("verdict"), _VERDICTS.get(judgement.verdict) or CODE(judgement.verdict)
    if judgement.reason:
        yield subject, PG("noVerdict"), CODE(judgement.reason)
    for note in judgement.notes:
        yield subject, PG("comparisonNote"), CODE(f"note-{note}")
    if judgement.difference is not None:
        yield subject, PG("difference"), decimal(judgement.difference)
    if judgement.share is not None:
        yield subject, PG("shareOfUpper"), decimal(judgement.share)
    if is_nearest:
        yield subject, PG("nearest"), boolean(True)


def _name(pair: _Pair) -> str:
    """…/target/T/comparison/DIGEST of the upper target's IRI."""
    digest = hashlib.sha256(pair.upper.target.encode()).hexdigest()[:32]
    return iri(f"{pair.lower.target[1:-1]}/comparison/{digest}")
