"""The triples of a document in order, of which a long one has more than memory should hold."""

from __future__ import annotations

import marshal
import zlib
from collections.abc import Iterable, Iterator, Sequence
from heapq import merge
from itertools import chain, groupby, islice

from policygraph.rdf.terms import Triple

__all__ = ["SortedTriples"]

# How many are sorted at a time, and packed together.
_MOST, _SOME = 200_000, 4_000


class SortedTriples:
    """Triples sorted, each once; where there are many they are held packed and unpacked some at a time."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        """``triples`` come in no order, some more than once."""
        rest = iter(triples)
        first = list(islice(rest, _MOST))
        is_all = len(first) < _MOST
        # Much of what is told comes in order, which a set would forget.
        self._few: Sequence[Triple] = sorted(dict.fromkeys(first)) if is_all else ()
        self._packed: Sequence[bytes] = ()
        self._count = len(self._few)
        if not is_all:
            runs = [list(_packed(sorted(first)))]
            del first
            while run := list(islice(rest, _MOST)):
                runs.append(list(_packed(sorted(run))))
            self._packed = list(_packed(self._counted(merge(*map(_unpacked, runs)))))

    def _counted(self, triples: Iterable[Triple]) -> Iterator[Triple]:
        for triple, _ in groupby(triples):
            self._count += 1
            yield triple

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Triple]:
        return chain(self._few, _unpacked(self._packed))


def _packed(triples: Iterable[Triple]) -> Iterator[bytes]:
    rest = iter(triples)
    while some := list(islice(rest, _SOME)):
        yield zlib.compress(marshal.dumps(some), 1)


def _unpacked(blocks: Sequence[bytes]) -> Iterator[Triple]:
    for block in blocks:
        # Its own bytes, which never leave this process.
        yield from marshal.loads(zlib.decompress(block))  # noqa: S302
