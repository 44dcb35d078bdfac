"""Two editions laid side by side: which documents, provisions and sentences of one are which of the other.

A provision is known by the sentences that it keeps, also in other words, then by its title and by what stands below it,
whatever number it has. A sentence is the same by its words, else the most alike one. Words are compared without white
space and in one form of widths and punctuation, so that the layout of a file says nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from policygraph.queries.facts import Fact, FactKind
from policygraph.resolution.likeness import Profile
from policygraph.sources.characters import normalise, simplify

__all__ = ["Alignment", "Group", "Pair", "aligned", "alike", "bare"]

Pair = tuple[Fact, Fact]
# How alike two sentences are that are one in other words: anywhere in a document, and in one provision.
_ANYWHERE, _HERE = 0.6, 0.3
# The share of a provision's words that has to come from one other, where it was split or merged.
_MOST = 0.6
# The least share of words, or likeness of titles, that shows two provisions to be one.
_WORDS, _TITLE = 0.25, 0.7
# Less of either will do where there are both.
_SOME, _BOTH = 0.1, 0.4
_QUOTES = str.maketrans("“”‘’＂＇", "\"\"''\"'")


@lru_cache(maxsize=100_000)
def bare(text: str) -> str:
    """``text`` as it is compared: without white space, in one form of widths, punctuation and characters."""
    words = normalise("".join(text.split())).translate(_QUOTES)
    return words if words.isascii() else simplify(words)


def alike(one: str, other: str) -> float:
    """How much of the pairs of characters of two short texts is common, from 0 to 1."""
    own, its = _pairs(bare(one)), _pairs(bare(other))
    total = own.total() + its.total()
    return 2 * (own & its).total() / total if total else 0.0


def _pairs(text: str) -> Counter[str]:
    return Counter(text[at : at + 2] for at in range(len(text) - 1))


@dataclass(frozen=True, slots=True)
class Group:
    """Provisions that are one: one on either side, several where it was split or merged, none where it came or went."""

    before: tuple[Fact, ...]
    after: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Alignment:
    """What belongs together of two editions.

    ``sentences`` are the obligations that are one, ``joined`` those of the earlier edition whose words went into the
    sentence of another one, and ``parted`` those of the later edition whose words came from one, each with the pair.
    """

    groups: tuple[Group, ...]
    sentences: tuple[Pair, ...]
    joined: Mapping[str, Pair]
    parted: Mapping[str, Pair]


class _Edition:
    """The facts of one document, by provision."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        self.provisions = {fact.path: fact for fact in facts if fact.kind is FactKind.PROVISION}
        self.sentences = [fact for fact in facts if fact.kind is FactKind.OBLIGATION]
        # What stands in no sentence shows by its words alone where it belongs.
        self.others = [
            fact
            for fact in facts
            if fact.kind in (FactKind.TARGET, FactKind.CITATION, FactKind.DUE_DATE) and not fact.within
        ]
        self.sizes: Counter[str] = Counter()
        for fact in (*self.sentences, *self.others):
            self.sizes[fact.path] += _size(fact)


def aligned(before: Sequence[Fact], after: Sequence[Fact]) -> Alignment:
    """The provisions and sentences of two editions of one document laid side by side.

    Args:
        before: the facts of the earlier edition.
        after: those of the later one.
    """
    old, new = _Edition(before), _Edition(after)
    matching = _Matching(old, new)
    groups = _groups(old, new, matching)
    together = {(one.path, other.path) for group in groups for one in group.before for other in group.after}
    matching.pair_within(together)
    joined = matching.absorbed(old.sentences, matching.of_old, together, is_old=True)
    parted = matching.absorbed(new.sentences, matching.of_new, together, is_old=False)
    return Alignment(groups, tuple(matching.pairs), joined, parted)


def _size(fact: Fact) -> int:
    return len(bare(_words(fact)))


def _words(fact: Fact) -> str:
    return fact.words if fact.kind is FactKind.OBLIGATION else "".join((*fact.about[:1], fact.words))


