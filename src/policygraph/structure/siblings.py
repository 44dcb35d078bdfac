"""Which items of a chapter have titles: told from what they have in common, not from each alone."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from policygraph.structure.scheme import Placed
from policygraph.structure.titles import short_title_end

__all__ = ["settle_titles"]

_MOST_TITLES = 0.5
# Behind a sentence that is all there is of an item may stand who answers for it.
_BRACKETS = re.compile(r"（[^（）]*(?:（[^（）]*）[^（）]*)*）|〔[^〔〕]*〕|【[^【】]*】")
# Of two items one says too little about the other: what the whole plan does decides.
_FEW = 2
_SHORT, _LONG = 24, 20


def settle_titles(clean: str, placed: Sequence[Placed], body_end: int) -> list[Placed]:
    """The headings, without a title where the first sentence of the item is its content.

    So it is where that sentence is all there is of the item, and where most items beside it have no title: in a list
    of sentences, those that sound like a title have none either.

    Args:
        clean: the clean text.
        placed: the headings of the plan, in order.
        body_end: where the plan's body ends.
    """
    siblings: dict[str, list[Placed]] = defaultdict(list)
    for one in placed:
        siblings[one.path.rpartition("/")[0] if one.level > 1 else ""].append(one)
    items = [one for one in placed if one.level > 1]
    are_titled = sum(_is_run_in(clean, one) for one in items) > _MOST_TITLES * len(items)
    titled = {
        parent
        for parent, group in siblings.items()
        if _are_mostly_titled(clean, group)
        or (parent and are_titled and len(group) <= _FEW and any(_is_run_in(clean, one) for one in group))
    }
    untitled = {
        parent
        for parent, group in siblings.items()
        if parent not in titled and not any(_stands_alone(clean, one) for one in group)
    }
    found = []
    for i, one in enumerate(placed):
        following = placed[i + 1] if i + 1 < len(placed) else None
        end = following.heading.start if following else body_end
        parent = one.path.rpartition("/")[0] if one.level > 1 else ""
        has_items = following is not None and following.level > one.level
        rest = clean[one.heading.body_start : end]
        # Where a short title has nothing else behind it, its text is missing.
        is_long = one.heading.title_end - one.heading.title_start >= _LONG
        is_all = not has_items and not (_BRACKETS.sub("", rest) if is_long else rest).strip()
        if _is_run_in(clean, one) and (is_all or parent in untitled):
            found.append(_without_title(one))
        elif parent and parent in titled:
            found.append(_with_title(clean, one, end))
        else:
            found.append(one)
    return found


def _are_mostly_titled(clean: str, group: Sequence[Placed]) -> bool:
    """Whether most items have titles; half of them are enough where these are as short as only titles are."""
    titles = [
        clean[one.heading.title_start : one.heading.title_end] for one in group if _is_run_in(clean, one)
    ]
    are_short = all("，" not in title and len(title) <= _SHORT for title in titles)
    return len(titles) > _MOST_TITLES * len(group) or (
        are_short and len(group) > _FEW and len(titles) == _MOST_TITLES * len(group)
    )


def _is_run_in(clean: str, one: Placed) -> bool:
    """Whether a title ends at a full stop and not at the line's end."""
    heading = one.heading
    return heading.title_end > heading.title_start and clean[heading.title_end : heading.body_start] == "。"


def _stands_alone(clean: str, one: Placed) -> bool:
    heading = one.heading
    return heading.title_end > heading.title_start and not _is_run_in(clean, one)


def _without_title(one: Placed) -> Placed:
    start = one.heading.title_start
    return replace(one, heading=replace(one.heading, title_end=start, body_start=start))


def _with_title(clean: str, one: Placed, end: int) -> Placed:
    """The heading with a short first sentence as its title, as the items beside it have theirs."""
    heading = one.heading
    stop = short_title_end(clean, heading.title_start, end)
    if heading.title_end > heading.title_start or not clean[stop + 1 : end].strip() or not stop:
        return one
    return replace(one, heading=replace(heading, title_end=stop, body_start=stop + 1))
