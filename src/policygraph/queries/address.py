"""Finding what a person names: a document and path, an IRI in full or short, or a label."""

from __future__ import annotations

import re

from policygraph.errors import QueryError
from policygraph.graph.iris import part
from policygraph.graph.terms import DCTERMS, PG, PREFIXES, SKOS
from policygraph.queries.view import View, is_iri
from policygraph.structure.paths import canonical_path

__all__ = ["document", "provision", "thing"]

_LABELS = ("prefLabel", "altLabel", "hiddenLabel")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*://")


def document(view: View, name: str) -> str:
    """The IRI of the document called ``name``, or ''."""
    return next(iter(view.subjects(DCTERMS.base + "identifier", name, literal=True)), "")


def provision(view: View, name: str, path: str) -> str:
    """The IRI of a part of a document.

    Raises:
        QueryError: there is no such document or part, the message lists those there are; or one is no text.
    """
    _refuse_bytes("name", name)
    _refuse_bytes("path", path)
    plan = document(view, name) or next(iter(_numbered(view, name)), "")
    if not plan:
        names = sorted(d["name"] for d in view.build.manifest["documents"])
        raise QueryError(f"the build holds no document {name!r}; it holds: {', '.join(names)}")
    found = f"{plan}/{part(canonical_path(path))}"
    if view.types(found):
        return found
    parts = view.subjects(PG.base + "ofDocument", plan)
    paths = {view.value(p, PG.base + "path"): p for p in parts if view.value(p, PG.base + "order")}
    # The register writes …/provision/3.8 for what would be …/measure/3.8 in a text.
    if canonical_path(path) in paths:
        return paths[canonical_path(path)]
    ordered = sorted(paths, key=lambda known: int(view.value(paths[known], PG.base + "order")))
    raise QueryError(f"{name} has no part {path!r}; it has: {', '.join(ordered)}")


def thing(view: View, name: str) -> str:
    """The IRI in full of ``name``: full, prefixed (``ind:pue``), short (``plan/jincheng/target/1-2``), number or label.

    Raises:
        QueryError: the build says nothing about it.
    """
    _refuse_bytes("name", name)
    candidates = (
        [name]
        if _SCHEME.match(name)
        else [*_expanded(name), f"{view.build.base}id/{name}", document(view, name), *_numbered(view, name)]
    )
    for candidate in candidates:
        if is_iri(candidate) and view.statements(candidate):
            return candidate
    if found := _labelled(view, name):
        return found
    raise QueryError(f"the build says nothing about {name!r}; copy an IRI from the column iri of a query")


def _refuse_bytes(what: str, text: str) -> None:
    """See that an argument of the command line is text: bytes that are not UTF-8 reach Python as lone surrogates."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise QueryError(f"the {what} is no text in UTF-8; write it again") from error


def _labelled(view: View, name: str) -> str:
    """The IRI of the indicator or body with that label (preferred, alternative or hidden), or ''."""
    for predicate in _LABELS:
        for subject in view.subjects_labelled(SKOS.base + predicate, name):
            if view.has_type(subject, "Indicator") or view.has_type(subject, "Agency"):
                return subject
    return ""


def _numbered(view: View, number: str) -> list[str]:
    """The documents of that number, those in the build before those that are only cited."""
    found = view.subjects(PG.base + "docNumber", number, literal=True)
    return sorted(found, key=lambda iri: (not view.value(iri, PG.base + "sourceText"), iri))


def _expanded(name: str) -> list[str]:
    prefix, colon, local = name.partition(":")
    return [PREFIXES[prefix] + local] if colon and prefix in PREFIXES else []