class _Matching:
    """Which sentences are one, and how many words each two provisions share by them."""

    def __init__(self, old: _Edition, new: _Edition) -> None:
        self.pairs: list[Pair] = []
        self.of_old: dict[str, Pair] = {}
        self.of_new: dict[str, Pair] = {}
        self.shared: Counter[tuple[str, str]] = Counter()
        self._old, self._new = old, new
        self._same()
        self._likeness = _Likeness(old.sentences, new.sentences)
        self._pair(_ANYWHERE, None)
        for one, other in _same_words(old.others, new.others, {}):
            self.shared[one.path, other.path] += _size(one)

    def pair_within(self, together: set[tuple[str, str]]) -> None:
        """Pair what is left in provisions that are one."""
        self._pair(_HERE, together)

    def absorbed(
        self,
        sentences: Iterable[Fact],
        taken: Mapping[str, Pair],
        together: set[tuple[str, str]],
        *,
        is_old: bool,
    ) -> dict[str, Pair]:
        """The sentences left over whose words stand in a longer one of the other side, by key, with its pair."""
        found = {}
        for fact in sentences:
            if fact.key in taken:
                continue
            for pair in self.pairs:
                own, its = pair if is_old else pair[::-1]
                paths = (fact.path, its.path) if is_old else (its.path, fact.path)
                if paths in together and _holds(its, fact, own):
                    found[fact.key] = pair
                    break
        return found

    def _same(self) -> None:
        moved = {
            one.path: other.path
            for one, other in _same_titles(self._old.provisions.values(), self._new.provisions.values())
        }
        for one, other in _same_words(self._old.sentences, self._new.sentences, moved):
            self._take(one, other, 1.0)

    def _pair(self, least: float, together: set[tuple[str, str]] | None) -> None:
        """Pair the most alike sentences first, those at the same place of their provision before others."""
        old = [fact for fact in self._old.sentences if fact.key not in self.of_old]
        new = [fact for fact in self._new.sentences if fact.key not in self.of_new]
        found = [
            (-likeness, one.path != other.path, i, j)
            for i, one in enumerate(old)
            for j, (other, likeness) in enumerate(self._likeness.of(one, new))
            if likeness >= least and (together is None or (one.path, other.path) in together)
        ]
        for likeness, _, i, j in sorted(found):
            if old[i].key not in self.of_old and new[j].key not in self.of_new:
                self._take(old[i], new[j], -likeness)

    def _take(self, one: Fact, other: Fact, likeness: float) -> None:
        pair = (one, other)
        self.pairs.append(pair)
        self.of_old[one.key] = self.of_new[other.key] = pair
        self.shared[one.path, other.path] += round(likeness * min(_size(one), _size(other)))


class _Likeness:
    """How alike sentences of two editions are; pairs of characters that stand in many sentences hardly count."""

    def __init__(self, old: Sequence[Fact], new: Sequence[Fact]) -> None:
        sentences = [bare(fact.words) for fact in (*old, *new)]
        self._profile = Profile(sentences, [""] * len(sentences))
        self._at = {fact.key: len(old) + at for at, fact in enumerate(new)}
        self._known: dict[str, list[float]] = {}

    def of(self, one: Fact, others: Sequence[Fact]) -> list[tuple[Fact, float]]:
        """The likeness of an earlier sentence to later ones."""
        if one.key not in self._known:
            self._known[one.key] = [found.title for found in self._profile.compare(bare(one.words), "")]
        return [(other, self._known[one.key][self._at[other.key]]) for other in others]


def _same_titles(old: Iterable[Fact], new: Iterable[Fact]) -> Iterator[Pair]:
    """The provisions with a title that stands once on either side."""
    by_title: dict[str, tuple[list[Fact], list[Fact]]] = defaultdict(lambda: ([], []))
    for side, facts in enumerate((old, new)):
        for fact in facts:
            if title := bare(fact.about[0]):
                by_title[title][side].append(fact)
    for ones, others in by_title.values():
        if len(ones) == len(others) == 1:
            yield ones[0], others[0]


def _same_words(old: Iterable[Fact], new: Iterable[Fact], moved: Mapping[str, str]) -> Iterator[Pair]:
    """Facts of the same words, those in the same provision first."""
    waiting: dict[tuple[FactKind, str], list[Fact]] = defaultdict(list)
    for fact in new:
        waiting[fact.kind, bare(_words(fact))].append(fact)
    left = []
    for fact in old:
        others = waiting[fact.kind, bare(_words(fact))]
        path = moved.get(fact.path, fact.path)
        same = next((other for other in others if other.path == path), None)
        if same:
            others.remove(same)
            yield fact, same
        else:
            left.append(fact)
    for fact in left:
        if others := waiting[fact.kind, bare(_words(fact))]:
            yield fact, others.pop(0)


