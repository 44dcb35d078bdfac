"""From one source to its facts: structure, extraction, resolution, in that order."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache

from policygraph.extraction.assignments.statements import find_assignments
from policygraph.extraction.citations import find_citations
from policygraph.extraction.duties.reader import DutyReader
from policygraph.extraction.mentions import CitationMention, ObligationMention, TargetMention
from policygraph.extraction.obligations.bearers import BearerReader
from policygraph.extraction.obligations.binding import ModalityReader
from policygraph.extraction.obligations.deadlines import terms_of_sentences
from policygraph.extraction.obligations.sentences import ObligationReader, find_obligations
from policygraph.extraction.periods import plan_end, year_of_tasks, years_of
from policygraph.extraction.targets.prose import TargetFinder
from policygraph.extraction.targets.quantities import QuantityFinder
from policygraph.extraction.targets.sites import SiteFinder
from policygraph.extraction.targets.tables import find_table_targets
from policygraph.extraction.tasks import TaskTable, find_task_tables
from policygraph.misses import texts as misses
from policygraph.misses.bodies import find_bodies
from policygraph.misses.duties import find_duties
from policygraph.misses.figures import FigureReviewer
from policygraph.misses.references import find_references
from policygraph.model import (
    Citation,
    CitationRelation,
    Correspondence,
    DocumentKind,
    DueDate,
    Facts,
    Metadata,
    Obligation,
    Outline,
    Source,
    Target,
    Text,
)
from policygraph.resolution.assigned import assign
from policygraph.resolution.counterparts import CounterpartFinder, Parent, with_cues
from policygraph.resolution.elsewhere import names_from_elsewhere
from policygraph.resolution.joint_lists import named_in_full
from policygraph.resolution.owners import OwnerFinder
from policygraph.resolution.resolvers import Resolvers
from policygraph.sources.text import read_text
from policygraph.structure.front import with_metadata
from policygraph.structure.outline import read_outline
from policygraph.structure.read_share import measure_coverage
from policygraph.vocabulary import Area, Directive, Lexicon, ParentProvision

__all__ = ["Analyser", "analyse"]

_SCHEME = re.compile(r"(?:方案|行动|行动计划)(?:（.*）)?$")
_INNER_MARKS = str.maketrans("《》", "〈〉")
_WIDE_MARKS = str.maketrans("<>", "＜＞")
_UNDECIDED = Metadata()
_SHORTEST_NAME = 4
_LEADS = re.compile(r"(?:力争|争取|确保|实现|将|要|应)+")


class Analyser:
    """Reads documents with one set of vocabularies; building it once pays for many documents."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self.resolvers = Resolvers(lexicon)
        self._areas = self.resolvers.areas
        self._owners = OwnerFinder(lexicon, self._areas)
        self._indicators = self.resolvers.indicators
        self._documents = self.resolvers.documents
        self._listed = {directive.iri: directive for directive in lexicon.directives}
        self._counterparts = [
            (directive, self._finder(directive)) for directive in lexicon.directives if directive.provisions
        ]
        self._modality = ModalityReader(lexicon.cues["Modality"])
        names = (name for area in lexicon.areas.values() for name in area.names)
        quantities = QuantityFinder(lexicon.unit_by_label, names)
        self._duties = DutyReader(lexicon, self._indicators.known, self._indicators.resolve, quantities)
        sites = SiteFinder(lexicon.cues["WordList"])
        self._targets = TargetFinder(quantities, lexicon.wordings, sites, self._indicators.known)
        self._figures = FigureReviewer(lexicon.unit_by_label, quantities)

    def analyse(self, source: Source, decided: Metadata = _UNDECIDED) -> Facts:
        """All facts of one document, every one with its place in the source.

        Args:
            source: the document.
            decided: what a person decided about it as a whole, whatever file and text say; '' where nobody did.
        """
        source = replace(source, metadata=replace(source.metadata, area=decided.area or source.metadata.area))
        text = read_text(source)
        outline = read_outline(text)
        coverage = measure_coverage(text, outline)
        outline = with_metadata(outline, source.metadata)
        outline = replace(
            outline,
            title=decided.title or outline.title,
            number=decided.number or outline.number,
            date=decided.date or outline.date,
        )
        area = self._owners.find(outline, text.clean, source.metadata)
        agencies = self.resolvers.agencies(area, outline.title, outline.issuer)
        # One document names a body again and again, and several readers ask about each.
        is_member, is_body = cache(agencies.is_member), cache(agencies.is_body)
        whose = self._areas.supported(outline.title, area)
        names = self._areas.names_below(area)
        tasks = tuple(find_task_tables(outline))
        responsible = find_assignments(text.clean, outline, is_member)
        bodies = [
            *responsible.bodies,
            *(body for table in tasks for body in table.bodies(text.clean, is_member)),
        ]
        bodies = [*named_in_full(bodies, text.clean, self._areas, area)]
        assignments, unknown = assign(bodies, responsible.unread, outline, text, agencies)
        terms = terms_of_sentences(outline)
        targets = (
            *_in_term(self._targets.find(text.clean, outline, names), outline, terms),
            *self._table_targets(text.clean, outline, tasks, names),
        )

        def is_place(name: str) -> bool:
            return self._areas.child(area, name) is not None or bool(area and name in area.names)

        reader = ObligationReader(
            self._modality,
            BearerReader(self._lexicon.cues["BearerKind"], is_body, is_place),
            years_of(outline, text.clean),
        )
        obligations = (
            *find_obligations(text.clean, outline, reader, terms),
            *(one for table in tasks for one in table.obligations(text.clean, reader)),
        )
        directive = self._documents.identify(outline.number, outline.title, area.iri if area else "")
        citations = tuple(
            self._citation(text, mention, area) for mention in find_citations(text.clean, outline)
        )
        reading = (*text.findings, *outline.findings)
        passages = (*outline.sentences, *(one for table in tasks for one, _ in table.sentences(text.clean)))
        unread = (
            *misses.unread_text(coverage, text, reading),
            *misses.unread_tables(outline, tasks, targets, text),
        )
        return Facts(
            source=source,
            text=text,
            outline=outline,
            coverage=coverage,
            area=self._areas.place(area, ""),
            level=area.level if area else "",
            citations=citations,
            assignments=assignments,
            targets=tuple(self._target(text, whose, mention) for mention in targets),
            obligations=tuple(_obligation(text, mention) for mention in obligations),
            duties=self._duties.read(
                text.clean, obligations, text.span, {mention.start for mention in targets}, is_place
            ),
            correspondences=self._correspondences(
                text, outline, directive, self._around(area) | self._above(c.document for c in citations)
            ),
            findings=(
                *misses.grouped((*reading, *unread)),
                *misses.grouped(names_from_elsewhere(text, outline, area, self._areas)),
                *unknown,
                *self._figures.findings(text, outline, passages, targets),
                *find_bodies(text, outline, assignments, unknown, is_body),
                *find_references(
                    text, outline, [one.span for one in citations], outline.title + outline.number
                ),
                *find_duties(text, outline, passages, obligations),
                *misses.unknown_area(area),
            ),
            directive=directive,
        )

    def _table_targets(
        self, clean: str, outline: Outline, tasks: Sequence[TaskTable], names: Sequence[str]
    ) -> Iterator[TargetMention]:
        """Targets in tables of tasks and in other tables."""
        for table in tasks:
            yield from table.targets(clean, outline, lambda part: self._targets.find(clean, part, names))
            yield from table.sums()
        starts = {one.table.start for one in tasks if one.has_tasks}
        others = replace(outline, tables=tuple(t for t in outline.tables if t.start not in starts))
        yield from find_table_targets(others, self._lexicon.unit_by_label, years_of(outline, clean).past)

    def _citation(self, text: Text, mention: CitationMention, own: Area | None) -> Citation:
        document = self._documents.resolve(mention.doc_number, mention.title)
        is_basis = mention.relation is CitationRelation.BASIS
        area = self._areas.of_basis(mention.title, mention.doc_number, own) if is_basis else None
        # A scheme under which a plan is made directs it, if it is not of the plan's own area.
        is_from_above = (
            is_basis
            and mention.kind is DocumentKind.PLAN
            and bool(_SCHEME.search(mention.title))
            and (area != own if area else next(self._areas.named_in(mention.title), None) is None)
        )
        return Citation(
            path=mention.path,
            span=text.span(mention.start, mention.end),
            kind=DocumentKind.DIRECTIVE if document or is_from_above else mention.kind,
            doc_number=mention.doc_number,
            title=_as_written(mention.title, text.quote(text.span(mention.start, mention.end))),
            relation=mention.relation,
            document=document,
            area=area.code if area else "",
        )

    def _target(self, text: Text, area: Area | None, mention: TargetMention) -> Target:
        unit = self._lexicon.unit_by_label.get(mention.unit)
        return Target(
            path=mention.path,
            span=text.span(mention.start, mention.end),
            phrase=_without_own(mention.label or mention.phrase, area),
            indicator=self._indicators.resolve(mention.phrase, mention.context),
            op=mention.op,
            value=mention.value,
            upper=mention.upper,
            unit=mention.unit,
            unit_iri=unit.iri if unit else "",
            kind=mention.kind,
            baseline_year=mention.baseline_year,
            target_year=mention.target_year,
            strength=mention.strength,
            area=self._areas.place(area, mention.place),
            baseline_value=mention.baseline_value,
            period=mention.period,
            tier=mention.tier,
            row=text.span(*mention.row) if mention.row else None,
            stated=mention.stated,
            alternative_to=text.span(*mention.alternative_to) if mention.alternative_to else None,
        )

    def _correspondences(
        self, text: Text, outline: Outline, itself: str, above: Collection[str]
    ) -> tuple[Correspondence, ...]:
        """Counterparts in the register's directives of the same five-year plan: those with cue words, and ``above``."""
        period = plan_end(outline.title)
        return tuple(
            correspondence
            for directive, finder in self._counterparts
            if directive.iri != itself and _is_of_one_plan(period, directive)
            if directive.iri in above or any(provision.cues for provision in directive.provisions)
            for correspondence in finder.find(text.clean, outline)
        )

    def _finder(self, directive: Directive) -> CounterpartFinder:
        provisions = self._cued(directive)
        return CounterpartFinder(Parent(provisions, directive=directive.iri, is_partial=directive.is_partial))

    def _cued(self, directive: Directive) -> tuple[ParentProvision, ...]:
        """The provisions of a directive, with the cue words that those above it lend them."""
        provisions = directive.provisions
        for higher in sorted(self._above(directive.based_on)):
            provisions = with_cues(provisions, self._listed[higher].provisions)
        return provisions

    def _above(self, directives: Iterable[str]) -> set[str]:
        """Those of ``directives`` (IRIs) that the register lists, and all that it says they go back to."""
        found: set[str] = set()
        waiting = list(directives)
        while waiting:
            iri = waiting.pop()
            if iri in self._listed and iri not in found:
                found.add(iri)
                waiting += self._listed[iri].based_on
        return found

    def _around(self, area: Area | None) -> set[str]:
        """The directives of the areas below the nation's in which a document's area lies: their texts name them."""
        around = {one.iri for level, one in self._areas.ancestors(area).items() if level != "country"}
        return {directive.iri for directive in self._listed.values() if directive.area in around}


