"""Parameters of queries: what a person says (宜宾, 2025, 生态环境) put into a query as the terms of the build.

A query asks for a parameter by a line of its own, ``VALUES ?asked_area { UNDEF }``, so that it is SPARQL which any
engine runs as it stands. Without the parameter the line goes, and the answer holds all. A line with a value instead of
``UNDEF`` has to be given, and the value is an example. ``questions.toml`` says what each parameter may be.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

import pyoxigraph as ox

from policygraph.errors import QueryError
from policygraph.rdf.terms import PREFIXES
from policygraph.sources.characters import normalise, simplify

__all__ = ["Lookup", "Parameter", "asked", "bound", "free", "given", "lookups", "parameters"]

_FILE = Path(__file__).parent / "questions.toml"
_LINE = re.compile(
    r"^[^\S\n]*VALUES \?asked_(?P<name>\w+) \{ (?P<value>UNDEF|\"(?:[^\"\\\n]|\\.)*\"[^\"\n]*) \}[^\n]*\n",
    re.MULTILINE,
)
# What became of such a line.
_GIVEN = re.compile(r"^VALUES \?asked_(?P<name>\w+) \{ (?P<values>[^\n]*) \}\n", re.MULTILINE)
_VALUE = re.compile(r'<[^<>\s]*>|"(?:[^"\\]|\\.)*"(?:@[\w-]+|\^\^<[^<>\s]*>)?')
_FREE = "UNDEF"
_PREFIXES = "".join(f"PREFIX {name}: <{base}>\n" for name, base in PREFIXES.items())
_BRACKETS = re.compile(r"[\s〔〕\[\]【】（）()《》“”\"]+")
# Between Latin words a space is part of the text, as in the clean reading.
_SPACE = re.compile(r"(?<![A-Za-z])\s+|\s+(?![A-Za-z])")
_SHOWN = 8

# Gives the rows of a query.
Lookup: TypeAlias = Callable[[str], Iterable[Sequence[object]]]


@dataclass(frozen=True, slots=True)
class Parameter:
    """What can be given to a query, with its meaning in both languages.

    ``known`` is SPARQL for the terms (``?value``) of a build and what each is called (``?name``); where it is empty,
    any text can be given.
    """

    name: str
    en: str
    zh: str
    known: str


@cache
def parameters() -> Mapping[str, Parameter]:
    """All parameters by name."""
    found: dict[str, Any] = tomllib.loads(_FILE.read_text(encoding="utf-8"))["parameters"]
    return {name: Parameter(name, one["en"], one["zh"], one.get("known", "")) for name, one in found.items()}


def asked(query: str) -> dict[str, str]:
    """What can be given to a query: an example where it has to be given, else ''."""
    lines = ((line["name"], line["value"]) for line in _LINE.finditer(query))
    # Of "2025"^^xsd:gYear, 2025.
    return {name: "" if value == _FREE else value.split('"')[1] for name, value in lines}


def lookups() -> Set[str]:
    """The queries by which names are looked up."""
    return {_PREFIXES + one.known for one in parameters().values() if one.known}


def bound(lookup: Lookup, query: str, given: Mapping[str, object]) -> str:
    """The query with what is given.

    Args:
        lookup: asks a build, or the endpoint that holds it: it knows what can be given.
        query: SPARQL.
        given: what people call the things, by the names of the parameters.

    Raises:
        QueryError: the query takes no such parameter or wants another one, or the build knows nothing of that name.
    """
    wanted = asked(query)
    for name in given:
        if name not in wanted:
            takes = f"it takes: {', '.join(wanted)}" if wanted else "it takes none"
            raise QueryError(f"the query takes no parameter {name!r}; {takes}")
    for name, example in wanted.items():
        if example and name not in given:
            raise QueryError(f"the query wants the parameter {name}; give one, such as {name}={example}")
    terms = {name: _terms(lookup, name, str(value)) for name, value in given.items()}

    def written(line: re.Match[str]) -> str:
        values = terms.get(line["name"])
        return f"VALUES ?asked_{line['name']} {{ {' '.join(map(str, values))} }}\n" if values else ""

    return _LINE.sub(written, query)


def free(query: str) -> str:
    """The query where nothing is given to it: it asks for all."""
    return _GIVEN.sub("", _LINE.sub("", query))


def given(query: str) -> dict[str, list[str]]:
    """What was given to a query, as terms in SPARQL by the names of the parameters."""
    return {one["name"]: _VALUE.findall(one["values"]) for one in _GIVEN.finditer(query)}


def _terms(lookup: Lookup, name: str, text: str) -> list[ox.NamedNode | ox.Literal]:
    """The terms that a name stands for: those called just so, else those with the text in their names."""
    parameter = parameters().get(name)
    if parameter is None:
        raise QueryError(f"there is no parameter {name!r}; a query can ask for: {', '.join(parameters())}")
    if not text.isprintable() or not (wanted := _folded(text)):
        raise QueryError(f"the parameter {name} is not text; give {parameter.en}")
    if not parameter.known:
        return [ox.Literal(_SPACE.sub("", simplify(normalise(text.strip()))))]
    names = _names(lookup, parameter)
    found = {term for called, term in names if _folded(called) == wanted}
    found = found or {term for called, term in names if wanted in _folded(called)}
    if not found:
        raise QueryError(f"the build knows no {name} {text!r}; {_nearest(wanted, names)}")
    return sorted(found, key=str)


def _names(lookup: Lookup, parameter: Parameter) -> list[tuple[str, ox.NamedNode | ox.Literal]]:
    """What each thing is called that the parameter may be."""
    return [
        (name.value, value)
        for value, name in lookup(_PREFIXES + parameter.known)
        if isinstance(name, ox.Literal) and isinstance(value, ox.NamedNode | ox.Literal)
    ]


def _nearest(wanted: str, names: list[tuple[str, ox.NamedNode | ox.Literal]]) -> str:
    """In words, the names that are most like what was given; else some that there are."""
    known = {_folded(called): called for called, _ in names}
    if near := get_close_matches(wanted, known, n=_SHOWN, cutoff=0.3):
        return f"the nearest are: {', '.join(known[one] for one in near)}"
    return f"it knows {', '.join(sorted(known.values())[:_SHOWN]) or 'none'}"


def _folded(text: str) -> str:
    """What names are compared by: simplified, in small letters, without brackets and spaces."""
    return _BRACKETS.sub("", simplify(normalise(text)).casefold())
