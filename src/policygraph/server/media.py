"""Answers in the media types of the SPARQL protocol, and which of them a client wants."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

import pyoxigraph as ox

from policygraph.printable import xml_attribute, xml_text
from policygraph.queries.answer_formats import AnswerFormat
from policygraph.queries.formats import write
from policygraph.queries.run import Answer, Term
from policygraph.rdf.terms import PREFIXES
from policygraph.server.limits import NotAcceptableError

__all__ = ["GRAPHS", "ROWS", "chosen", "written"]

_JSON, _XML = "application/sparql-results+json", "application/sparql-results+xml"
_CSV, _TSV = "text/csv", "text/tab-separated-values"
_STRING = "http://www.w3.org/2001/XMLSchema#string"
# What a client may ask for, and what it gets; the first is for those that take anything.
ROWS = {
    _JSON: _JSON,
    "application/json": _JSON,
    _XML: _XML,
    "application/xml": _XML,
    "text/xml": _XML,
    _CSV: _CSV,
    _TSV: _TSV,
}
_GRAPH_FORMATS = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
}
GRAPHS = {name: name for name in _GRAPH_FORMATS} | {
    "application/x-turtle": "text/turtle",
    "application/turtle": "text/turtle",
    "text/n3": "text/turtle",
    "text/plain": "application/n-triples",
    "application/json": "application/ld+json",
    "application/xml": "application/rdf+xml",
}


def chosen(accept: str, offered: dict[str, str]) -> str:
    """The media type that a client likes best among those that are offered.

    Args:
        accept: the header, '' where there is none.
        offered: names that a client may ask by, each with the type that it gets.

    Raises:
        NotAcceptableError: it takes none of them.
    """
    wanted = _wanted(accept) or [("*/*", 1.0)]
    best = max(
        (
            (_liking(name, name == given, wanted), -at, given)
            for at, (name, given) in enumerate(offered.items())
        ),
        default=(0.0, 0, ""),
    )
    if best[0] <= 0:
        raise NotAcceptableError(
            f"this answer cannot be written as {accept!r}; ask for {', '.join(dict.fromkeys(offered.values()))}"
        )
    return best[2]


def _wanted(accept: str) -> list[tuple[str, float]]:
    """Ranges of media types, each with its weight."""
    found = []
    for part in accept.split(","):
        name, *settings = (piece.strip().lower() for piece in part.split(";"))
        weight = next((one[2:] for one in settings if one.startswith("q=")), "1")
        try:
            found.append((name, min(max(float(weight), 0.0), 1.0)))
        except ValueError:
            continue
    return [one for one in found if one[0]]


def _liking(name: str, is_first: bool, wanted: Sequence[tuple[str, float]]) -> float:
    """How much a type is liked: by the narrowest range that holds it; a further name of one is in no range."""
    for held in (name, f"{name.partition('/')[0]}/*", "*/*") if is_first else (name,):
        weights = [weight for one, weight in wanted if one == held]
        if weights:
            return max(weights)
    return 0.0


def written(answer: Answer, media: str) -> bytes:
    """An answer in one of the types that :func:`chosen` gives."""
    if answer.is_graph:
        return _graph(answer, _GRAPH_FORMATS[media])
    if media == _JSON:
        out = io.StringIO()
        write(answer, AnswerFormat.JSON, out)
        return out.getvalue().encode()
    if media == _XML:
        return "".join(_xml(answer)).encode()
    if answer.boolean is not None:
        return str(answer.boolean).lower().encode()
    return (_csv(answer) if media == _CSV else _tsv(answer)).encode()


def _graph(answer: Answer, form: ox.RdfFormat) -> bytes:
    triples = [ox.Triple(*row) for row in answer.rows]  # type: ignore[arg-type]
    prefixes = dict(PREFIXES) if form in (ox.RdfFormat.TURTLE, ox.RdfFormat.RDF_XML) else None
    return ox.serialize(triples, format=form, prefixes=prefixes) or b""


def _csv(answer: Answer) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(answer.columns)
    writer.writerows([_plain(term) for term in row] for row in answer.rows)
    return out.getvalue()


def _plain(term: Term | None) -> str:
    if term is None:
        return ""
    return str(term) if isinstance(term, ox.BlankNode | ox.Triple) else term.value


def _tsv(answer: Answer) -> str:
    lines = ["\t".join(f"?{name}" for name in answer.columns)]
    lines += [
        "\t".join("" if term is None else str(term).replace("\t", "\\t") for term in row)
        for row in answer.rows
    ]
    return "".join(f"{line}\n" for line in lines)


def _xml(answer: Answer) -> Iterable[str]:
    yield '<?xml version="1.0"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">\n<head>'
    yield from (f"<variable name={xml_attribute(name)}/>" for name in answer.columns)
    yield "</head>\n"
    if answer.boolean is not None:
        yield f"<boolean>{str(answer.boolean).lower()}</boolean>\n</sparql>\n"
        return
    yield "<results>\n"
    for row in answer.rows:
        yield "<result>"
        for name, term in zip(answer.columns, row, strict=True):
            if term is not None:
                yield f"<binding name={xml_attribute(name)}>{_element(term)}</binding>"
        yield "</result>\n"
    yield "</results>\n</sparql>\n"


def _element(term: Term) -> str:
    if isinstance(term, ox.NamedNode):
        return f"<uri>{xml_text(term.value)}</uri>"
    if isinstance(term, ox.BlankNode):
        return f"<bnode>{xml_text(term.value)}</bnode>"
    if isinstance(term, ox.Literal):
        what = ""
        if term.language:
            what = f" xml:lang={xml_attribute(term.language)}"
        elif term.datatype.value != _STRING:
            what = f" datatype={xml_attribute(term.datatype.value)}"
        # A parser would read a carriage return as a line feed.
        return f"<literal{what}>{xml_text(term.value).replace(chr(13), '&#13;')}</literal>"
    parts = (("subject", term.subject), ("predicate", term.predicate), ("object", term.object))
    return f"<triple>{''.join(f'<{name}>{_element(part)}</{name}>' for name, part in parts)}</triple>"
