"""The lines that people wrote about a document, applied to its facts: each ends in one state, none in silence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from policygraph.corrections.additions import Additions
from policygraph.corrections.anchors import Found, Places
from policygraph.corrections.fields import Fields, is_same, of_document, without_unit
from policygraph.corrections.held import held, with_part
from policygraph.corrections.knowledge import Knowledge, Names
from policygraph.model import Facts, Metadata, Provision, Span
from policygraph.model.corrections import (
    MAIN_FIELDS,
    REVIEWED,
    Correction,
    CorrectionKind,
    Decision,
    Outcome,
    Revision,
    SettledLine,
    Status,
)
from policygraph.model.paths import canonical_path
from policygraph.resolution.resolvers import Resolvers
from policygraph.vocabulary import Lexicon

if TYPE_CHECKING:
    from policygraph.model.corrections import Fact

__all__ = ["Corrector", "Reread"]

# Reads the document again, with what a person decided about it as a whole.
Reread = Callable[[Metadata], Facts]

_STATUS = {
    Decision.CONFIRM: Status.CONFIRMED,
    Decision.REPLACE: Status.CORRECTED,
    Decision.REJECT: Status.REJECTED,
}
_ORDER = list(Status)
_TURNS: Mapping[Decision | None, int] = {Decision.ADD: 0, Decision.CONFIRM: 2}


@dataclass
class _Case:
    """One fact under way: as it was first read, as it is now, and what lines made of it."""

    kind: CorrectionKind
    read: Fact
    now: Fact
    place: tuple[int, int]
    status: Status = Status.EXTRACTED
    set_by: dict[str, Correction] = field(default_factory=dict)


class Corrector:
    """Applies corrections; building it once pays for many documents."""

    def __init__(self, lexicon: Lexicon, resolvers: Resolvers | None = None) -> None:
        """``lexicon`` are the vocabularies, ``resolvers`` those that whoever reads the documents has already."""
        self._names = Names(lexicon, resolvers)

    def correct(self, facts: Facts, lines: Sequence[Correction], reread: Reread) -> Facts:
        """The facts of a document as they hold after ``lines``, with what became of each of these.

        Args:
            facts: as the rules read them.
            lines: those about the document, in their order.
            reread: reads the document again where lines say something about it as a whole.
        """
        settled: dict[int, SettledLine] = {}
        decided = Metadata()
        for at, line in enumerate(lines):
            if line.kind is CorrectionKind.DOCUMENT:
                settled[at] = self._of_document(facts, line, decided)
                if settled[at].outcome is Outcome.APPLIED and line.decision is Decision.REPLACE:
                    decided = replace(decided, **{line.field: of_document(line.field, line.now)})
        if decided != Metadata():
            facts = reread(decided)
        run = _Run(self._names, facts)
        # What belongs to a new part of the document has to stand there before other lines speak of it.
        parts = [at for at, line in enumerate(lines) if at not in settled and _adds_part(line)]
        settled |= run.settled({at: lines[at] for at in parts})
        if parts:
            run = _Run(self._names, run.with_parts(), run.revisions())
        settled |= run.settled({at: line for at, line in enumerate(lines) if at not in settled})
        return run.facts([settled[at] for at in range(len(lines))])

    def _of_document(self, facts: Facts, line: Correction, decided: Metadata) -> SettledLine:
        said = line.field or MAIN_FIELDS[line.kind]
        if line.decision is None:
            return SettledLine(line, Outcome.UNDECIDED)
        found = facts.area.name if said == "area" else str(getattr(facts.outline, said))
        before = getattr(decided, said)
        if before and not is_same(before, line.now):
            problem = f"another line says {before}; keep one of the two"
            return SettledLine(line, Outcome.STALE, None, found, problem, "now")
        settled = _against(line, found, None, is_whole=not line.field and not line.was)
        if line.decision is Decision.REPLACE and settled.outcome is Outcome.APPLIED:
            problem = self._doubt(facts, line)
            return SettledLine(line, Outcome.STALE, None, found, problem, "now") if problem else settled
        return settled

    def _doubt(self, facts: Facts, line: Correction) -> str:
        """Why a document cannot be what a line says, as a clause; '' where it can."""
        try:
            now = of_document(line.field, line.now)
        except ValueError as error:
            return str(error)
        return Knowledge(self._names, facts).doubt_of_owner(now) if line.field == "area" else ""


class _Run:
    """The lines about the facts of one document."""

    def __init__(self, names: Names, facts: Facts, parts: Sequence[Revision] = ()) -> None:
        """``parts`` are the parts of the document that lines added already."""
        self._facts = facts
        knowledge = Knowledge(names, facts)
        self._fields = Fields(knowledge)
        self._additions = Additions(names, knowledge, facts)
        self._places = Places(facts.text, facts.outline.provisions)
        added = {id(one.now) for one in parts}
        self._cases = [
            _Case(
                kind,
                fact,
                fact,
                self._places.stretch(span),
                Status.ADDED if id(fact) in added else Status.EXTRACTED,
            )
            for kind, fact, span in _all(facts)
        ]
        self._at: dict[tuple[CorrectionKind, tuple[int, int]], list[_Case]] = defaultdict(list)
        for case in self._cases:
            self._at[case.kind, case.place].append(case)

    def settled(self, lines: Mapping[int, Correction]) -> dict[int, SettledLine]:
        """What becomes of each line; what is added is there for the lines that set its fields."""
        found = self._places.find([line.anchor for line in lines.values()])
        places = dict(zip(lines, found, strict=True))
        # What is added is there for lines that replace, and what is replaced for those that confirm it.
        ordered = sorted(lines, key=lambda at: _TURNS.get(lines[at].decision, 1))
        return {at: self._settle(lines[at], places[at]) for at in ordered}

    def revisions(self) -> tuple[Revision, ...]:
        """What people made of facts."""
        return tuple(
            Revision(case.read, None if case.status is Status.REJECTED else case.now, case.status)
            for case in self._cases
            if case.status is not Status.EXTRACTED
        )

    def with_parts(self) -> Facts:
        """The facts with the parts of the document that lines added."""
        facts = self._facts
        for one in self.revisions():
            if isinstance(one.now, Provision):
                facts = with_part(facts, one.now)
        return facts

    def facts(self, settled: Sequence[SettledLine]) -> Facts:
        """The facts as they hold now."""
        revisions = self.revisions()
        return replace(held(self._facts, revisions), settled=tuple(settled), revisions=revisions)

    def _settle(self, line: Correction, found: Found) -> SettledLine:
        if line.decision is None:
            return SettledLine(line, Outcome.UNDECIDED)
        if line.field == REVIEWED:
            return self._read_completely(line)
        if found.span is None:
            return SettledLine(line, Outcome.LOST, None, "", found.problem, "exact")
        case = self._case(line, found.span)
        if line.decision is Decision.ADD:
            return self._added(line, found.span, case)
        if case is None:
            if line.decision is Decision.REJECT:
                return SettledLine(line, Outcome.UNNEEDED)
            problem = f"no {line.kind} is read there any more"
            return SettledLine(line, Outcome.STALE, None, "", problem, "exact")
        return self._decided(line, case)

    def _read_completely(self, line: Correction) -> SettledLine:
        """A mark that changes no fact: it holds as long as the document has the provision."""
        path = canonical_path(line.anchor.path)
        if any(canonical_path(one.path) == path for one in self._facts.outline.provisions):
            return SettledLine(line, Outcome.APPLIED)
        problem = f"the document has no part {line.anchor.path} any more"
        return SettledLine(line, Outcome.LOST, None, "", problem, "path")

    def _case(self, line: Correction, span: Span) -> _Case | None:
        """The fact at a place: the one there exactly, else the only one that holds or is held by it."""
        start, end = self._places.stretch(span)
        exact = self._at[line.kind, (start, end)]
        if len(exact) > 1:
            named = [case for case in exact if is_same(self._read(case, line), line.was)]
            exact = named or exact
        if exact:
            return exact[0] if len(exact) == 1 else None
        if line.decision is Decision.ADD:
            return None
        near = [
            case
            for case in self._cases
            if case.kind is line.kind
            and (
                (case.place[0] <= start and end <= case.place[1])
                or (start <= case.place[0] and case.place[1] <= end)
            )
        ]
        return near[0] if len(near) == 1 else None

    def _read(self, case: _Case, line: Correction) -> str:
        return self._fields.read(case.read, line.field or MAIN_FIELDS[line.kind])

    def _confirms_correction(self, case: _Case, line: Correction) -> bool:
        """Whether a line confirms what another one made of the fact: it was written over a build that had that one."""
        if line.decision is not Decision.CONFIRM or case.status is not Status.CORRECTED:
            return False
        return is_same(self._fields.read(case.now, line.field or MAIN_FIELDS[line.kind]), line.was)

    def _added(self, line: Correction, span: Span, case: _Case | None) -> SettledLine:
        if case and not _is_missing(case):
            outcome = Outcome.APPLIED if case.status is Status.ADDED else Outcome.UNNEEDED
            return SettledLine(line, outcome, case.read)
        try:
            fact = self._additions.read(line.kind, span, self._places.path_at(span.start))
        except ValueError as error:
            return SettledLine(line, Outcome.LOST, None, "", str(error), "exact")
        if case:
            self._cases.remove(case)
            self._at[case.kind, case.place].remove(case)
        added = _Case(line.kind, fact, fact, self._places.stretch(span), Status.ADDED)
        self._cases.append(added)
        self._at[added.kind, added.place].append(added)
        return SettledLine(line, Outcome.APPLIED, fact)

    def _decided(self, line: Correction, case: _Case) -> SettledLine:
        if _is_missing(case):
            if line.decision is Decision.REJECT:
                return SettledLine(line, Outcome.UNNEEDED)
            return SettledLine(
                line, Outcome.STALE, None, "", "this heading is not a measure any more", "exact"
            )
        fact = case.read
        if self._confirms_correction(case, line):
            return SettledLine(line, Outcome.APPLIED, fact, self._read(case, line))
        is_open = case.status is Status.ADDED and not line.was
        checked = _against(
            line, self._read(case, line), fact, is_whole=is_open or not (line.field or line.was)
        )
        if checked.outcome is not Outcome.APPLIED:
            return checked
        clash = self._clash(line, case)
        if clash:
            return SettledLine(line, Outcome.STALE, fact, checked.found, clash, "decision")
        if line.decision is Decision.REPLACE:
            try:
                case.now = self._fields.written(case.now, line.field, line.now)
            except ValueError as error:
                return SettledLine(line, Outcome.STALE, fact, checked.found, str(error), "now")
        case.set_by[line.field if line.decision is Decision.REPLACE else line.decision or ""] = line
        status = _STATUS[line.decision or Decision.CONFIRM]
        if case.status is not Status.ADDED or status is Status.REJECTED:
            case.status = max(case.status, status, key=_ORDER.index)
        return checked

    def _clash(self, line: Correction, case: _Case) -> str:
        """Why a line cannot hold together with those before it, as a clause; '' where it can."""
        for said, other in case.set_by.items():
            is_opposite = Decision.REJECT in (said, line.decision) and other.decision is not line.decision
            is_other = said == line.field and line.decision is Decision.REPLACE and other.now != line.now
            if is_opposite or is_other:
                return f"line {other.line} of {other.file} says something else; keep one of the two"
        return ""


def _adds_part(line: Correction) -> bool:
    return line.kind is CorrectionKind.MEASURE and line.decision is Decision.ADD


def _is_missing(case: _Case) -> bool:
    """Whether it is a heading that is read, but for no measure."""
    return isinstance(case.read, Provision) and not case.read.is_measure


def _against(line: Correction, found: str, fact: Fact | None, *, is_whole: bool) -> SettledLine:
    """A line held against what is read in its field now; ``is_whole``: nothing is held against anything."""
    was, now = line.was, line.now
    if fact and (line.field or MAIN_FIELDS[line.kind]) == "value":
        was, now = without_unit(was, fact), without_unit(now, fact)
    if is_whole or (is_same(found, was) and not is_same(was, now)):
        return SettledLine(line, Outcome.APPLIED, fact, found)
    if line.decision is Decision.REPLACE:
        if is_same(found, now):
            return SettledLine(line, Outcome.UNNEEDED, fact, found)
    elif is_same(found, was):
        return SettledLine(line, Outcome.APPLIED, fact, found)
    read = f"{found!r} is read there now" if found else "nothing is read there now"
    said = f"{read}, not {line.was!r}" if line.was else f"{found!r} is read there; write it in was"
    return SettledLine(line, Outcome.STALE, fact, found, said, "was")


def _all(facts: Facts) -> Iterable[tuple[CorrectionKind, Fact, Span]]:
    for provision in facts.outline.provisions:
        start, end = provision.heading
        if start < end:
            yield CorrectionKind.MEASURE, provision, facts.text.span(start, end)
    for kind, facts_of in (
        (CorrectionKind.CITATION, facts.citations),
        (CorrectionKind.ASSIGNMENT, facts.assignments),
        (CorrectionKind.TARGET, facts.targets),
        (CorrectionKind.OBLIGATION, facts.obligations),
    ):
        for fact in facts_of:
            yield kind, fact, fact.span
