"""What people found when they judged a build: how right and how complete it is, and how far two of them agree.

Precision is the share of facts that are right in all that can be corrected, from lines that were drawn as a sample.
Recall is the share of what the text says that the build has right, from provisions that were read completely.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from pathlib import Path

from policygraph.builds.reader import Reader
from policygraph.builds.store import Build
from policygraph.errors import QueryError, SourceError
from policygraph.model.corrections import REVIEWED, Correction, CorrectionKind, Decision, Status
from policygraph.queries.address import provision
from policygraph.queries.quoted import CHECKED, QuotedFact, quoted_facts
from policygraph.rdf.terms import PG
from policygraph.review.agreement import agreement, kappa
from policygraph.review.intervals import Estimate, Stratum, clustered, share, weighted

__all__ = ["ALL", "Reviewed", "Score", "ScoreKind", "is_about", "read_provisions", "scores"]

ALL = "all"
# What reading a provision completely brings to light; that it is a provision is no matter of its text.
_IN_PROVISIONS = ("citation", "assignment", "target", "obligation")
_RIGHT = (Status.EXTRACTED, Status.CONFIRMED, "")


class ScoreKind(StrEnum):
    """What is measured."""

    PRECISION = "precision"
    RECALL = "recall"
    AGREEMENT = "agreement"
    KAPPA = "kappa"


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The lines of one reviewer's file."""

    path: Path
    lines: tuple[Correction, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """One figure of a file, or of two, about one kind of fact or ``all``.

    ``total`` is how many facts there are (for recall: provisions), ``seen`` how many of them were judged (recall:
    facts that the provisions read hold), and ``right`` how many of these are right (agreement: judged alike). ``value``
    is None where nothing can be said, ``low`` and ``high`` where there is no interval.
    """

    file: str
    figure: ScoreKind
    kind: str
    total: int
    seen: int
    right: int
    value: float | None
    low: float | None = None
    high: float | None = None


def scores(build: Build, reviews: Sequence[Reviewed]) -> Iterator[Score]:
    """Precision and recall of a build by each review, and the agreement of each two.

    Raises:
        SourceError: a line is about a document or provision that the build does not have, or adds a drawn fact.
    """
    facts = quoted_facts(build, CHECKED)
    for review in reviews:
        _check(build, review)
        yield from _precision(facts, review)
        yield from _recall(build, facts, review)
    for one, other in combinations(reviews, 2):
        yield from _agreement(one, other)


def read_provisions(build: Build, review: Reviewed) -> set[tuple[str, str]]:
    """The provisions that a review marks as read completely, by document and path.

    Raises:
        SourceError: the build does not have one.
    """
    reader, found = Reader(build), set()
    for line in review.lines:
        if line.field != REVIEWED or line.decision is not Decision.CONFIRM:
            continue
        try:
            part = provision(reader, line.document, line.anchor.path)
        except QueryError as error:
            raise SourceError(review.path, f"line {line.line}: {error}") from error
        found.add((line.document, reader.value(part, PG.iri("path"))))
    return found


def _check(build: Build, review: Reviewed) -> None:
    names = {entry.name for entry in build.manifest.documents}
    for line in review.lines:
        if line.document not in names:
            raise SourceError(
                review.path,
                f"line {line.line}: the build has no document {line.document!r}; correct the name",
            )
        if line.sentence and line.decision is Decision.ADD:
            raise SourceError(
                review.path,
                f"line {line.line}: what was drawn from the build cannot be added; confirm, reject or replace it",
            )


_Key = tuple[str, CorrectionKind, str, str, int | None]


def _key(line: Correction) -> _Key:
    """What lines about one fact have in common."""
    return line.document, line.kind, line.anchor.path, line.anchor.exact, line.anchor.start


def _judged(review: Reviewed) -> dict[_Key, Decision]:
    """What a review says of each fact that was drawn; of several lines about one, what is not confirmed."""
    found: dict[_Key, Decision] = {}
    for line in review.lines:
        if line.sentence and line.decision and line.field != REVIEWED:
            earlier = found.get(_key(line), Decision.CONFIRM)
            found[_key(line)] = line.decision if earlier is Decision.CONFIRM else earlier
    return found


def _precision(facts: Iterable[QuotedFact], review: Reviewed) -> Iterator[Score]:
    totals = Counter(fact.kind for fact in facts)
    judged = _judged(review)
    seen = Counter(kind for _, kind, *_ in judged)
    right = Counter(key[1] for key, decision in judged.items() if decision is Decision.CONFIRM)
    strata = {
        kind: Stratum(right[kind], seen[kind], max(totals[kind], seen[kind]))
        for kind in CorrectionKind
        if seen[kind]
    }
    for kind, stratum in strata.items():
        yield _shown(review, ScoreKind.PRECISION, kind, stratum, share(stratum))
    # A kind of which nothing was judged leaves open how right all are together.
    if strata and all(kind in strata for kind in CorrectionKind if totals[kind]):
        together = Stratum(right.total(), seen.total(), totals.total())
        yield _shown(review, ScoreKind.PRECISION, ALL, together, weighted(list(strata.values())))


def _shown(review: Reviewed, figure: ScoreKind, kind: str, of: Stratum, found: Estimate | None) -> Score:
    bounds = (found.value, found.low, found.high) if found else (None, None, None)
    return Score(review.path.name, figure, kind, of.total, of.seen, of.right, *bounds)


def _recall(build: Build, facts: Sequence[QuotedFact], review: Reviewed) -> Iterator[Score]:
    read = read_provisions(build, review)
    if not read:
        return
    total = max(len(read), sum(fact.kind == CorrectionKind.MEASURE for fact in facts))
    found = {kind: _found(kind, read, facts, review) for kind in _IN_PROVISIONS}
    for kind, parts in found.items():
        yield _recalled(review, kind, list(parts.values()), total)
    together = [
        tuple(map(sum, zip(*(parts[one] for parts in found.values()), strict=True))) for one in sorted(read)
    ]
    yield _recalled(review, ALL, [(right, there) for right, there in together], total)


def _recalled(review: Reviewed, kind: str, parts: Sequence[tuple[int, int]], total: int) -> Score:
    right, there = sum(one for one, _ in parts), sum(other for _, other in parts)
    return _shown(review, ScoreKind.RECALL, kind, Stratum(right, there, total), clustered(parts, total))


def _found(
    kind: str, read: Iterable[tuple[str, str]], facts: Iterable[QuotedFact], review: Reviewed
) -> Mapping[tuple[str, str], tuple[int, int]]:
    """For each provision that was read: how many facts of a kind the rules have right, and how many there are."""
    right: dict[tuple[str, str], int] = dict.fromkeys(read, 0)
    there = dict(right)
    lines = [line for line in review.lines if line.kind == kind and line.decision]
    for fact in facts:
        where = fact.document, fact.path
        status = fact.field.get("status", "")
        if fact.kind != kind or where not in right or status == Status.ADDED:
            continue
        decisions = {line.decision for line in lines if is_about(line, fact)}
        if Decision.REJECT not in decisions:
            there[where] += 1
            right[where] += Decision.REPLACE not in decisions and status in _RIGHT
    added = {(line.document, line.anchor) for line in lines if line.decision is Decision.ADD}
    for document, anchor in added:
        if (document, anchor.path) in there:
            there[document, anchor.path] += 1
    return {where: (right[where], there[where]) for where in right}


def is_about(line: Correction, fact: QuotedFact) -> bool:
    """Whether a line is about a fact: it stands there, or in that provision where no place is told."""
    anchor = line.anchor
    if (line.document, line.kind, anchor.exact) != (fact.document, fact.kind, fact.quote):
        return False
    return anchor.start == fact.start if anchor.start is not None else anchor.path in ("", fact.path)


def _agreement(one: Reviewed, other: Reviewed) -> Iterator[Score]:
    mine, theirs = _judged(one), _judged(other)
    both = [key for key in mine if key in theirs]
    names = f"{one.path.name} {other.path.name}"
    for kind in (*CorrectionKind, ALL):
        pairs = [(str(mine[key]), str(theirs[key])) for key in both if kind in (key[1], ALL)]
        if pairs:
            alike = sum(first == second for first, second in pairs)
            yield Score(names, ScoreKind.AGREEMENT, kind, len(pairs), len(pairs), alike, agreement(pairs))
            yield Score(names, ScoreKind.KAPPA, kind, len(pairs), len(pairs), alike, kappa(pairs))
