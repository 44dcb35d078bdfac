"""RDF terms as canonical N-Quads writes them, built as plain strings because a build makes very many of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

__all__ = [
    "AREA",
    "CODE",
    "DCAT",
    "DCTERMS",
    "ELI",
    "ORG",
    "OWL",
    "PG",
    "PREFIXES",
    "PROV",
    "QUDT",
    "RDF",
    "RDFS",
    "SD",
    "SEMAPV",
    "SH",
    "SKOS",
    "SSSOM",
    "VOCABULARY",
    "VOID",
    "XSD",
    "A",
    "Namespace",
    "Triple",
    "boolean",
    "code_of",
    "date",
    "decimal",
    "integer",
    "iri",
    "language_of",
    "lines",
    "literal",
    "plain",
    "triples_of",
    "value_of",
]

# Subject, predicate and object, each already written as an N-Quads term.
Triple = tuple[str, str, str]


# A large document says the same few terms a million times: what came lately is one string, not many.
_KEPT = 4_096


@dataclass(frozen=True, slots=True)
class Namespace:
    """A namespace that, called with a local name, gives the N-Quads term of the IRI; ``iri`` gives the IRI itself."""

    base: str
    _terms: dict[str, str] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __call__(self, name: str) -> str:
        """The term ``<base name>``."""
        found = self._terms.get(name)
        if found is None:
            if len(self._terms) >= _KEPT:
                self._terms.clear()
            found = self._terms[name] = f"<{self.base}{name}>"
        return found

    def iri(self, name: str) -> str:
        """The IRI, as readers of a build take it."""
        return self.base + name


VOCABULARY = "https://w3id.org/policygraph/"
PG = Namespace(f"{VOCABULARY}ontology#")
CODE = Namespace(f"{VOCABULARY}vocab/code/")
AREA = Namespace(f"{VOCABULARY}vocab/area/")
RDF = Namespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#")
A = RDF("type")
RDFS = Namespace("http://www.w3.org/2000/01/rdf-schema#")
OWL = Namespace("http://www.w3.org/2002/07/owl#")
XSD = Namespace("http://www.w3.org/2001/XMLSchema#")
SKOS = Namespace("http://www.w3.org/2004/02/skos/core#")
DCTERMS = Namespace("http://purl.org/dc/terms/")
DCAT = Namespace("http://www.w3.org/ns/dcat#")
ELI = Namespace("http://data.europa.eu/eli/ontology#")
PROV = Namespace("http://www.w3.org/ns/prov#")
QUDT = Namespace("http://qudt.org/schema/qudt/")
ORG = Namespace("http://www.w3.org/ns/org#")
VOID = Namespace("http://rdfs.org/ns/void#")
SEMAPV = Namespace("https://w3id.org/semapv/vocab/")
SSSOM = Namespace("https://w3id.org/sssom/")
SH = Namespace("http://www.w3.org/ns/shacl#")
SD = Namespace("http://www.w3.org/ns/sparql-service-description#")

PREFIXES: dict[str, str] = {
    "area": AREA.base,
    "body": f"{VOCABULARY}vocab/body/",
    "code": CODE.base,
    "dcat": DCAT.base,
    "dcterms": DCTERMS.base,
    "eli": ELI.base,
    "fn": f"{VOCABULARY}vocab/function/",
    "grade": f"{VOCABULARY}vocab/grade/",
    "ind": f"{VOCABULARY}vocab/indicator/",
    "org": ORG.base,
    "owl": OWL.base,
    "pg": PG.base,
    "prov": PROV.base,
    "qu": "http://qudt.org/vocab/unit/",
    "qudt": QUDT.base,
    "rdf": RDF.base,
    "rdfs": RDFS.base,
    "semapv": SEMAPV.base,
    "skos": SKOS.base,
    "sssom": SSSOM.base,
    "unit": f"{VOCABULARY}vocab/unit/",
    "void": VOID.base,
    "word": f"{VOCABULARY}vocab/wording/",
    "xsd": XSD.base,
}


def code_of(iri: str) -> str:
    """The name of a code or concept, which is the last part of its IRI: ``decrease``."""
    return iri.rpartition("/")[2]


_ESCAPES = {code: f"\\u{code:04X}" for code in (*range(0x20), 0x7F)} | {
    ord("\b"): "\\b",
    ord("\t"): "\\t",
    ord("\f"): "\\f",
    ord("\r"): "\\r",
}
_INTEGER = XSD("integer")
_LETTERS = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r"}
_ESCAPED = re.compile(r"\\(?:u(?P<code>[0-9A-Fa-f]{4})|(?P<letter>.))")
# A lone surrogate (from a file name that is no UTF-8) has no place in RDF.
_SURROGATE = re.compile("[\ud800-\udfff]")
_RARE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")
_NOT_PLAIN = re.compile('[\x00-\x1f\x7f"\\\\\ud800-\udfff]')


@lru_cache(maxsize=_KEPT)
def iri(value: str) -> str:
    """The term of a full IRI whose illegal characters are percent-encoded already."""
    return f"<{value}>"


def literal(text: str, language: str = "") -> str:
    """The term of a plain string, or of a string in a language."""
    if _NOT_PLAIN.search(text):
        # Looking each character up takes long in long texts, of which few hold more than these.
        text = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        if _RARE.search(text):
            text = text.translate(_ESCAPES)
        text = _SURROGATE.sub("\ufffd", text)
    return f'"{text}"@{language}' if language else f'"{text}"'


def integer(value: int) -> str:
    """The term of an ``xsd:integer``."""
    return f'"{value}"^^{_INTEGER}'


def decimal(value: Decimal) -> str:
    """The term of an ``xsd:decimal`` without exponent and without zeros at its end."""
    return f'"{plain(value)}"^^{XSD("decimal")}'


def plain(value: Decimal) -> str:
    """A number as people write it: 2070000, 15.5, -3."""
    text = format(value, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def boolean(value: bool) -> str:
    """The term of an ``xsd:boolean``."""
    return f'"{str(value).lower()}"^^{XSD("boolean")}'


_DATE_TYPES = {4: "gYear", 7: "gYearMonth", 10: "date"}


def date(value: str) -> str:
    """The term of ``2025``, ``2023-10`` or ``2023-10-31`` as gYear, gYearMonth or date.

    Raises:
        ValueError: the value has none of these forms.
    """
    if not re.fullmatch(r"\d{4}(?:-\d{2}){0,2}", value):
        raise ValueError(f"{value!r} is not a year, month or day")
    return f'"{value}"^^{XSD(_DATE_TYPES[len(value)])}'


def lines(triples: Iterable[Triple], graph: str) -> str:
    """The N-Quads lines of a named graph as one text, in the order of the triples: sorted triples give sorted lines."""
    return f" {graph} .\n".join([*map(" ".join, triples), ""])


def triples_of(ntriples: str) -> Iterator[Triple]:
    """The triples of a text in N-Triples as a serialiser writes it: one a line, single spaces."""
    for line in ntriples.split("\n"):
        if line:
            subject, predicate, rest = line.split(" ", 2)
            yield subject, predicate, rest[:-2]


def value_of(term: str) -> str:
    """What a term stands for: the IRI without its brackets, or the text of a literal without quotes and escapes."""
    if term[0] == "<":
        return term[1:-1]
    text = term[1 : term.rindex('"')]
    return _ESCAPED.sub(_unescaped, text) if "\\" in text else text


def language_of(term: str) -> str:
    """The language of a literal, or ''."""
    return term.rpartition('"@')[2] if term[-1] not in '>"' else ""


def _unescaped(match: re.Match[str]) -> str:
    code, letter = match["code"], match["letter"]
    return chr(int(code, 16)) if code else _LETTERS.get(letter, letter)
