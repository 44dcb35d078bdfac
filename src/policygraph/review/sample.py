"""A sample of the facts of a build for people to judge: drawn by chance, and the same again for the same seed."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from math import sqrt

from policygraph.builds.store import Build
from policygraph.errors import UsageError
from policygraph.model import Quote
from policygraph.model.corrections import REVIEWED, Correction
from policygraph.queries.quoted import CHECKED, QuotedFact, quoted_facts
from policygraph.queries.show import context
from policygraph.review.lines import line_of

__all__ = ["Sampler", "sizes"]

# So much of the head of a document stands beside what was read of it as a whole.
_HEAD = 200


class Sampler:
    """Draws from one build.

    Args:
        build: the build.

    Raises:
        GraphError: the text of a document is missing from the build.
    """

    def __init__(self, build: Build) -> None:
        self._build = build
        facts = quoted_facts(build, CHECKED)
        self._by_kind = {
            kind: of_kind for kind in CHECKED if (of_kind := [f for f in facts if f.kind == kind])
        }

    def draw(self, count: int, seed: int, provisions: int = 0) -> list[Correction]:
        """Lines of a corrections file without a decision, in the order of the texts.

        Each kind of fact gives a part of the sample (see ``sizes``). Within a kind the facts stand by document, in each
        document in an order that the seed makes, and every k-th is drawn from a start that the seed makes, too: each
        fact is as likely as any other of its kind, and each document gives its share.

        Args:
            count: how many facts are drawn.
            seed: what the chance depends on.
            provisions: how many measures are drawn to be read completely; their lines stand at the end.

        Raises:
            UsageError: the build has no facts, or fewer are asked for than it has kinds.
        """
        kinds = len(self._by_kind)
        if not kinds:
            raise UsageError("the build has no facts to be drawn; build documents first")
        if count < kinds:
            raise UsageError(f"the build has {kinds} kinds of facts; draw at least so many with --n")
        parts = sizes([len(facts) for facts in self._by_kind.values()], count)
        drawn = [
            fact
            for facts, size in zip(self._by_kind.values(), parts, strict=True)
            for fact in _systematic(facts, size, seed)
        ]
        measures = _systematic(self._by_kind.get("measure", []), provisions, seed + 1)
        lines = [_line(fact, self._build.text(fact.document)) for fact in sorted(drawn, key=_place)]
        marks = [_mark(fact, self._build.text(fact.document)) for fact in sorted(measures, key=_place)]
        return lines + marks


def sizes(totals: Sequence[int], count: int) -> list[int]:
    """How many of each kind are drawn: as the square roots of their numbers, at least one and at most all.

    That lies between shares by number, which leave the rare kinds without a figure of their own, and equal shares,
    which make the figure for all kinds together a poor one.
    """
    found = [1] * len(totals)
    for _ in range(min(count, sum(totals)) - len(totals)):
        # The kind that is furthest behind its share gets the next one.
        behind = [
            sqrt(total) / size if size < total else 0.0 for total, size in zip(totals, found, strict=True)
        ]
        found[behind.index(max(behind))] += 1
    return found


def _systematic(facts: Sequence[QuotedFact], count: int, seed: int) -> list[QuotedFact]:
    ordered = sorted(facts, key=lambda fact: (fact.document, _chance(seed, fact.kind, fact.iri)))
    if count >= len(ordered):
        return ordered
    start = _chance(seed, ordered[0].kind)
    return [ordered[int((number + start) * len(ordered) / count)] for number in range(count)]


def _chance(seed: int, *words: str) -> float:
    """A number from 0 up to 1 that depends on nothing else, on any machine and with any version of Python."""
    digest = hashlib.sha256("\n".join((str(seed), *words)).encode()).digest()
    return int.from_bytes(digest[:6], "big") / 2**48


def _place(fact: QuotedFact) -> tuple[str, int, int, str]:
    return fact.document, fact.start, CHECKED.index(fact.kind), fact.iri


def _line(fact: QuotedFact, text: str) -> Correction:
    return replace(line_of(fact, text), sentence=_sentence(fact, text))


def _mark(fact: QuotedFact, text: str) -> Correction:
    return replace(line_of(fact, text), field=REVIEWED, was="")


def _sentence(fact: QuotedFact, text: str) -> str:
    if not fact.quote:
        return text[:_HEAD].strip()
    around = context(text, Quote(fact.document, fact.start, fact.end, fact.quote, ""))
    return f"{around.before}{around.quote}{around.after}"