def analyse(source: Source, lexicon: Lexicon) -> Facts:
    """All facts of one document; see :class:`Analyser`."""
    return _analyser(lexicon).analyse(source)


@lru_cache(maxsize=2)
def _analyser(lexicon: Lexicon) -> Analyser:
    return Analyser(lexicon)


def _without_own(name: str, area: Area | None) -> str:
    """A name without that of the plan's own area at its head: 宜宾市学前教育入学率 → 学前教育入学率."""
    rest = name.removeprefix(area.name) if area and area.name else name
    rest = _LEADS.sub("", rest) if rest != name else rest
    return rest if len(rest) >= _SHORTEST_NAME and rest[0] not in "区县城域级本、和及" else name


def _is_of_one_plan(period: str, directive: Directive) -> bool:
    return not period or period in {plan_end(title) or period for title in directive.titles}


def _in_term(
    targets: Iterable[TargetMention], outline: Outline, terms: Mapping[int, str]
) -> Iterator[TargetMention]:
    """The targets; those without a year for that of the term behind their sentences, else of a year's tasks."""
    year = year_of_tasks(outline.title)
    years = {p.path: year or year_of_tasks(p.title) for p in outline.provisions}
    starts = [sentence.start for sentence in outline.sentences]
    for target in targets:
        at = bisect_right(starts, target.start) - 1
        due = terms.get(starts[at], "") if at >= 0 else ""
        yield (
            target
            if target.target_year
            else replace(target, target_year=due[:4] or years.get(target.path, year))
        )


def _as_written(title: str, quote: str) -> str:
    """A title with the marks that stand in the source around titles within it: 〈…〉, ＜…＞ or 《…》."""
    title = title.translate(_WIDE_MARKS) if "＜" in quote else title
    return title.translate(_INNER_MARKS) if "〈" in quote else title


def _obligation(text: Text, mention: ObligationMention) -> Obligation:
    start = mention.start
    return Obligation(
        path=mention.path,
        span=text.span(start, mention.end),
        strength=mention.strength,
        deadline=mention.deadline,
        modality=mention.modality,
        dates=tuple(
            DueDate(mention.path, text.span(start + due.start, start + due.end), due.date)
            for due in mention.dates
        ),
        bearers=mention.bearers,
    )
