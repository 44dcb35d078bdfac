"""From two documents to the provisions that correspond: a lower one's measures against a higher one's text."""

from __future__ import annotations

from collections.abc import Collection

from policygraph.model import Correspondence, Outline, ProvisionKind, Source
from policygraph.resolution.counterparts import CounterpartFinder, Parent, prose_by_path, with_cues
from policygraph.sources.text import read_text
from policygraph.structure.outline import read_outline
from policygraph.vocabulary import Lexicon, ParentProvision

__all__ = ["Comparer"]

_COMPARED = (ProvisionKind.CHAPTER, ProvisionKind.MEASURE)


class Comparer:
    """Compares documents with one higher document, which is read once."""

    def __init__(
        self, parent: Source, lexicon: Lexicon, directive: str = "", above: Collection[str] = ()
    ) -> None:
        """Read ``parent``.

        Args:
            parent: the higher document.
            lexicon: the register's cue words count beside the text.
            directive: the register's IRI of ``parent``, '' if it does not list it.
            above: the register's IRIs of those that ``parent`` goes back to.
        """
        text = read_text(parent)
        outline = read_outline(text)
        cues = {
            provision.path: provision.cues
            for listed in lexicon.directives
            if listed.iri == directive
            for provision in listed.provisions
        }
        provisions = _provisions(outline, cues)
        for listed in lexicon.directives:
            if listed.iri in above:
                provisions = with_cues(provisions, listed.provisions)
        prose = prose_by_path(outline)
        bodies = tuple((p.path, prose.get(p.path, "")) for p in outline.provisions if p.is_measure)
        self._finder = CounterpartFinder(Parent(provisions, document=parent.name, bodies=bodies))

    def compare(self, child: Source) -> tuple[Correspondence, ...]:
        """The counterparts of all measures of ``child``, in document order, best first within each."""
        text = read_text(child)
        return tuple(self._finder.find(text.clean, read_outline(text)))


def _provisions(outline: Outline, cues: dict[str, tuple[str, ...]]) -> tuple[ParentProvision, ...]:
    return tuple(
        ParentProvision(path=p.path, title=p.title, cues=cues.get(p.path, ()))
        for p in outline.provisions
        if p.kind in _COMPARED
    )
