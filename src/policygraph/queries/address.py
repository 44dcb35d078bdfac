"""Finding what a person names: a document and path or offset, an IRI in full or short, or a label."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterator
from difflib import get_close_matches

from policygraph.builds.reader import Reader
from policygraph.errors import QueryError
from policygraph.extraction.citations import normalise_number
from policygraph.model import Quote
from policygraph.model.paths import canonical_path
from policygraph.rdf.iris import part
from policygraph.rdf.prefixes import expanded
from policygraph.rdf.terms import DCTERMS, PG, PROV, SKOS

__all__ = ["document", "provision", "thing"]

_LABELS = ("prefLabel", "altLabel", "hiddenLabel")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*://")
# jincheng:765, jincheng:765-772, jincheng:765,772; what is before the last colon may hold colons itself.
_OFFSETS = re.compile(r"(?P<name>.+)[:：](?P<start>\d{1,18})(?:[-–,，](?P<end>\d{1,18}))?", re.DOTALL)
# Where several things hold an offset, the first of these is meant, and of each kind the shortest.
_KINDS = ("Target", "Assignment", "Citation", "Obligation", "Finding", "Provision")
_SHOWN = 5
_BRACKETS = str.maketrans("()", "（）")


def document(reader: Reader, name: str) -> str:
    """The IRI of the document called ``name``, by its name or that of its file, or ''."""
    named = unicodedata.normalize("NFC", name)
    if found := reader.subjects(DCTERMS.base + "identifier", named, literal=True):
        return found[0]
    texts = reader.subjects(PG.iri("fileName"), name, literal=True)
    found = [plan for text in texts for plan in reader.subjects(PG.iri("sourceText"), text)]
    return found[0] if found else ""


def provision(reader: Reader, name: str, path: str) -> str:
    """The IRI of a part of a document.

    Raises:
        QueryError: there is no such document or part, the message lists those there are; or one is no text.
    """
    _refuse_bytes("name", name)
    _refuse_bytes("path", path)
    plan = document(reader, name) or next(iter(_numbered(reader, name)), "")
    if not plan:
        raise _no_document(reader, name)
    found = f"{plan}/{part(canonical_path(path))}"
    if reader.types(found):
        return found
    parts = reader.subjects(PG.iri("ofDocument"), plan)
    paths = {reader.value(p, PG.iri("path")): p for p in parts if reader.value(p, PG.iri("order"))}
    # The register writes …/provision/3.8 for what would be …/measure/3.8 in a text.
    if canonical_path(path) in paths:
        return paths[canonical_path(path)]
    ordered = sorted(paths, key=lambda known: int(reader.value(paths[known], PG.iri("order"))))
    raise QueryError(f"{name} has no part {path!r}; it has: {', '.join(ordered)}")


def thing(reader: Reader, name: str, *, leaving: Container[str] = ()) -> str:
    """The IRI in full of ``name``: full, prefixed (``ind:pue``), short (``plan/jincheng/chapter/2``), number or label.

    ``jincheng:765`` is what was read at that offset of a document, ``jincheng:765-772`` what holds that stretch.

    Args:
        reader: the build.
        name: what a person wrote.
        leaving: kinds of things at an offset that are not meant.

    Raises:
        QueryError: the build says nothing about it.
    """
    _refuse_bytes("name", name)
    candidates = (
        [name]
        if _SCHEME.match(name)
        else [
            expanded(name),
            f"{reader.build.base}id/{name}",
            document(reader, name),
            *_numbered(reader, name),
        ]
    )
    for candidate in candidates:
        if reader.knows(candidate):
            return candidate
    if found := _labelled(reader, name):
        return found
    if not _SCHEME.match(name) and (offsets := _OFFSETS.fullmatch(name)):
        start = int(offsets["start"])
        end = int(offsets["end"]) if offsets["end"] else start + 1
        return _at(reader, offsets["name"], start, end, leaving)
    near = _nearest(reader, name)
    if near:
        raise QueryError(
            f"the build says nothing about {name!r} (the nearest are: {', '.join(near)}); "
            "copy an IRI from the column iri of a query"
        )
    raise QueryError(f"the build says nothing about {name!r}; copy an IRI from the column iri of a query")


def _at(reader: Reader, name: str, start: int, end: int, leaving: Container[str]) -> str:
    """The IRI of what was read where a stretch of a document stands."""
    plan = document(reader, name)
    if not plan:
        raise _no_document(reader, name)
    if end <= start:
        raise QueryError(
            f"the stretch {start}–{end} of {name} ends before it starts; write the smaller offset first"
        )
    text = reader.value(plan, PG.iri("sourceText"))
    held = [
        (_KINDS.index(kind), quote.end - quote.start, quote.start, thing)
        for thing, quote in _quoted(reader, text)
        if quote.start <= start < end <= quote.end and (kind := _kind(reader, thing)) and kind not in leaving
    ]
    if held:
        return min(held)[-1]
    where = f"{start}" if end == start + 1 else f"{start}–{end}"
    length = reader.value(text, DCTERMS.base + "extent")
    raise QueryError(
        f"nothing was read at {where} of {name}, which has {length} characters; "
        "the columns start and end of a query say where facts stand"
    )


def _quoted(reader: Reader, text: str) -> Iterator[tuple[str, Quote]]:
    """Everything that was quoted from a text, and from where."""
    for span in reader.subjects(PG.iri("inText"), text):
        quote = reader.span(span)
        for predicate in (PROV.iri("wasQuotedFrom"), PG.iri("textSpan")):
            yield from ((thing, quote) for thing in reader.subjects(predicate, span))


def _kind(reader: Reader, iri: str) -> str:
    """Which of the kinds that an offset can mean a thing is, or ''."""
    names = {kind.removeprefix(PG.base) for kind in reader.types(iri)}
    found = next((kind for kind in _KINDS if kind in names), "")
    return found or ("Provision" if reader.value(iri, PG.iri("path")) else "")


def _no_document(reader: Reader, name: str) -> QueryError:
    names = sorted(document.name for document in reader.build.manifest.documents)
    return QueryError(f"the build holds no document {name!r}; it holds: {', '.join(names)}")


def _refuse_bytes(what: str, text: str) -> None:
    """See that an argument of the command line is text: bytes that are not UTF-8 reach Python as lone surrogates."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise QueryError(f"the {what} is not UTF-8 text; write it again") from error