def _holds(sentence: Fact, part: Fact, but: Fact) -> bool:
    """Whether ``sentence`` holds the words of ``part`` beside those of ``but``."""
    words = _pairs(bare(sentence.words)) - _pairs(bare(but.words))
    wanted = _pairs(bare(part.words))
    return wanted.total() > 0 and (words & wanted).total() >= 0.8 * wanted.total()


def _groups(old: _Edition, new: _Edition, matching: _Matching) -> tuple[Group, ...]:
    """Which provisions are one, in the order of the later edition, behind them those that are gone."""
    partners = _partners(old, new, matching)
    taken = set(partners.values())
    links = list(partners.items())
    for path in new.provisions:
        whole = max(old.provisions, key=lambda p: matching.shared[p, path], default="")
        if path not in taken and _is_most(matching.shared[whole, path], new.sizes[path]):
            links.append((whole, path))
    for path in old.provisions:
        whole = max(new.provisions, key=lambda q: matching.shared[path, q], default="")
        if path not in partners and _is_most(matching.shared[path, whole], old.sizes[path]):
            links.append((path, whole))
    return tuple(_connected(old, new, links))


def _is_most(shared: int, size: int) -> bool:
    return shared > 0 and shared >= _MOST * size


def _connected(old: _Edition, new: _Edition, links: Iterable[tuple[str, str]]) -> Iterator[Group]:
    """The groups that links between earlier and later paths make."""
    of_old: dict[str, set[str]] = defaultdict(set)
    of_new: dict[str, set[str]] = defaultdict(set)
    for one, other in links:
        of_old[one].add(other)
        of_new[other].add(one)
    done: set[str] = set()
    for path in new.provisions:
        if path in done:
            continue
        ones, others = set(of_new[path]), {path}
        while grown := {q for p in ones for q in of_old[p]} - others:
            others |= grown
            ones |= {p for q in grown for p in of_new[q]}
        done |= others
        yield Group(
            tuple(fact for path, fact in old.provisions.items() if path in ones),
            tuple(fact for path, fact in new.provisions.items() if path in others),
        )
    for path, fact in old.provisions.items():
        if not of_old[path]:
            yield Group((fact,), ())


def _partners(old: _Edition, new: _Edition, matching: _Matching) -> dict[str, str]:
    """The later path of each earlier provision that has one: the deepest first, which tell of those above them."""
    partners: dict[str, str] = {}
    depths = sorted({path.count("/") for path in (*old.provisions, *new.provisions)}, reverse=True)
    for depth in (*depths, None):
        taken = set(partners.values())
        found = [
            (-score, p != q, i, j, p, q)
            for i, p in enumerate(old.provisions)
            if p not in partners and depth in (None, p.count("/"))
            for j, q in enumerate(new.provisions)
            if q not in taken and depth in (None, q.count("/"))
            if (score := _score(old, new, matching, partners, p, q))
        ]
        for *_, p, q in sorted(found):
            if p not in partners and q not in taken:
                partners[p] = q
                taken.add(q)
    return partners


def _score(
    old: _Edition, new: _Edition, matching: _Matching, partners: Mapping[str, str], p: str, q: str
) -> float:
    """How surely two provisions are one; 0 where nothing shows it."""
    total = old.sizes[p] + new.sizes[q]
    words = 2 * matching.shared[p, q] / total if total else 0.0
    title, its_title = old.provisions[p].about[0], new.provisions[q].about[0]
    titles = alike(title, its_title)
    below = [path for path in old.provisions if path.startswith(f"{p}/")]
    kept = sum(partners.get(path, "").startswith(f"{q}/") for path in below) / len(below) if below else 0.0
    is_one = (
        words >= _WORDS
        or titles >= _TITLE
        or kept >= 0.5
        or (words >= _SOME and titles >= _BOTH)
        or (p == q and not bare(title) and not bare(its_title))
    )
    return words + titles + kept + (0.01 if p == q else 0.0) if is_one else 0.0
