"""What resolves names with one set of vocabularies: each made once, when asked for, for all who read a document."""

from __future__ import annotations

from functools import cached_property, lru_cache

from policygraph.resolution.agencies import AgencyResolver
from policygraph.resolution.areas import AreaResolver
from policygraph.resolution.documents import DocumentResolver
from policygraph.resolution.forms import Forms
from policygraph.resolution.indicators import IndicatorResolver
from policygraph.vocabulary import Area, Lexicon

__all__ = ["Resolvers"]


class Resolvers:
    """The resolvers of one set of vocabularies."""

    def __init__(self, lexicon: Lexicon) -> None:
        """``lexicon`` are the vocabularies."""
        self._lexicon = lexicon
        # Whoever corrects a document asks for the bodies of the one that was read last.
        self.agencies = lru_cache(maxsize=1)(self._agencies)

    @cached_property
    def areas(self) -> AreaResolver:
        """Names of areas."""
        return AreaResolver(self._lexicon)

    @cached_property
    def documents(self) -> DocumentResolver:
        """Titles and numbers of documents."""
        return DocumentResolver(self._lexicon)

    @cached_property
    def indicators(self) -> IndicatorResolver:
        """Phrases for indicators."""
        return IndicatorResolver(self._lexicon)

    @cached_property
    def forms(self) -> Forms:
        """Forms of bodies."""
        return Forms(self._lexicon)

    def _agencies(self, area: Area | None, title: str, issuer: str) -> AgencyResolver:
        """Names of bodies in a document of an area, by its title and who issued it."""
        return AgencyResolver(self._lexicon, self.areas, area, title, issuer, self.forms)
