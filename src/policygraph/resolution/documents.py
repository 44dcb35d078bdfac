"""Cited documents: number and title both lead to the one directive of the register."""

from __future__ import annotations

import re

from policygraph.vocabulary import Directive, Lexicon

__all__ = ["DocumentResolver"]

_MARKS = re.compile(r"[“”‘’《》（）〔〕\s]")


class DocumentResolver:
    """Finds directives of the register by number or title, for citations and for documents themselves."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._by_number = {d.number: d for d in lexicon.directives if d.number}
        self._by_iri = {d.iri: d for d in lexicon.directives}
        self._by_title: dict[str, list[Directive]] = {}
        for directive in lexicon.directives:
            for title in set(map(_key, directive.titles)):
                self._by_title.setdefault(title, []).append(directive)

    def resolve(self, number: str, title: str) -> str:
        """The IRI of the directive, '' where the register has none or a title fits several.

        The number decides where there is one: documents of different levels share titles.
        """
        if number:
            found = self._by_number.get(number)
            return found.iri if found else ""
        fitting = self._by_title.get(_key(title), [])
        return fitting[0].iri if len(fitting) == 1 else ""

    def identify(self, number: str, title: str, area: str) -> str:
        """The IRI of the directive that a document itself is, '' if the register does not list it.

        A title alone is enough only for a document of the directive's own area (an IRI): cities take over titles.
        """
        found = self._by_iri.get(self.resolve(number, title))
        return found.iri if found and (number or found.area == area) else ""


def _key(title: str) -> str:
    return _MARKS.sub("", title)
