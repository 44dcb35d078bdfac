"""Finding what a person names: a document and path, an IRI in full or short, or a label."""

from __future__ import annotations

import re

from policygraph.build.reader import Reader, is_iri
from policygraph.errors import QueryError
from policygraph.model.paths import canonical_path
from policygraph.rdf.iris import part
from policygraph.rdf.prefixes import expanded
from policygraph.rdf.terms import DCTERMS, PG, SKOS

__all__ = ["document", "provision", "thing"]

_LABELS = ("prefLabel", "altLabel", "hiddenLabel")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*://")


def document(reader: Reader, name: str) -> str:
    """The IRI of the document called ``name``, or ''."""
    return next(iter(reader.subjects(DCTERMS.base + "identifier", name, literal=True)), "")


def provision(reader: Reader, name: str, path: str) -> str:
    """The IRI of a part of a document.

    Raises:
        QueryError: there is no such document or part, the message lists those there are; or one is no text.
    """
    _refuse_bytes("name", name)
    _refuse_bytes("path", path)
    plan = document(reader, name) or next(iter(_numbered(reader, name)), "")
    if not plan:
        names = sorted(d["name"] for d in reader.build.manifest["documents"])
        raise QueryError(f"the build holds no document {name!r}; it holds: {', '.join(names)}")
    found = f"{plan}/{part(canonical_path(path))}"
    if reader.types(found):
        return found
    parts = reader.subjects(PG.base + "ofDocument", plan)
    paths = {reader.value(p, PG.base + "path"): p for p in parts if reader.value(p, PG.base + "order")}
    # The register writes …/provision/3.8 for what would be …/measure/3.8 in a text.
    if canonical_path(path) in paths:
        return paths[canonical_path(path)]
    ordered = sorted(paths, key=lambda known: int(reader.value(paths[known], PG.base + "order")))
    raise QueryError(f"{name} has no part {path!r}; it has: {', '.join(ordered)}")


def thing(reader: Reader, name: str) -> str:
    """The IRI in full of ``name``: full, prefixed (``ind:pue``), short (``plan/jincheng/target/1-2``), number or label.

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
        if is_iri(candidate) and reader.statements(candidate):
            return candidate
    if found := _labelled(reader, name):
        return found
    raise QueryError(f"the build says nothing about {name!r}; copy an IRI from the column iri of a query")


def _refuse_bytes(what: str, text: str) -> None:
    """See that an argument of the command line is text: bytes that are not UTF-8 reach Python as lone surrogates."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise QueryError(f"the {what} is no text in UTF-8; write it again") from error


def _labelled(reader: Reader, name: str) -> str:
    """The IRI of the indicator or body with that label (preferred, alternative or hidden), or ''."""
    for predicate in _LABELS:
        for subject in reader.subjects_labelled(SKOS.base + predicate, name):
            if reader.has_type(subject, "Indicator") or reader.has_type(subject, "Agency"):
                return subject
    return ""


def _numbered(reader: Reader, number: str) -> list[str]:
    """The documents of that number, those in the build before those that are only cited."""
    found = reader.subjects(PG.base + "docNumber", number, literal=True)
    return sorted(found, key=lambda iri: (not reader.value(iri, PG.base + "sourceText"), iri))
