"""Cited documents: number and title both lead to the one directive of the register."""

from __future__ import annotations

import re

from policygraph.vocabulary import Directive, Lexicon

_MARKS = re.compile(r"[“”‘’《》（）〔〕\s]")


class DocumentResolver:
    """Finds directives of the register by number or title."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._by_number = {d.number: d for d in lexicon.directives if d.number}
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


def _key(title: str) -> str:
    return _MARKS.sub("", title)
