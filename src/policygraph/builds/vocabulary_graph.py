"""The graph of ontology and vocabularies, which is most of a small build and the same in many."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from policygraph import resources
from policygraph.builds.packed import packed
from policygraph.builds.shards import encoded, written
from policygraph.caches import keep, kept
from policygraph.graph.background import Background
from policygraph.graph.standard_terms import broader_triples
from policygraph.rdf.terms import Triple
from policygraph.rdf.trig import Trig

__all__ = ["VocabularyGraph", "vocabulary_graph"]

_NAME = "vocabulary"
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


def vocabulary_graph(
    background: Background, areas: Collection[str], whole: Collection[str], graph: str, base: str
) -> VocabularyGraph:
    """The graph for a build, as it was written before where that was for the same areas.

    Args:
        background: what the vocabulary is taken from.
        areas: terms of the areas that are mentioned.
        whole: terms of those whose parts are wanted too.
        graph: the term of the named graph.
        base: the base IRI of the build.
    """
    key = hashlib.sha256()
    digests = (hashlib.sha256(path.read_bytes()).hexdigest() for path in resources.code(*_CODE))
    for some in (
        digests,
        (file.sha256 for file in background.files),
        sorted(areas),
        sorted(whole),
        (graph, base),
    ):
        key.update("\n".join([*some, "\n"]).encode())
    before = kept(_NAME, key.digest())
    if isinstance(before, VocabularyGraph):
        return before
    triples = sorted(set(background.vocabulary_for(areas, whole)))
    made = VocabularyGraph(
        quads=len(triples),
        lines=b"".join(packed(written(triples, graph))),
        trig=encoded("".join(Trig(base).graph(graph, triples))),
        broader=tuple(sorted(set(broader_triples(triples)))),
    )
    keep(_NAME, key.digest(), made)
    return made
