"""What became of the facts of an earlier build: kept, changed or lost; and which are new.

Facts are the same by their IRI, which survives edits elsewhere, or else by all that they say, also in a provision of
another number. Of the rest, two that stand in one provision and are about the same thing are one that changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass

from policygraph.queries.facts import Fact, FactKind

__all__ = ["Change", "Changes", "ProvisionChanges", "compare"]

# So much of a sentence, at either end, shows that it is the same one in other words.
_ENDS = 6


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
class _Placed:
    """A fact, and the path that its provision has in the later build."""

    fact: Fact
    path: str


def compare(before: Sequence[Fact], after: Sequence[Fact]) -> Changes:
    """The differences between the facts of an earlier and a later build, in the order of the earlier one's text."""
    moved = _moved(before, after)
    lost = [_Placed(fact, moved.get((fact.document, fact.path), fact.path)) for fact in before]
    new = [_Placed(fact, fact.path) for fact in after]
    pairs = [pair for key in _KEYS for pair in _paired(lost, new, key)]
    changed = [Change(one, other) for one, other in pairs if _content(one) != _content(other)]
    return Changes(
        kept=len(pairs) - len(changed),
        provisions=_by_provision(before, [p.fact for p in lost], changed, [p.fact for p in new]),
    )


def _moved(before: Iterable[Fact], after: Iterable[Fact]) -> dict[tuple[str, str], str]:
    """The later paths of provisions that keep their title under another number, by document and earlier path."""
    paths: dict[tuple[str, tuple[str, ...]], list[str]] = defaultdict(list)
    for fact in after:
        if fact.kind is FactKind.PROVISION and any(fact.about):
            paths[fact.document, fact.about].append(fact.path)
    return {
        (fact.document, fact.path): found[0]
        for fact in before
        if fact.kind is FactKind.PROVISION
        and len(found := paths.get((fact.document, fact.about), [])) == 1
        and fact.path != found[0]
    }


def _paired(
    lost: list[_Placed], new: list[_Placed], key: Callable[[_Placed], Hashable]
) -> list[tuple[Fact, Fact]]:
    """Take out of both lists, in their order, the facts that have one key; None is no key."""
    waiting: dict[Hashable, list[_Placed]] = defaultdict(list)
    for placed in reversed(new):
        waiting[key(placed)].append(placed)
    pairs: list[tuple[_Placed, _Placed]] = []
    for placed in lost:
        found = key(placed)
        if found is not None and waiting.get(found):
            pairs.append((placed, waiting[found].pop()))
    taken = {id(placed) for pair in pairs for placed in pair}
    lost[:] = [placed for placed in lost if id(placed) not in taken]
    new[:] = [placed for placed in new if id(placed) not in taken]
    return [(one.fact, other.fact) for one, other in pairs]


def _content(fact: Fact) -> Hashable:
    """All that a fact says, wherever it stands; a part of a document is what its title says."""
    return fact.kind, fact.about, fact.says, "".join(fact.quote.split())


def _by_iri(placed: _Placed) -> Hashable:
    # A part's IRI is its number, which may have gone to another part.
    if placed.fact.kind is FactKind.PROVISION:
        return (placed.fact.document, placed.path, placed.fact.about)
    return placed.fact.document, placed.fact.key


def _in_provision(placed: _Placed) -> Hashable:
    return placed.fact.document, placed.path, _content(placed.fact)


def _in_document(placed: _Placed) -> Hashable:
    return None if placed.fact.kind is FactKind.DOCUMENT else (placed.fact.document, _content(placed.fact))


def _of_subject_and_words(placed: _Placed) -> Hashable:
    subject = _of_subject(placed)
    return None if subject is None else (subject, placed.fact.quote)


def _of_subject(placed: _Placed) -> Hashable:
    """The provision and what the fact is about there; a part of a document is about itself."""
    fact = placed.fact
    is_named = any(fact.about) or fact.kind is FactKind.PROVISION
    about = () if fact.kind is FactKind.PROVISION else fact.about
    return (fact.document, placed.path, fact.kind, about) if is_named else None


def _of_beginning(placed: _Placed) -> Hashable:
    return _of_end(placed, lambda words: words[:_ENDS])


def _of_ending(placed: _Placed) -> Hashable:
    return _of_end(placed, lambda words: words[-_ENDS:])


def _of_end(placed: _Placed, cut: Callable[[str], str]) -> Hashable:
    fact = placed.fact
    if fact.kind not in (FactKind.OBLIGATION, FactKind.DUE_DATE):
        return None
    return fact.document, placed.path, fact.kind, cut("".join(fact.quote.split()))


# What makes two facts one, the surest first.
_KEYS: Sequence[Callable[[_Placed], Hashable]] = (
    _by_iri,
    _in_provision,
    _in_document,
    _of_subject_and_words,
    _of_subject,
    _of_beginning,
    _of_ending,
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
