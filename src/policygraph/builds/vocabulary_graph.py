"""The graph of ontology and vocabularies: most of a small build, and but for the areas the same in all."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Self

from policygraph import resources
from policygraph.builds.packed import packed
from policygraph.builds.shards import encoded, written
from policygraph.caches import keep, kept
from policygraph.graph.background import Background
from policygraph.graph.standard_terms import broader_triples
from policygraph.rdf.terms import Triple
from policygraph.rdf.trig import Trig

__all__ = ["VocabularyGraph", "vocabulary_graph"]

_NAME, _OF_AREAS = "vocabulary", "areas-in-graphs"
# So few triples are written as fast as they are looked up.
_FEW = 1_000
# What reads the vocabularies' files, and what writes their graph.
_CODE = (
    "model/*.py", "vocabulary/*.py", "rdf/*.py", "graph/background.py", "graph/standard_terms.py", "builds/*.py",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class VocabularyGraph:
    """The named graph as files hold it: its lines packed, and as TriG in UTF-8.

    ``quads`` is their number; ``broader`` is what follows from it in standard terms.
    """

    quads: int
    lines: bytes
    trig: bytes
    broader: Sequence[Triple]


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A stretch of the sorted graph as files hold it: its lines packed, and its subjects as TriG."""

    quads: int
    lines: bytes
    trig: str

    @classmethod
    def of(cls, triples: Sequence[Triple], graph: str, trig: Trig) -> Self:
        return cls(len(triples), b"".join(packed(written(triples, graph))), "".join(trig.subjects(triples)))


@dataclass(frozen=True, slots=True)
class _Kept:
    """What is about no area: the stretches before and after the areas, and what follows from both."""

    before: _Stretch
    after: _Stretch
    broader: Sequence[Triple]


def vocabulary_graph(
    background: Background, areas: Collection[str], whole: Collection[str], graph: str, base: str
) -> VocabularyGraph:
    """The graph for a build; what is about no area, nearly all of it, is as it was written before.

    Args:
        background: what the vocabulary is taken from.
        areas: terms of the areas that are mentioned.
        whole: terms of those whose parts are wanted too.
        graph: the term of the named graph.
        base: the base IRI of the build.
    """
    trig = Trig(base)
    before, scheme, after = background.vocabulary_around()
    of_areas = sorted({*scheme, *background.said_of_areas(areas, whole)})
    key = _key(background, graph, base)
    fixed = kept(_NAME, key)
    if not isinstance(fixed, _Kept):
        fixed = _Kept(
            _Stretch.of(before, graph, trig),
            _Stretch.of(after, graph, trig),
            tuple(sorted(set(broader_triples([*before, *after])))),
        )
        keep(_NAME, key, fixed)
    stretches = (fixed.before, _of_areas(of_areas, graph, trig, key), fixed.after)
    said = trig.BETWEEN.join(one.trig for one in stretches if one.trig)
    return VocabularyGraph(
        quads=sum(one.quads for one in stretches),
        lines=b"".join(one.lines for one in stretches),
        trig=encoded(f"{trig.opening(graph)}{said}{trig.CLOSING}"),
        broader=(*fixed.broader, *sorted(set(broader_triples(of_areas)))),
    )


def _of_areas(triples: Sequence[Triple], graph: str, trig: Trig, key: bytes) -> _Stretch:
    """What is about areas: of the builds in one place they are the same again and again."""
    if len(triples) < _FEW:
        return _Stretch.of(triples, graph, trig)
    said = "\n".join(map(" ".join, triples))
    key += hashlib.sha256(said.encode("utf-8", "surrogatepass")).digest()
    known = kept(_OF_AREAS, key)
    if not isinstance(known, _Stretch):
        known = _Stretch.of(triples, graph, trig)
        keep(_OF_AREAS, key, known)
    return known


def _key(background: Background, graph: str, base: str) -> bytes:
    """A digest of all that the kept stretches depend on."""
    code = (hashlib.sha256(path.read_bytes()).hexdigest() for path in resources.code(*_CODE))
    files = (file.sha256 for file in background.files)
    return hashlib.sha256("\n".join([*code, "", *files, "", graph, base]).encode()).digest()
