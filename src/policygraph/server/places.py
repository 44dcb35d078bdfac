"""From the IRI of a thing to the address of the page that shows it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

from policygraph.pages import Language
from policygraph.rdf.terms import DCTERMS, PG, SKOS
from policygraph.server.addresses import Addresses
from policygraph.server.views import NothingThereError

if TYPE_CHECKING:
    from policygraph.server.workbench import Workbench

__all__ = ["address_of", "called", "directives_of", "label_of", "names_of", "split"]


def address_of(workbench: Workbench, iri: str, to: Addresses) -> str:
    """Where the page of a thing is; '' where there is none."""
    reader = workbench.reader
    label = reader.label(iri)
    if reader.has_type(iri, "Indicator"):
        return to.indicator(label) if label else ""
    if reader.has_type(iri, "Agency"):
        return to.agency(label) if label else ""
    if measure := reader.value(iri, PG.iri("inProvision")):
        quote = reader.quote(iri)
        return (
            to.document(quote.document, f"at-{quote.start}") if quote else address_of(workbench, measure, to)
        )
    if path := reader.value(iri, PG.iri("path")):
        document = reader.value(iri, PG.iri("ofDocument"))
        name = _built(workbench, document)
        return to.measure(name, path) if name else address_of(workbench, document, to)
    if name := _built(workbench, iri):
        return to.document(name)
    number = reader.value(iri, PG.iri("docNumber")) or label
    return to.directive(number) if number in directives_of(workbench) else ""


def _built(workbench: Workbench, document: str) -> str:
    """The name of a document whose text was read, else ''."""
    reader = workbench.reader
    is_read = reader.value(document, PG.iri("sourceText"))
    return reader.value(document, DCTERMS.iri("identifier")) if is_read else ""


def directives_of(workbench: Workbench) -> Mapping[str, str]:
    """The IRIs of the documents that others rest on or refer to, by number or, without one, by title."""

    def find() -> Mapping[str, str]:
        reader = workbench.reader
        found = {row["number"] or row["title"]: row["iri"] for row in workbench.rows("directives")}
        others = {*reader.instances(PG.iri("Directive")), *(iri for _, iri in reader.pairs(PG.iri("cites")))}
        for iri in sorted(others):
            found.setdefault(reader.value(iri, PG.iri("docNumber")) or reader.label(iri), iri)
        found.pop("", None)
        return found

    return workbench.once("directives by number", find)


def names_of(workbench: Workbench) -> frozenset[str]:
    """The names of the documents that were read."""
    documents = workbench.session.build.manifest.documents
    return workbench.once("names", lambda: frozenset(one.name for one in documents))


def called(workbench: Workbench, name: str, language: Language) -> str:
    """What people call a document: its area, where it is the only one for that; else its name."""

    def find() -> Mapping[str, str]:
        areas = {row["document"]: row["area"] for row in workbench.rows("documents")}
        counts = Counter(areas.values())
        return {document: area for document, area in areas.items() if area and counts[area] == 1}

    area = workbench.once("called", find).get(name)
    return label_of(workbench, "area", area, language) if area else name


def label_of(workbench: Workbench, scheme: str, text: str, language: Language) -> str:
    """What the tables call by a Chinese name, in a language; that name where it has none there, or several.

    Args:
        workbench: the build.
        scheme: the part of the vocabulary that it stands in: area, function or code.
        text: its Chinese name.
        language: of the page.
    """
    if language is Language.ZH or not text:
        return text

    def find() -> str:
        reader = workbench.reader
        found = {
            reader.label_in(iri, language)
            for iri in reader.subjects_labelled(SKOS.iri("prefLabel"), text)
            if f"/vocab/{scheme}/" in iri
        }
        return found.pop() or text if len(found) == 1 else text

    return workbench.once(("label", scheme, text, language), find)


def split(workbench: Workbench, rest: str) -> tuple[str, str]:
    """The name of a document and the path of a part of it, '' for none, from the end of an address.

    Names and paths hold slashes: of several documents the one with the longest name is meant.

    Raises:
        NothingThereError: no document has such a name.
    """
    names = names_of(workbench)
    pieces = rest.split("/")
    for end in range(len(pieces), 0, -1):
        if (name := "/".join(pieces[:end])) in names:
            return name, "/".join(pieces[end:])
    raise NothingThereError(rest)
