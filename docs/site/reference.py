"""The pages of the reference that are made from the code, each in one language. ``words.toml`` has their own words."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from policygraph import resources
from policygraph.queries.parameters import parameters
from policygraph.queries.questions import TABLES, Question, subjects
from policygraph.queries.questions import questions as stock
from policygraph.queries.tables import Column, of_rows
from policygraph.rdf.terms import OWL, RDF, RDFS, SKOS
from policygraph.validation.catalogue import read_shapes

__all__ = ["columns", "columns_of", "commands", "questions", "rules", "terms"]

_HERE = Path(__file__).resolve().parent
_LANGUAGE_AT = {"en": 0, "zh": 1}
# The type that a help line adds to what it asks for.
_KIND = re.compile(r" <[^>]*>$")
_CODES = "https://w3id.org/policygraph/vocab/code/"
_TERMS = "https://w3id.org/policygraph/ontology#"


def commands(language: str) -> str:
    """Every command with its options, after ``policygraph … --help`` in that language."""
    own = _own("commands", language)
    return "\n".join([own["head"], *(_command(one, own["columns"]) for one in _helps(language))])


@cache
def _helps(language: str) -> list[dict[str, Any]]:
    """What the commands say of themselves, asked in a process of its own, as a language is spoken by a whole one."""
    done = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, _HERE / "command_help.py", language],
        env={**os.environ, "PYTHONUTF8": "1"},
        capture_output=True,
        check=True,
    )
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def _command(one: dict[str, Any], heads: Sequence[str]) -> str:
    rows = [(f"`{_KIND.sub('', name)}`", said) for name, said in one["parameters"]]
    parts = [f"## `{one['name']}`", one["help"], f"```text\n{one['usage']}\n```"]
    if rows:
        parts.append(_table(heads, rows))
    if one["epilog"]:
        parts.append(one["epilog"].replace("*", "\\*"))
    return "\n\n".join(parts) + "\n"


def columns(language: str) -> str:
    """Every column of every table."""
    own = _own("columns", language)
    parts = [own["head"]]
    for table in (one for one in stock() if one.subject == TABLES):
        rows = [
            (
                f"`{column.name}`",
                own.get("types", {}).get(column.type, str(column.type)),
                (column.en, column.zh)[_LANGUAGE_AT[language]],
                ", ".join(f"`{value}`" for value in column.values),
            )
            for column in columns_of(table)
        ]
        parts += [f"## `{table.name}`\n", f"{_asks(table, language)}\n", _table(own["columns"], rows) + "\n"]
    return "\n".join(parts)


def columns_of(table: Question) -> tuple[Column, ...]:
    """The columns that a stock query gives, as files hold them."""
    solutions = ox.Store().query(table.query)
    if not isinstance(solutions, ox.QuerySolutions):
        raise TypeError(f"{table.name} does not select")
    return of_rows(table.name, "", [one.value for one in solutions.variables], ()).columns


def questions(language: str) -> str:
    """Every stock question with its parameters and its SPARQL."""
    own = _own("questions", language)
    given = [(f"`{one.name}`", (one.en, one.zh)[_LANGUAGE_AT[language]]) for one in parameters().values()]
    parts = [own["head"], _table(own["columns"], given) + "\n"]
    for subject, words in subjects().items():
        parts.append(f"## {words[_LANGUAGE_AT[language]]}\n")
        for one in (one for one in stock() if one.subject == subject):
            body = "\n".join(one.query.splitlines()[2:])
            parts.append(
                f"### `{one.usage}`\n\n{_asks(one, language)}\n\n"
                f'<details markdown="1"><summary>SPARQL</summary>\n\n```sparql\n{body}\n```\n\n</details>\n'
            )
    return "\n".join(parts)


def _asks(one: Question, language: str) -> str:
    return (one.english, one.chinese)[_LANGUAGE_AT[language]]


def rules(language: str) -> str:
    """Every rule of ``policygraph validate``: what it finds, why that matters, how to correct it."""
    own = _own("rules", language)
    parts = [own["head"]]
    for rule in read_shapes(resources.shapes()).rules:
        topic = own.get("topics", {}).get(rule.topic, rule.topic)
        level = own.get("levels", {}).get(rule.level.label, rule.level.label)
        parts.append(f"## {rule.id} {rule.label(language)} {{ #{rule.id.lower()} }}\n")
        parts.append(own["line"].format(topic=topic, level=level) + "\n")
        for head, texts in zip(own["parts"], (rule.about, rule.why, rule.remedy), strict=True):
            said = dict(texts)
            if said:
                parts.append(f"**{head}** {said.get(language) or said['en']}\n")
        messages = "\n".join(f"- `{text}`" for tongue, text in rule.templates if tongue == language)
        parts.append(f"**{own['example']}**\n\n```text\n{rule.example}\n```\n")
        parts.append(f"**{own['messages']}**\n\n{messages}\n")
    return "\n".join(parts)


def terms(language: str) -> str:
    """Every class, property and code of the ontology, with label and definition."""
    own = _own("terms", language)
    parts = [own["head"]]
    for kind, words in own["kinds"].items():
        is_code = kind == "Concept"
        file = "vocabularies/codes.ttl" if is_code else "policygraph.ttl"
        store = ox.Store()
        store.load(path=str(resources.ontology() / file), format=ox.RdfFormat.TURTLE)
        base, prefix = (_CODES, "code:") if is_code else (_TERMS, "pg:")
        iri = f"{SKOS.base if is_code else OWL.base}{kind}"
        rows = _described(store, iri, base, prefix, language)
        parts += [f"## {words}\n", _table(own["columns"], rows) + "\n"]
    return "\n".join(parts)


def _described(
    store: ox.Store, kind: str, base: str, prefix: str, language: str
) -> Iterator[tuple[str, str, str]]:
    found = store.quads_for_pattern(None, ox.NamedNode(f"{RDF.base}type"), ox.NamedNode(kind))
    for iri in sorted(quad.subject.value for quad in found if isinstance(quad.subject, ox.NamedNode)):
        if iri.startswith(base):
            label = _text(store, iri, (f"{RDFS.base}label", f"{SKOS.base}prefLabel"), language)
            said = _text(store, iri, (f"{SKOS.base}definition", f"{RDFS.base}comment"), language)
            yield f"`{prefix}{iri[len(base) :]}`", label, said


def _text(store: ox.Store, iri: str, links: tuple[str, ...], language: str) -> str:
    for link in links:
        for quad in store.quads_for_pattern(ox.NamedNode(iri), ox.NamedNode(link), None):
            if isinstance(quad.object, ox.Literal) and quad.object.language == language:
                return quad.object.value
    return ""


@cache
def _own(page: str, language: str) -> dict[str, Any]:
    known: dict[str, Any] = tomllib.loads((_HERE / "words.toml").read_text("utf-8"))[page][language]
    return known


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    lines += ["| " + " | ".join(_cell(cell) for cell in row) + " |" for row in rows]
    return "\n".join(lines)


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())
