"""Counterparts: which provisions of a parent directive a measure localises.

Titles decide. A title equal to the parent's is sure; otherwise the parent provisions' cue words (pg:cue in
the register) are looked for in the measure's title, the longest words first, and what they cover counts.
Where the body names the full title of another provision, that one is merged in behind. No cue, no counterpart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from policygraph.model import Correspondence, Outline, Provision
from policygraph.vocabulary import Directive, ParentProvision

_MARKS = re.compile(r"[“”‘’《》（）、，\s]")
_TITLE_TRIM = re.compile(
    r"^(?:不断|进一步|大力|扎实|全面|深入|持续|着力|加快|推动|实施|推进|开展)+|(?:工程|行动)$"
)
_EQUAL, _SAME_CORE, _MERGED = Decimal("1.00"), Decimal("0.95"), Decimal("0.60")
_MAX_BY_CUES = Decimal("0.90")
_MIN_MERGED_TITLE = 8
# A second counterpart needs nearly as many words as the first, or it is only a word in passing.
_SECOND_SHARE = 0.6


@dataclass(frozen=True, slots=True)
class _Match:
    provision: ParentProvision
    confidence: Decimal
    evidence: tuple[str, ...]
    at: int


class ThemeResolver:
    """Finds counterparts in one directive."""

    def __init__(self, directive: Directive) -> None:
        self._directive = directive
        self._titles = {_key(p.title): p for p in reversed(directive.provisions)}
        self._cores = {_TITLE_TRIM.sub("", title): p for title, p in self._titles.items()}
        self._cues = sorted(
            ((_key(cue), p) for p in directive.provisions for cue in p.cues),
            key=lambda c: (-len(c[0]), c[0], c[1].path),
        )

    def find(self, clean: str, outline: Outline) -> Iterator[Correspondence]:
        """Correspondences of all measures, best first within each."""
        for provision in outline.provisions:
            if provision.is_measure:
                yield from self._of(clean, provision)

    def _of(self, clean: str, measure: Provision) -> Iterator[Correspondence]:
        matches = self._by_title(_key(measure.title)) or self._by_cues(_key(measure.title))
        if matches:
            matches = [*matches, *self._merged(clean[measure.start : measure.end], matches)]
        for rank, match in enumerate(matches, 1):
            yield Correspondence(
                measure.path,
                self._directive.iri,
                match.provision.path,
                match.confidence,
                match.evidence,
                rank,
            )

    def _by_title(self, title: str) -> list[_Match]:
        for titles, wanted, confidence in (
            (self._titles, title, _EQUAL),
            (self._cores, _TITLE_TRIM.sub("", title), _SAME_CORE),
        ):
            provision = titles.get(wanted)
            if provision:
                return [_Match(provision, confidence, (provision.title,), 0)]
        return []

    def _by_cues(self, title: str) -> list[_Match]:
        """Cues found in the title; each stretch of the title counts once, for its longest cue."""
        free = [True] * len(title)
        hits: dict[str, list[tuple[int, str]]] = {}
        by_path = {p.path: p for p in self._directive.provisions}
        for cue, provision in self._cues:
            at = title.find(cue)
            if at >= 0 and all(free[at : at + len(cue)]):
                free[at : at + len(cue)] = [False] * len(cue)
                hits.setdefault(provision.path, []).append((at, cue))
        matches = [
            _Match(
                by_path[path],
                _share(sum(len(cue) for _, cue in found), len(title)),
                tuple(cue for _, cue in found),
                min(at for at, _ in found),
            )
            for path, found in hits.items()
        ]
        matches.sort(key=lambda m: (-m.confidence, m.at, m.provision.path))
        return [m for m in matches if _length(m) >= _SECOND_SHARE * _length(matches[0])]

    def _merged(self, body: str, matches: Sequence[_Match]) -> Iterator[_Match]:
        """Further provisions whose full title the body uses as the name of what is to be done."""
        taken = {match.provision.path for match in matches}
        for provision in self._directive.provisions:
            is_item = "/" in provision.path and len(provision.title) >= _MIN_MERGED_TITLE
            if is_item and provision.path not in taken and provision.title in body:
                yield _Match(provision, _MERGED, (provision.title,), 0)


def _length(match: _Match) -> int:
    return sum(map(len, match.evidence))


def _key(title: str) -> str:
    return _MARKS.sub("", title)


def _share(covered: int, length: int) -> Decimal:
    """Confidence by the share of the title that cues cover, from 0.5 to 0.9."""
    return (
        (Decimal("0.5") + Decimal("0.4") * covered / max(length, 1))
        .quantize(Decimal("0.01"))
        .min(_MAX_BY_CUES)
    )
