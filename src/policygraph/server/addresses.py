"""Every address of the workbench, made in one place: percent-encoded, with the language where it is not Chinese."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from policygraph.pages import Language

__all__ = ["USUAL", "Addresses"]

# The language of an address that names none.
USUAL = Language.ZH


@dataclass(frozen=True, slots=True)
class Addresses:
    """Makes the addresses of pages in a language; parameters that are empty are left out.

    Names of documents and paths of measures keep their slashes: ``/measures/2021/anyang/三/（一）``.
    """

    language: Language = USUAL

    def start(self) -> str:
        """The first page."""
        return self._page("/")

    def document(self, name: str, place: str = "") -> str:
        """The reader of a document, at the anchor ``place`` in it."""
        return self._page("/documents", name) + (f"#{quote(place, safe='')}" if place else "")

    def measure(self, name: str, path: str) -> str:
        """A part of a document."""
        return self._page("/measures", name, path)

    def agency(self, name: str) -> str:
        """An agency by its full name."""
        return self._page("/agencies", name)

    def indicator(self, name: str) -> str:
        """An indicator by its Chinese label."""
        return self._page("/indicators", name)

    def directive(self, number: str) -> str:
        """A document that others rest on, by its number or, without one, its title."""
        return self._page("/directives", number)

    def trace(self, name: str, path: str = "") -> str:
        """The way from a part of a document up to the directives."""
        return self._page("/trace", *filter(None, (name, path)))

    def fact(self, iri: str) -> str:
        """The way from one fact, by its IRI, up to the directives."""
        return self._page("/trace", iri=iri)

    def agencies(self, **filters: str) -> str:
        """All agencies."""
        return self._page("/agencies", **filters)

    def indicators(self, **filters: str) -> str:
        """All indicators."""
        return self._page("/indicators", **filters)

    def directives(self) -> str:
        """All documents that others rest on."""
        return self._page("/directives")

    def calendar(self, **filters: str) -> str:
        """What is due when."""
        return self._page("/calendar", **filters)

    def matrix(self, **filters: str) -> str:
        """The comparison of documents by indicator."""
        return self._page("/matrix", **filters)

    def findings(self, **filters: str) -> str:
        """What a person should look at."""
        return self._page("/findings", **filters)

    def search(self, **filters: str) -> str:
        """Words in the texts; ``q`` is what is searched."""
        return self._page("/search", **filters)

    def questions(self, name: str = "") -> str:
        """The stock questions, or one of them."""
        return self._page("/questions", *filter(None, (name,)))

    def table(self, name: str, ending: str) -> str:
        """A stock table as a file: ``csv`` or ``xlsx``."""
        return self._page("/tables", f"{name}.{ending}")

    def static(self, name: str) -> str:
        """A file that pages load; it has no language."""
        return f"/static/{_encoded(name)}"

    def again(self, path: str, query: Mapping[str, str] | None = None, **changed: str) -> str:
        """The page at ``path`` in this language, with the parameters of ``query`` but for those that are ``changed``.

        Args:
            path: the decoded path of an address.
            query: parameters.
            changed: parameters with their new value, '' for none.
        """
        kept = {
            name: value for name, value in (query or {}).items() if name not in ("lang", "format", "picture")
        }
        return self._page(path, **(kept | changed))

    def file(self, path: str, query: Mapping[str, str], form: str, picture: str = "") -> str:
        """The tables, or a ``picture``, of the page at ``path`` with ``query`` as a file, such as ``csv``."""
        return self.again(path, query, page="", format=form, picture=picture)

    def corrections(self, **filters: str) -> str:
        """What people decided about facts."""
        return self._page("/corrections", **filters)

    def with_parameter(self, address: str, **parameters: str) -> str:
        """An address of a page with these parameters in place of its own of their names, '' for none."""
        parts = urlsplit(address)
        kept = [(name, value) for name, value in parse_qsl(parts.query) if name not in parameters]
        given = [(name, value) for name, value in parameters.items() if value]
        return parts._replace(query=urlencode([*kept, *given])).geturl()

    def _page(self, path: str, *segments: str, **parameters: str) -> str:
        given = {name: value for name, value in parameters.items() if value}
        if self.language is not USUAL:
            given["lang"] = self.language.value
        address = "/".join(map(_encoded, (path, *segments)))
        return f"{address}?{urlencode(given)}" if given else address


def _encoded(text: str) -> str:
    return quote(text, safe="/", errors="replace")
