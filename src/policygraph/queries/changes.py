"""What became of the facts of an earlier build: kept, changed or lost; and which are new.

Two editions of a document are laid side by side first. Facts are the same by all that they say in one sentence, in one
provision, or elsewhere in the document. Of the rest, two that stand in one sentence or provision and are about the same
thing are one that changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from policygraph.queries.editions import Alignment, Group, Pair, aligned, alike, bare
from policygraph.queries.facts import Fact, FactKind

__all__ = ["Change", "Changes", "Edition", "ProvisionChanges", "compare", "editions", "is_same"]

# How alike two clauses or names are that are one in other words.
_ALIKE = 0.5


@dataclass(frozen=True, slots=True)
class Change:
    """A fact that came to say something else."""

    before: Fact
    after: Fact


@dataclass(frozen=True, slots=True)
class ProvisionChanges:
    """What became of the facts of one kind in one provision.

    ``path`` is where the build has the provision that the facts are of: the earlier one for lost and changed facts,
    the later one for new ones. ``total`` is how many facts of the kind the earlier build has there.
    """

    document: str
    path: str
    kind: FactKind
    total: int
    lost: tuple[Fact, ...]
    changed: tuple[Change, ...]
    new: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """The differences between two builds. Provisions without any are left out; ``kept`` counts facts that stayed."""

    kept: int
    provisions: tuple[ProvisionChanges, ...]

    @property
    def lost(self) -> tuple[Fact, ...]:
        """All facts that are gone."""
        return tuple(fact for provision in self.provisions for fact in provision.lost)

    @property
    def changed(self) -> tuple[Change, ...]:
        """All facts that say something else."""
        return tuple(change for provision in self.provisions for change in provision.changed)

    @property
    def new(self) -> tuple[Fact, ...]:
        """All facts that the earlier build lacks."""
        return tuple(fact for provision in self.provisions for fact in provision.new)


@dataclass(frozen=True, slots=True)
class Edition:
    """A document in both builds, under its names there ('' where it is missing), and what became of its facts.

    ``pairs`` are the facts that are one, kept or changed, in the order of the later text; an obligation whose words
    went into that of another, or came from one, is paired with it too.
    """

    before: str
    after: str
    alignment: Alignment
    pairs: tuple[Pair, ...]
    lost: tuple[Fact, ...]
    new: tuple[Fact, ...]


def compare(before: Sequence[Fact], after: Sequence[Fact]) -> Changes:
    """The differences between the facts of an earlier and a later build, in the order of the earlier one's text.

    Documents are the same by their name.
    """
    found = list(editions(before, after))
    pairs = [pair for edition in found for pair in edition.pairs]
    changed = [Change(one, other) for one, other in pairs if not is_same(one, other)]
    return Changes(
        kept=len({one.key for one, _ in pairs}) - len(changed),
        provisions=_by_provision(
            before,
            [fact for edition in found for fact in edition.lost],
            changed,
            [fact for edition in found for fact in edition.new],
        ),
    )


def editions(
    before: Sequence[Fact], after: Sequence[Fact], names: Mapping[str, str] = MappingProxyType({})
) -> Iterator[Edition]:
    """The documents of both builds, in the order of the earlier one, behind them those that are new.

    Args:
        before: the facts of the earlier build.
        after: those of the later one.
        names: of documents that have another name in the later build, by the earlier one.
    """
    old, new = _by_document(before), _by_document(after)
    for name, facts in old.items():
        other = names.get(name, name)
        if other in new:
            yield _edition(facts, new.pop(other))
        else:
            yield Edition(name, "", Alignment((), (), {}, {}), (), tuple(facts), ())
    for name, facts in new.items():
        yield Edition("", name, Alignment((), (), {}, {}), (), (), tuple(facts))


def is_same(one: Fact, other: Fact) -> bool:
    """Whether two facts say the same, wherever they stand."""
    return _content(one) == _content(other)


def _by_document(facts: Iterable[Fact]) -> dict[str, list[Fact]]:
    found: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        found[fact.document].append(fact)
    return found


def _edition(before: Sequence[Fact], after: Sequence[Fact]) -> Edition:
    alignment = aligned(before, after)
    places = _Places(alignment)
    pairs = [*alignment.sentences, *_joined(alignment, before, after), *_headings(alignment.groups)]
    pairs += zip(_of(before, FactKind.DOCUMENT), _of(after, FactKind.DOCUMENT), strict=False)
    ones, others = ({fact.key for fact in side} for side in zip(*pairs, strict=True)) if pairs else ((), ())
    lost = [places.old(fact) for fact in before if fact.key not in ones]
    new = [places.new(fact) for fact in after if fact.key not in others]
    pairs += [pair for key in _KEYS for pair in _paired(lost, new, key)]
    old_order, new_order = ({fact.key: at for at, fact in enumerate(side)} for side in (before, after))
    pairs.sort(key=lambda pair: (new_order[pair[1].key], old_order[pair[0].key]))
    return Edition(
        before[0].document,
        after[0].document,
        alignment,
        tuple(pairs),
        tuple(placed.fact for placed in lost),
        tuple(placed.fact for placed in new),
    )


def _of(facts: Iterable[Fact], kind: FactKind) -> list[Fact]:
    return [fact for fact in facts if fact.kind is kind]


def _joined(alignment: Alignment, before: Iterable[Fact], after: Iterable[Fact]) -> Iterator[Pair]:
    """Sentences whose words went into another one, or came from one, with it."""
    for fact in before:
        if pair := alignment.joined.get(fact.key):
            yield fact, pair[1]
    for fact in after:
        if pair := alignment.parted.get(fact.key):
            yield pair[0], fact


def _headings(groups: Iterable[Group]) -> Iterator[Pair]:
    """Provisions that are one; of a split or merged one, that which keeps its title or number, else the first."""
    for group in groups:
        if group.before and group.after:
            yield max(
                ((one, other) for one in group.before for other in group.after),
                key=lambda pair: (is_same(*pair), pair[0].path == pair[1].path),
            )


@dataclass(frozen=True, slots=True)
class _Placed:
    """A fact with its provision and its sentence, as both editions call them; None where it stands in no sentence."""

    fact: Fact
    provision: Hashable
    sentence: Hashable


class _Places:
    """What provisions and sentences of two editions are called so that those that are one have one name."""

    def __init__(self, alignment: Alignment) -> None:
        groups = list(enumerate(alignment.groups))
        self._old = {fact.path: number for number, group in groups for fact in group.before}
        self._new = {fact.path: number for number, group in groups for fact in group.after}
        pairs = {pair[0].key: pair for pair in alignment.sentences}
        self._old_sentences = {key: pair[0].key for key, pair in {**alignment.joined, **pairs}.items()}
        pairs = {pair[1].key: pair for pair in alignment.sentences}
        self._new_sentences = {key: pair[0].key for key, pair in {**alignment.parted, **pairs}.items()}

    def old(self, fact: Fact) -> _Placed:
        return _Placed(fact, self._old.get(fact.path, fact.path), self._old_sentences.get(fact.within))

    def new(self, fact: Fact) -> _Placed:
        return _Placed(fact, self._new.get(fact.path, fact.path), self._new_sentences.get(fact.within))


@dataclass(frozen=True, slots=True)
class _Key:
    """What makes two facts one: a common key (None is none), of several with it those that agree in most."""

    of: Callable[[_Placed], Hashable]
    agree: Callable[[Fact, Fact], float]
    least: float = 0.0


def _paired(lost: list[_Placed], new: list[_Placed], key: _Key) -> list[Pair]:
    """Take out of both lists the facts that have one key, those that agree best first, else in their order."""
    waiting: dict[Hashable, list[int]] = defaultdict(list)
    for j, placed in enumerate(new):
        waiting[key.of(placed)].append(j)
    found = [
        (-agreement, i, j)
        for i, placed in enumerate(lost)
        if (name := key.of(placed)) is not None
        for j in waiting[name]
        if (agreement := key.agree(placed.fact, new[j].fact)) >= key.least
    ]
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted(found):
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    paired = [(lost[i].fact, new[j].fact) for i, j in sorted(pairs.items())]
    lost[:] = [placed for i, placed in enumerate(lost) if i not in pairs]
    new[:] = [placed for j, placed in enumerate(new) if j not in taken]
    return paired


def _content(fact: Fact) -> Hashable:
    """All that a fact says, wherever it stands; a part of a document is what its title says."""
    return fact.kind, tuple(map(bare, fact.about)), tuple(map(bare, fact.says)), bare(fact.words)


def _said_in_sentence(placed: _Placed) -> Hashable:
    return None if placed.sentence is None else (placed.sentence, _content(placed.fact))


def _said_in_provision(placed: _Placed) -> Hashable:
    return placed.provision, _content(placed.fact)


def _said_in_document(placed: _Placed) -> Hashable:
    """Who answers for what is another fact in another provision."""
    unmoved = (FactKind.PROVISION, FactKind.ASSIGNMENT)
    return None if placed.fact.kind in unmoved else _content(placed.fact)


def _iri(placed: _Placed) -> Hashable:
    return placed.fact.key


def _unplaced(one: Fact, other: Fact) -> float:
    """A graph that lacks a provision does not tell where its facts stand."""
    return float(not (one.path and other.path))


def _subject(fact: Fact) -> Hashable:
    """What the fact is about, if that is said."""
    is_named = any(fact.about) and fact.kind is not FactKind.PROVISION
    return (fact.kind, tuple(map(bare, fact.about))) if is_named else None


def _meaning(fact: Fact) -> Hashable:
    return (fact.kind, fact.means, fact.about[1:]) if fact.means else None


def _in_sentence(of: Callable[[Fact], Hashable]) -> Callable[[_Placed], Hashable]:
    def key(placed: _Placed) -> Hashable:
        subject = None if placed.sentence is None else of(placed.fact)
        return None if subject is None else (placed.sentence, subject)

    return key


def _in_provision(of: Callable[[Fact], Hashable]) -> Callable[[_Placed], Hashable]:
    def key(placed: _Placed) -> Hashable:
        subject = of(placed.fact)
        return None if subject is None else (placed.provision, subject)

    return key


def _clause(fact: Fact) -> Hashable:
    """The kind of what is known by its words only."""
    return fact.kind if fact.kind in (FactKind.DUE_DATE, FactKind.GRADE, FactKind.CONSEQUENCE) else None


def _figure(fact: Fact) -> Hashable:
    """What a target says of its number, whatever it calls the thing."""
    return (fact.kind, fact.says, bare(fact.words)) if fact.kind is FactKind.TARGET else None


def _date(fact: Fact) -> Hashable:
    """When something is due, whatever else its clause says now."""
    return (fact.kind, fact.says) if fact.kind is FactKind.DUE_DATE else None


def _says(one: Fact, other: Fact) -> float:
    """In how many values two facts agree."""
    same = sum(bare(mine) == bare(its) for mine, its in zip(one.says, other.says, strict=False))
    return same + (bare(one.words) == bare(other.words))


def _words(one: Fact, other: Fact) -> float:
    return alike(one.words, other.words)


def _names(one: Fact, other: Fact) -> float:
    return alike(one.about[0], other.about[0])


def _nothing(_one: Fact, _other: Fact) -> float:
    return 0.0


# What makes two facts one, the surest first.
_KEYS: Sequence[_Key] = (
    _Key(_said_in_sentence, _nothing),
    _Key(_said_in_provision, _nothing),
    _Key(_said_in_document, _nothing),
    _Key(_iri, _unplaced, 1.0),
    _Key(_in_sentence(_subject), _says),
    _Key(_in_provision(_subject), _says),
    _Key(_in_sentence(_meaning), _says),
    _Key(_in_provision(_meaning), _says),
    _Key(_in_sentence(_figure), _names, _ALIKE),
    _Key(_in_sentence(_clause), _words, _ALIKE),
    _Key(_in_provision(_clause), _words, _ALIKE),
    _Key(_in_sentence(_date), _words),
    _Key(_in_provision(_date), _words),
)


def _by_provision(
    before: Iterable[Fact], lost: Iterable[Fact], changed: Iterable[Change], new: Iterable[Fact]
) -> tuple[ProvisionChanges, ...]:
    totals: dict[tuple[str, str, FactKind], int] = defaultdict(int)
    for fact in before:
        totals[_where(fact)] += 1
    gone, other, added = defaultdict(list), defaultdict(list), defaultdict(list)
    for fact in lost:
        gone[_where(fact)].append(fact)
    for change in changed:
        other[_where(change.before)].append(change)
    for fact in new:
        added[_where(fact)].append(fact)
    return tuple(
        ProvisionChanges(*where, totals[where], tuple(gone[where]), tuple(other[where]), tuple(added[where]))
        for where in dict.fromkeys((*totals, *added))
        if gone[where] or other[where] or added[where]
    )


def _where(fact: Fact) -> tuple[str, str, FactKind]:
    return fact.document, fact.path, fact.kind
