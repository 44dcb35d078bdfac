"""The graph that is validated: the build's union, the stored texts, and the rows of tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

import pyoxigraph as ox

from policygraph.errors import GraphError
from policygraph.graph.store import Build
from policygraph.graph.terms import PG, QUDT, decimal, iri, literal

__all__ = ["TargetsAt", "data_of", "texts_of"]

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_ROW = re.compile(r"[^\n\r\t]*(?:\t[^\n\r\t]*)+")
_CELL = re.compile(r"[^\t]+")

# The value of each target by the start and end of its span in one text.
TargetsAt = Mapping[tuple[int, int], tuple[str, Decimal]]

_TARGETS = f"""SELECT ?text ?start ?end ?target ?value WHERE {{
    ?target a {PG("Target")} ; {QUDT("numericValue")} ?value ; <http://www.w3.org/ns/prov#wasQuotedFrom> ?span .
    ?span {PG("start")} ?start ; {PG("end")} ?end ; {PG("inText")} ?text .
}}"""


def texts_of(build: Build) -> dict[str, str]:
    """The stored texts by the IRI of the source text; one that is missing is left out."""
    texts = {}
    for document in build.manifest["documents"]:
        try:
            texts[f"{build.base}id/text/{document['name']}"] = build.text(document["name"])
        except GraphError:
            continue
    return texts


def data_of(build: Build, texts: Mapping[str, str]) -> bytes:
    """The graph to validate, as N-Triples."""
    triples = (quad.triple for quad in build.store.quads_for_pattern(None, None, None, ox.DefaultGraph()))
    data = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
    extra = [f"{iri(name)} {PG('content')} {literal(text)} ." for name, text in texts.items()]
    targets = _targets(build)
    for name, text in texts.items():
        extra += _rows(text, targets.get(name, {}))
    return data + "\n".join([*extra, ""]).encode()


def _targets(build: Build) -> Mapping[str, TargetsAt]:
    found: dict[str, dict[tuple[int, int], tuple[str, Decimal]]] = {}
    answer = build.store.query(_TARGETS)
    assert isinstance(answer, ox.QuerySolutions)  # noqa: S101 - the query above is a SELECT
    for row in answer:
        place = (int(row["start"].value), int(row["end"].value))
        found.setdefault(row["text"].value, {})[place] = (row["target"].value, Decimal(row["value"].value))
    return found


def _rows(text: str, targets: TargetsAt) -> Iterator[str]:
    """Rows whose last three cells are baseline, target and change: the graph itself keeps no baselines."""
    for row in _ROW.finditer(text):
        cells = [(row.start() + c.start(), row.start() + c.end()) for c in _CELL.finditer(row[0])][-3:]
        numbers = [text[start:end].strip() for start, end in cells]
        if len(cells) < 3 or not all(_NUMBER.fullmatch(n) for n in numbers):
            continue
        level, change = targets.get(cells[1]), targets.get(cells[2])
        if level and change and cells[0] not in targets:
            digits = max(len(n.partition(".")[2]) for n in numbers)
            yield f"{iri(level[0])} {PG('rowBaseline')} {decimal(Decimal(numbers[0]))} ."
            yield f"{iri(level[0])} {PG('rowChange')} {iri(change[0])} ."
            yield f"{iri(change[0])} {PG('rowNumber')} {decimal(Decimal(numbers[2]))} ."
            yield f"{iri(change[0])} {PG('rowPrecision')} {decimal(Decimal(6).scaleb(-digits - 1))} ."
