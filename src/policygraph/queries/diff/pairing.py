"""Which documents of two builds are editions of one though their names differ: plan-2021 and plan-2023."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from policygraph.errors import QueryError
from policygraph.queries.editions import alike, bare
from policygraph.queries.facts import Fact, FactKind

__all__ = ["paired_documents"]

# What tells editions apart in a title: 2021年, “十四五”, （修订版）.
_EDITION = re.compile(r"\d+|[〇零一二三四五六七八九十]+五|[（(][^（）()]*[）)]|修订|修正|年度?")
_ALIKE = 0.6


def paired_documents(
    before: Iterable[Fact], after: Iterable[Fact], given: Mapping[str, str]
) -> dict[str, str]:
    """The later names of earlier documents that changed theirs.

    Documents are paired that are left on both sides, of one area (or both of none) and of titles that are alike but
    for the years, and only where each is the only one that the other could be.

    Args:
        before: the facts of the earlier build.
        after: those of the later one.
        given: pairs that somebody named.

    Raises:
        QueryError: a build has no document of a name that is given.
    """
    old, new = _documents(before), _documents(after)
    for one, other in given.items():
        for name, known in ((one, old), (other, new)):
            if name not in known:
                listed = "、".join(known)
                raise QueryError(f"there is no document {name!r} in the build; it has {listed:.200}")
    left = {name: fact for name, fact in old.items() if name not in new and name not in given}
    free = {name: fact for name, fact in new.items() if name not in old and name not in given.values()}
    could = {one: [other for other in free if _are_editions(left[one], free[other])] for one in left}
    found = {one: others[0] for one, others in could.items() if len(others) == 1}
    return dict(given) | {
        one: other for one, other in found.items() if sum(other in others for others in could.values()) == 1
    }


def _documents(facts: Iterable[Fact]) -> dict[str, Fact]:
    return {fact.document: fact for fact in facts if fact.kind is FactKind.DOCUMENT}


def _are_editions(one: Fact, other: Fact) -> bool:
    title, its = (_EDITION.sub("", bare(fact.about[0])) for fact in (one, other))
    return bool(title) and one.says[1] == other.says[1] and (title == its or alike(title, its) >= _ALIKE)
