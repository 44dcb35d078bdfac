"""Counterparts: which provisions of a higher document a measure localises.

Titles decide first. A title equal to the parent's is sure; otherwise the parent provisions' cue words (pg:cue in
the register) are looked for in the measure's title, the longest words first, and what they cover counts. A provision
without cue words has those of what it localises itself, one directive further up. Where the body names the full title
of another provision, that one is merged in behind. Where nothing is found so and the parent's text is there, title and
content are compared; they are heard too where they are surer of another provision than its cue words, and cue words
tell nothing where the contents have nothing in common, or those of another provision much more. Where a title joins
things, each part of the content is compared by itself as well. No sign, no counterpart.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from policygraph.model import Correspondence, Justification, Outline, Provision
from policygraph.resolution.likeness import Profile, shared_words
from policygraph.vocabulary import ParentProvision

__all__ = ["CounterpartFinder", "Parent", "prose_by_path", "with_cues"]

_MARKS = re.compile(r"[“”‘’《》（）、，\s]")
_TITLE_TRIM = re.compile(
    r"^(?:不断|进一步|大力|扎实|全面|深入|持续|着力|加快|推动|实施|推进|开展)+|(?:工程|行动)$"
)
_EQUAL, _SAME_CORE, _MERGED = Decimal("1.00"), Decimal("0.95"), Decimal("0.60")
_MAX_BY_CUES = Decimal("0.90")
_MIN_MERGED_TITLE = 8
# A second counterpart needs nearly as many words as the first, or it is only a word in passing.
_SECOND_SHARE = 0.6
# Of pairs of measures in ten plans, 0.99 of those that are this much alike have a national provision in common.
_TITLE_WEIGHT, _LEAST_ALIKE, _SECOND_ALIKE = 0.3, 0.18, 0.7
# Who writes a provision's title over one measure has that one in mind: another has to be twice as much like it.
_BESIDE_TITLE = 2
# Less is enough where no other provision comes near: measures of their own are alike to several, and to none much.
_LEAST_APART, _APART = 0.1, 1.5
# What cue words find is so much alike in content at the least; where they stand by chance (流域) it is half of it.
# Titles alone (基础设施, 节能环保) tell as little.
_LEAST_COMMON = 0.06
# Only those that take a small part of the title may stand there by chance. Those that take more (农业 in 两岸农业融合)
# have hardly anything in common then, in texts long enough to tell; and another provision may be this many times as
# much alike (村庄污水垃圾).
_IN_PASSING, _TELLING = Decimal("0.58"), Decimal("0.67")
_HARDLY_COMMON, _LONG_ENOUGH, _MUCH_MORE = 0.02, 30, 3
_MOST_WORDS = 8
# 用好财税金融和价格杠杆: of what such a title joins each part of the text may be alike to a provision of its own.
_JOINED, _PART_END = re.compile("[和与及、]"), re.compile("[；。]")
_PART_ALIKE, _PART_APART, _SHORTEST_PART = 0.14, 2, 12


@dataclass(frozen=True, slots=True)
class Parent:
    """A document whose provisions may be localised.

    ``directive`` is the register's IRI of it and ``document`` the name of the source it was read from; one of the
    two is ''. ``bodies`` are paths and prose of the provisions that may be compared by content. ``is_partial`` holds
    where it has further provisions that nobody knows.
    """

    provisions: Sequence[ParentProvision]
    directive: str = ""
    document: str = ""
    bodies: Sequence[tuple[str, str]] = ()
    is_partial: bool = False


@dataclass(frozen=True, slots=True)
class _Match:
    provision: ParentProvision
    confidence: Decimal
    evidence: tuple[str, ...]
    at: int = 0
    justification: Justification = Justification.LEXICAL


class CounterpartFinder:
    """Finds counterparts in one parent."""

    def __init__(self, parent: Parent) -> None:
        self._parent = parent
        self._by_path = {p.path: p for p in parent.provisions}
        self._titles = {_key(p.title): p for p in reversed(parent.provisions) if p.title}
        self._cores = {_TITLE_TRIM.sub("", title): p for title, p in self._titles.items()}
        self._cues = sorted(
            ((_key(cue), p) for p in parent.provisions for cue in p.cues),
            key=lambda c: (-len(c[0]), c[0], c[1].path),
        )
        titles = [self._by_path[path].title for path, _ in parent.bodies]
        self._profile = Profile(titles, [body for _, body in parent.bodies])

    def find(self, clean: str, outline: Outline) -> Iterator[Correspondence]:
        """Correspondences of all measures, best first within each."""
        prose = prose_by_path(outline) if self._parent.bodies else {}
        measures = [provision for provision in outline.provisions if provision.is_measure]
        titled = {
            match.provision.path for measure in measures for match in self._by_title(_key(measure.title))
        }
        for measure in measures:
            body = clean[measure.start : measure.end]
            matches = self._matches(measure, body, prose.get(measure.path, ""), titled)
            yield from self._correspondences(measure, matches)

    def _matches(self, measure: Provision, body: str, prose: str, titled: Container[str]) -> Sequence[_Match]:
        named = self._by_title(_key(measure.title)) or self._borne_out(measure.title, prose)
        is_sure = bool(named) and named[0].confidence >= _MAX_BY_CUES
        alike = [] if is_sure else self._by_likeness(measure.title, prose, titled)
        # What the title stands for may be among the provisions that nobody knows, and another one be merged into it.
        is_named = bool(named) or self._parent.is_partial
        if named and alike and alike[0].confidence > named[0].confidence:
            is_named = alike[0].provision in [match.provision for match in named]
        if not is_named:
            return [*alike, *self._by_parts(measure.title, prose, alike, titled)]
        # 夯实统计监测和执法队伍基础: the title's words name one of two provisions that the content is of.
        if alike and alike[0].provision in [match.provision for match in named]:
            named += [match for match in alike if match.provision not in [one.provision for one in named]]
        if not is_sure:
            named += self._by_parts(measure.title, prose, named, titled)
        return [*named, *self._merged(body, named)]

    def _correspondences(self, measure: Provision, matches: Sequence[_Match]) -> Iterator[Correspondence]:
        for rank, match in enumerate(matches, 1):
            yield Correspondence(
                path=measure.path,
                directive=self._parent.directive,
                document=self._parent.document,
                parent=match.provision.path,
                confidence=match.confidence,
                evidence=match.evidence,
                rank=rank,
                justification=match.justification,
            )

    def provisions_of(self, title: str) -> tuple[ParentProvision, ...]:
        """The provisions that a measure of that title localises, as far as the title alone tells."""
        return tuple(match.provision for match in self._named(_key(title)))

    def _named(self, title: str) -> list[_Match]:
        return self._by_title(title) or self._by_cues(title)

    def _borne_out(self, title: str, prose: str) -> list[_Match]:
        """What cue words find, but for those whose provision has too little in common with the measure."""
        found = self._by_cues(_key(title))
        if not found or not prose or not self._parent.bodies:
            return found
        paths = [path for path, _ in self._parent.bodies]
        likenesses = self._profile.compare(title, prose)
        contents = {path: like.content for path, like in zip(paths, likenesses, strict=True)}
        most = max(contents.values())

        def is_borne_out(match: _Match) -> bool:
            content = contents.get(match.provision.path)
            if content is None or match.confidence >= _TELLING:
                return True
            if most >= _LEAST_ALIKE and most > _MUCH_MORE * content:
                return False
            if match.confidence < _IN_PASSING:
                return content >= _LEAST_COMMON
            return content >= _HARDLY_COMMON or len(prose) < _LONG_ENOUGH

        return [match for match in found if is_borne_out(match)]

    def _by_title(self, title: str) -> list[_Match]:
        for titles, wanted, confidence in (
            (self._titles, title, _EQUAL),
            (self._cores, _TITLE_TRIM.sub("", title), _SAME_CORE),
        ):
            provision = titles.get(wanted) if wanted else None
            if provision:
                return [_Match(provision, confidence, (provision.title,))]
        return []

    def _by_cues(self, title: str) -> list[_Match]:
        """Cues found in the title; each stretch of the title counts once, for its longest cue."""
        free = [True] * len(title)
        hits: dict[str, list[tuple[int, str]]] = {}
        for cue, provision in self._cues:
            at = title.find(cue)
            while at >= 0 and not all(free[at : at + len(cue)]):
                at = title.find(cue, at + 1)
            if at >= 0:
                free[at : at + len(cue)] = [False] * len(cue)
                hits.setdefault(provision.path, []).append((at, cue))
        matches = [
            _Match(
                self._by_path[path],
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
        for provision in self._parent.provisions:
            is_item = "/" in provision.path and len(provision.title) >= _MIN_MERGED_TITLE
            if is_item and provision.path not in taken and provision.title in body:
                yield _Match(provision, _MERGED, (provision.title,))

    def _by_likeness(self, title: str, body: str, titled: Container[str]) -> list[_Match]:
        """Provisions that are alike in title and content, with the words that both have.

        Args:
            title: the measure's.
            body: its prose; '' where the contents are not compared.
            titled: paths of the provisions whose titles stand over measures.
        """
        likenesses = self._profile.compare(title, body)
        scores = [_TITLE_WEIGHT * like.title + (1 - _TITLE_WEIGHT) * like.content for like in likenesses]
        best, second = [*sorted(scores, reverse=True), 0.0, 0.0][:2]
        least = max(_LEAST_ALIKE, _SECOND_ALIKE * best)

        stands_apart = best >= max(_LEAST_APART, _APART * second)

        def needed(score: float, path: str) -> float:
            if path in titled:
                return max(least, _BESIDE_TITLE * _LEAST_ALIKE)
            return score if stands_apart and score == best else least

        matches = [
            _Match(
                self._by_path[path],
                _from_likeness(score),
                shared_words(title + body, parent_body)[:_MOST_WORDS],
                justification=Justification.SIMILARITY,
            )
            for (path, parent_body), score, like in zip(self._parent.bodies, scores, likenesses, strict=True)
            if score >= needed(score, path) and (like.content >= _LEAST_COMMON or not body)
        ]
        return sorted(matches, key=lambda m: (-m.confidence, m.provision.path))

    def _by_parts(
        self, title: str, body: str, found: Sequence[_Match], titled: Container[str]
    ) -> Iterator[_Match]:
        """Provisions beside those ``found`` that one part of the prose is alike to, where the title joins things."""
        taken = {match.provision.path for match in found}
        parts = _PART_END.split(body) if self._parent.bodies and _JOINED.search(title) else ()
        for part in parts:
            contents = [like.content for like in self._profile.compare("", part)]
            best, second = [*sorted(contents, reverse=True), 0.0][:2]
            path, parent_body = self._parent.bodies[contents.index(best)]
            stands_apart = best >= max(_PART_ALIKE, _PART_APART * second)
            if stands_apart and len(part) >= _SHORTEST_PART and path not in taken and path not in titled:
                taken.add(path)
                words = shared_words(part, parent_body)[:_MOST_WORDS]
                likeness = _from_likeness(best)
                yield _Match(self._by_path[path], likeness, words, justification=Justification.SIMILARITY)


def with_cues(
    provisions: Sequence[ParentProvision], above: Sequence[ParentProvision]
) -> tuple[ParentProvision, ...]:
    """The provisions, of which those without cue words get the ones of what they localise in a directive ``above``.

    Where several would get the same words these tell nothing, but for those that a title itself has and no other of
    them (村屯 also lends 村屯污水). Chapters that are divided leave them to their parts.
    """
    finder = CounterpartFinder(Parent(above))
    divided = {provision.path.rpartition("/")[0] for provision in provisions}
    heirs: dict[str, list[ParentProvision]] = defaultdict(list)
    for provision in provisions:
        if provision.path not in divided:
            for higher in finder.provisions_of(provision.title):
                heirs[higher.path].append(provision)
    cues: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for higher in above:
        for heir in heirs[higher.path]:
            cues[heir.path] += _lent(higher.cues, heir, heirs[higher.path])
    return tuple(p if p.cues else replace(p, cues=cues[p.path]) for p in provisions)


def _lent(words: Sequence[str], heir: ParentProvision, heirs: Sequence[ParentProvision]) -> tuple[str, ...]:
    """Those of the ``words`` that one of their ``heirs`` gets."""
    if len(heirs) == 1:
        return tuple(words)
    others = [_key(other.title) for other in heirs if other is not heir]
    own = [word for word in words if word in _key(heir.title) and not any(word in title for title in others)]
    return tuple(word for word in words if any(part in word for part in own))


def prose_by_path(outline: Outline) -> dict[str, str]:
    """The sentences of each provision without its responsibility brackets, which are alike everywhere."""
    found: dict[str, list[str]] = defaultdict(list)
    for sentence in outline.sentences:
        found[sentence.path].append(sentence.text)
    return {path: "。".join(sentences) for path, sentences in found.items()}


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


def _from_likeness(score: float) -> Decimal:
    """Confidence by how alike two provisions are, from 0.5 at the least to 0.9."""
    return (Decimal("0.4") + Decimal(f"{score:.2f}")).min(_MAX_BY_CUES)
