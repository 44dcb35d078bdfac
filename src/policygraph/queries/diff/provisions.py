"""What became of the provisions of a document between two editions."""

from __future__ import annotations

from collections.abc import Iterator

from policygraph.queries.changes import Edition
from policygraph.queries.diff.differences import Kind
from policygraph.queries.editions import Group, bare
from policygraph.queries.facts import Fact
from policygraph.rdf.iris import number_of, part

__all__ = ["Provisions"]


class Provisions:
    """The provisions of two editions; where one went, and which number it has there."""

    def __init__(self, edition: Edition) -> None:
        self._groups = edition.alignment.groups
        self._old = {fact.path: at for at, group in enumerate(self._groups) for fact in group.before}
        self._new = {fact.path: at for at, group in enumerate(self._groups) for fact in group.after}

    def group(self, path: str, *, is_old: bool = False) -> int:
        """The number of the group that a later (or earlier) provision belongs to; -1 where it is none."""
        return (self._old if is_old else self._new).get(path, -1)

    def are_one(self, before: str, after: str) -> bool:
        """Whether an earlier and a later path are those of one provision, or of its parts."""
        group = self._old.get(before, before)
        return group == self._new.get(after, after)

    def is_divided(self, path: str) -> bool:
        """Whether a later provision is part or whole of one that was split or merged."""
        group = self._groups[self._new[path]] if path in self._new else Group((), ())
        return max(len(group.before), len(group.after)) > 1

    def changes(self) -> Iterator[tuple[Kind, tuple[Fact, ...], tuple[Fact, ...]]]:
        """What came, went, was split or merged, got another title, place or number; in the later order."""
        for group in self._groups:
            kinds = self._kinds(group)
            for kind in kinds:
                yield kind, group.before, group.after

    def _kinds(self, group: Group) -> Iterator[Kind]:
        if not group.before:
            yield Kind.ADDED
        elif not group.after:
            yield Kind.DROPPED
        elif len(group.before) > 1:
            yield Kind.MERGED
        elif len(group.after) > 1:
            yield Kind.SPLIT
        else:
            (one,), (other,) = group.before, group.after
            if bare(one.about[0]) != bare(other.about[0]):
                yield Kind.RENAMED
            if not self._is_below_the_same(one.path, other.path):
                yield Kind.MOVED
            elif _number(one.path) != _number(other.path):
                yield Kind.RENUMBERED

    def _is_below_the_same(self, before: str, after: str) -> bool:
        above, its = before.rpartition("/")[0], after.rpartition("/")[0]
        return self.are_one(above, its) if above and its else above == its


def _number(path: str) -> str:
    """The number of a provision among its neighbours, however it is written."""
    return number_of(part(path.rpartition("/")[2]))
