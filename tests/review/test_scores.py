"""Samples of the five plans, judged by simulated reviewers who know every error."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile
from pathlib import Path

import pytest

from policygraph.builds.store import Build
from policygraph.errors import SourceError, UsageError
from policygraph.model.corrections import (
    CORRECTABLE,
    REVIEWED,
    Anchor,
    Correction,
    CorrectionKind,
    Decision,
)
from policygraph.queries.quoted import CHECKED, QuotedFact, quoted_facts
from policygraph.review.sample import Sampler, sizes
from policygraph.review.scores import ALL, Reviewed, Score, ScoreKind, scores
from policygraph.sources.corrections import read_corrections
from policygraph.sources.written_corrections import corrections_text

# Builds or draws whole plans again and again.
pytestmark = pytest.mark.long

READ = ("citation", "assignment", "target", "obligation")
# How many of each kind are wrong, and how many were missed.
WRONG = {
    "measure": 0.02,
    "citation": 0.1,
    "assignment": 0.03,
    "target": 0.15,
    "obligation": 0.05,
    "document": 0.0,
}
MISSED = {"citation": 0.05, "assignment": 0.02, "target": 0.1, "obligation": 0.07}


@pytest.fixture(scope="module")
def sampler(real_plans: Build) -> Sampler:
    return Sampler(real_plans)


@pytest.fixture(scope="module")
def facts(real_plans: Build) -> list[QuotedFact]:
    return quoted_facts(real_plans, CHECKED)


class Truth:
    """Which facts are wrong and what was missed, so that a reviewer can judge any sample."""

    def __init__(self, facts: Sequence[QuotedFact], seed: int) -> None:
        chance = random.Random(seed)  # noqa: S311 - errors have to be known, not secret
        self.facts = facts
        self.wrong = {
            (fact.kind, fact.document, fact.start): chance.choice([Decision.REJECT, Decision.REPLACE])
            for fact in facts
            if chance.random() < WRONG[fact.kind]
        }
        self.missed: dict[tuple[str, str], list[str]] = defaultdict(list)
        for fact in facts:
            if fact.kind in READ and chance.random() < MISSED[fact.kind]:
                self.missed[fact.document, fact.path].append(fact.kind)

    def precision(self, *kinds: str) -> float:
        facts = [fact for fact in self.facts if fact.kind in kinds]
        return 1 - sum(
            self.decision(fact.kind, fact.document, fact.start) is not None for fact in facts
        ) / len(facts)

    def recall(self, *kinds: str) -> float:
        measures = {(fact.document, fact.path) for fact in self.facts if fact.kind == "measure"}
        right = there = 0
        for fact in self.facts:
            if fact.kind in kinds and (fact.document, fact.path) in measures:
                decision = self.decision(fact.kind, fact.document, fact.start)
                right += decision is None
                there += decision is not Decision.REJECT
        there += sum(kind in kinds for where in measures for kind in self.missed[where])
        return right / there

    def decision(self, kind: str, document: str, start: int) -> Decision | None:
        return self.wrong.get((kind, document, start))

    def judge(self, lines: Sequence[Correction]) -> Iterator[Correction]:
        for line in lines:
            if line.field == REVIEWED:
                yield replace(line, decision=Decision.CONFIRM)
                yield from self._read(line.document, line.anchor.path)
            else:
                decision = self.decision(line.kind, line.document, line.anchor.start or 0) or Decision.CONFIRM
                field = CORRECTABLE[line.kind][0] if decision is Decision.REPLACE else ""
                yield replace(line, decision=decision, field=field, now="另一个" if field else "")

    def _read(self, document: str, path: str) -> Iterator[Correction]:
        for fact in self.facts:
            decision = self.decision(fact.kind, fact.document, fact.start)
            if decision and (fact.document, fact.path) == (document, path):
                kind = CorrectionKind(fact.kind)
                field = CORRECTABLE[kind][0] if decision is Decision.REPLACE else ""
                anchor = Anchor(path, fact.quote, start=fact.start)
                yield Correction(document, kind, anchor, decision, field, now="另一个" if field else "")
        for number, missed in enumerate(self.missed[document, path]):
            yield Correction(document, CorrectionKind(missed), Anchor(path, f"漏{number}"), Decision.ADD)


def reviewed(lines: Sequence[Correction], name: str = "one.tsv") -> Reviewed:
    """The lines as they come back from a file."""
    read = read_corrections(Path(name), corrections_text(lines).encode())
    assert not read.errors
    return Reviewed(Path(name), read.lines)


def test_whether_intervals_hold_the_truth_in_94_of_100_samples(
    real_plans: Build, sampler: Sampler, facts: list[QuotedFact]
) -> None:
    truth = Truth(facts, 16)
    reviews = [
        reviewed(list(truth.judge(sampler.draw(60, seed, 12))), f"{seed}.tsv") for seed in range(1, 101)
    ]
    found = scores(real_plans, reviews)
    figures = takewhile(lambda one: one.figure in (ScoreKind.PRECISION, ScoreKind.RECALL), found)
    said: Counter[tuple[ScoreKind, str]] = Counter()
    beside: Counter[tuple[ScoreKind, str]] = Counter()
    for one in figures:
        if one.value is None or one.low is None or one.high is None:
            # A provision may hold no citation.
            assert one.seen == 0
            continue
        kinds = (one.kind,) if one.kind != ALL else READ if one.figure is ScoreKind.RECALL else CHECKED
        true = truth.recall(*kinds) if one.figure is ScoreKind.RECALL else truth.precision(*kinds)
        said[one.figure, one.kind] += 1
        beside[one.figure, one.kind] += not one.low - 1e-9 <= true <= one.high + 1e-9
    precisions = {(ScoreKind.PRECISION, kind) for kind in (*CHECKED, ALL)}
    assert said.keys() == precisions | {(ScoreKind.RECALL, kind) for kind in (*READ, ALL)}
    assert {key: said[key] for key in precisions if said[key] != 100} == {}
    assert {key: number for key, number in beside.items() if number > 6} == {}


def test_whether_a_seed_draws_the_same_facts_of_all_kinds_and_documents(sampler: Sampler) -> None:
    one, again, other = sampler.draw(60, 1), sampler.draw(60, 1), sampler.draw(60, 2)
    assert one == again != other
    assert len({(line.document, line.kind, line.anchor) for line in one}) == len(one) == 60
    assert {line.kind for line in one} == set(CorrectionKind)
    assert {line.document for line in one} == {"anyang", "jincheng", "sanmenxia", "taiyuan", "yuncheng"}
    assert all(line.anchor.exact in line.sentence and line.decision is None for line in one)
    assert all(line.was for line in one if line.kind is not CorrectionKind.DOCUMENT)


def test_whether_rare_kinds_get_more_than_their_share() -> None:
    assert sizes([31, 116, 551, 281, 783], 60) == [4, 8, 16, 12, 20]
    assert sizes([2, 2, 900], 60) == [2, 2, 56]
    assert sizes([3, 2], 60) == [3, 2]


def test_whether_too_few_to_be_drawn_are_refused(sampler: Sampler) -> None:
    with pytest.raises(UsageError, match="6 kinds of facts; draw at least so many"):
        sampler.draw(3, 1)


def test_whether_each_fact_of_a_kind_is_as_likely_as_any_other(
    sampler: Sampler, facts: list[QuotedFact]
) -> None:
    there = Counter(fact.document for fact in facts if fact.kind == "citation")
    drawn = Counter(
        line.document for seed in range(400) for line in sampler.draw(12, seed) if line.kind == "citation"
    )
    wanted = {name: drawn.total() * count / there.total() for name, count in there.items()}
    assert {name: drawn[name] for name in there} == pytest.approx(wanted, abs=25)


def figures(build: Build, *reviews: Reviewed) -> dict[tuple[ScoreKind, str], Score]:
    return {(one.figure, one.kind): one for one in scores(build, reviews)}


def test_whether_half_a_sample_gives_no_figure_for_all(real_plans: Build, sampler: Sampler) -> None:
    lines = sampler.draw(60, 5)
    half = [replace(line, decision=Decision.CONFIRM) for line in lines if line.kind is CorrectionKind.TARGET]
    found = figures(real_plans, reviewed([*half, *(line for line in lines if line not in half)]))
    assert {kind for _, kind in found} == {CorrectionKind.TARGET}
    one = found[ScoreKind.PRECISION, "target"]
    assert (one.value, one.high, one.right) == (1, 1, one.seen)


def test_whether_two_reviewers_are_compared(real_plans: Build, sampler: Sampler) -> None:
    lines = sampler.draw(60, 5)
    one = [replace(line, decision=Decision.CONFIRM) for line in lines]
    other = [
        replace(line, decision=Decision.REPLACE, field="value", now="1") if line.kind == "target" else line
        for line in one
    ]
    found = figures(real_plans, reviewed(one, "li.tsv"), reviewed(other, "wang.tsv"))
    targets = sum(line.kind == "target" for line in lines)
    assert found[ScoreKind.AGREEMENT, ALL].file == "li.tsv wang.tsv"
    assert found[ScoreKind.AGREEMENT, ALL].value == pytest.approx(1 - targets / 60)
    assert found[ScoreKind.KAPPA, ALL].value == pytest.approx(0)
    assert found[ScoreKind.KAPPA, "citation"].value is None


def test_whether_several_lines_about_one_fact_count_once(real_plans: Build, sampler: Sampler) -> None:
    line = next(line for line in sampler.draw(60, 5) if line.kind == "target")
    twice = [
        replace(line, decision=Decision.REPLACE, field="value", now="1"),
        replace(line, decision=Decision.REPLACE, field="unit", now="吨"),
        replace(line, decision=Decision.CONFIRM),
    ]
    found = figures(real_plans, reviewed(twice))[ScoreKind.PRECISION, "target"]
    assert (found.seen, found.right) == (1, 0)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (
            Correction("某县", CorrectionKind.TARGET, Anchor("一", "1%"), Decision.ADD),
            "line 2: the build has no document '某县'",
        ),
        (
            Correction("anyang", CorrectionKind.MEASURE, Anchor("九"), Decision.CONFIRM, REVIEWED),
            "line 2: anyang has no part '九'",
        ),
        (
            Correction("anyang", CorrectionKind.TARGET, Anchor("一", "1%"), Decision.ADD, sentence="降1%"),
            "line 2: what was drawn from the build cannot be added",
        ),
    ],
)
def test_whether_a_line_that_fits_nothing_is_refused(
    real_plans: Build, line: Correction, message: str
) -> None:
    with pytest.raises(SourceError, match=message):
        list(scores(real_plans, [reviewed([line])]))
