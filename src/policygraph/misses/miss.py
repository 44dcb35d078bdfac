"""Places that look like facts of which none was made, and how sure that is; findings of them, one a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from policygraph.model import Finding, Severity, Text

__all__ = ["Miss", "Spans", "findings_of"]

_MOST_QUOTED = 5
_QUOTED = 40


@dataclass(frozen=True, slots=True)
class Miss:
    """A stretch of the clean text, in half-open offsets, that may be a fact; ``group`` is where its sentence begins."""

    start: int
    end: int
    is_likely: bool
    group: int


class Spans:
    """Stretches of the clean text that belong to facts; asked whether another stretch touches one."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._taken = bytearray()
        for start, end in spans:
            if end > len(self._taken):
                self._taken.extend(bytes(end - len(self._taken)))
            self._taken[start:end] = b"\1" * (end - start)

    def touch(self, start: int, end: int) -> bool:
        """Whether a fact has a character of ``[start, end)``."""
        return self._taken.find(1, start, end) >= 0


def findings_of(code: str, what: str, places: Iterable[Miss], text: Text) -> Iterator[Finding]:
    """A finding for each sentence and degree of certainty: a warning where a fact is likely, else an information.

    Args:
        code: the code of the findings.
        what: the sentence's end in English: what the quoted words may be.
        places: the places, in any order.
        text: the document.
    """
    ordered = sorted(places, key=lambda place: (not place.is_likely, place.group, place.start, place.end))
    for _, alike in groupby(ordered, key=lambda place: (place.is_likely, place.group)):
        yield _finding(code, what, list(alike), text)


def _finding(code: str, what: str, places: Sequence[Miss], text: Text) -> Finding:
    quotes = dict.fromkeys(text.clean[place.start : place.end][:_QUOTED] for place in places)
    quoted = "”, “".join(list(quotes)[:_MOST_QUOTED])
    severity = Severity.WARNING if places[0].is_likely else Severity.INFO
    span = text.span(places[0].start, max(place.end for place in places))
    return Finding(code, severity, f"“{quoted}” {what}", span)