def _labelled(reader: Reader, name: str) -> str:
    """The IRI of the indicator or body with that label (preferred, alternative or hidden), or ''."""
    for predicate in _LABELS:
        for subject in reader.subjects_labelled(SKOS.base + predicate, name):
            if reader.has_type(subject, "Indicator") or reader.has_type(subject, "Agency"):
                return subject
    return ""


def _nearest(reader: Reader, name: str) -> list[str]:
    """Names of documents, bodies and indicators that hold ``name``, or else are written much like it."""
    documents = [document.name for document in reader.build.manifest.documents]
    labels = reader.pairs(SKOS.base + _LABELS[0])
    ours = {iri for kind in ("Agency", "Indicator") for iri in reader.instances(PG.iri(kind))}
    known = list(dict.fromkeys([*documents, *sorted(label for iri, label in labels if iri in ours)]))
    holding = [one for one in known if name and name in one]
    return holding[:_SHOWN] or get_close_matches(name, known, n=_SHOWN)


def _numbered(reader: Reader, number: str) -> list[str]:
    """The documents of that number in any brackets, those in the build before those that are only cited."""
    standard = normalise_number(unicodedata.normalize("NFKC", number).translate(_BRACKETS))
    found = reader.subjects(PG.iri("docNumber"), standard, literal=True)
    return sorted(found, key=lambda iri: (not reader.value(iri, PG.iri("sourceText")), iri))
