"""Correspondences as SSSOM: the computed ones, and every line that people wrote, for people to go on with.

The format: https://mapping-commons.github.io/sssom/spec-formats-tsv/
"""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pyoxigraph as ox

from policygraph.builds.store import Build
from policygraph.errors import SourceError, UsageError
from policygraph.rdf.terms import PG, SEMAPV, SSSOM, VOCABULARY
from policygraph.sources.sssom import LOCALISES, MULTIVALUED, is_reference, read_mappings

__all__ = ["refuse_to_lose", "sssom"]

_Row = dict[str, str]
# The order of the specification for the columns that a computed line has; a person's further columns follow.
_COLUMNS = (
    "subject_id",
    "subject_label",
    "predicate_id",
    "predicate_modifier",
    "object_id",
    "object_label",
    "mapping_justification",
    "confidence",
    "match_string",
    "mapping_tool",
    "mapping_tool_version",
)
_COMPUTED = f"""PREFIX pg: <{PG.base}>
PREFIX dcterms: <http://purl.org/dc/terms/>
SELECT ?subject ?object ?justification ?confidence ?subjectTitle ?objectTitle
       (GROUP_CONCAT(?word; SEPARATOR="{MULTIVALUED}") AS ?words)
WHERE {{
  {{ SELECT * WHERE {{
    ?correspondence a pg:Correspondence ; pg:subject ?subject ; pg:object ?object ;
        pg:justification ?justification ; pg:confidence ?confidence .
    OPTIONAL {{ ?subject dcterms:title ?subjectTitle . FILTER (LANG(?subjectTitle) = "zh") }}
    OPTIONAL {{ ?object dcterms:title ?objectTitle . FILTER (LANG(?objectTitle) = "zh") }}
    OPTIONAL {{ ?correspondence pg:evidence ?word }}
    FILTER (?justification != <https://w3id.org/semapv/vocab/ManualMappingCuration>)
  }} ORDER BY ?correspondence ?word }}
}}
GROUP BY ?subject ?object ?justification ?confidence ?subjectTitle ?objectTitle"""
_BY_HAND = f"""SELECT ?line ?slot ?value WHERE {{
  ?line a {PG("HandMadeMapping")} ; ?slot ?value . FILTER (STRSTARTS(STR(?slot), "{SSSOM.base}"))
}}"""
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")
_LOCAL = re.compile(r"[:/#]([^:/#]*)$")


def sssom(build: Build) -> str:
    """The mapping set of a build as SSSOM TSV, sorted by subject and object, lines by hand before computed ones."""
    rows = sorted(
        [*_by_hand(build), *_computed(build)],
        key=lambda row: (row["subject_id"], row["object_id"], "mapping_tool" in row, sorted(row.items())),
    )
    curies = _Curies(build)
    written = [
        {slot: curies.short(value) if is_reference(slot) else value for slot, value in row.items()}
        for row in rows
    ]
    used = {slot for row in written for slot in row}
    columns = [*_COLUMNS, *sorted(used.difference(_COLUMNS))]
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, delimiter="\t", lineterminator="\n", restval="")
    writer.writeheader()
    writer.writerows(written)
    return _head(build, curies.prefixes) + out.getvalue()


def refuse_to_lose(path: Path, build: Build) -> None:
    """See that writing over ``path`` loses no line that somebody wrote there.

    Raises:
        UsageError: the file holds lines by hand that the build does not have.
    """
    if not path.is_file():
        return
    try:
        there = read_mappings(path)
    except SourceError as error:
        raise UsageError(f"{error}; it is not written over, choose another file") from error
    kept = {_identity(row) for row in _by_hand(build)}
    lost = [mapping for mapping in there if _identity(dict(mapping.slots)) not in kept]
    if lost:
        raise UsageError(
            f"{path} holds lines by hand that the build lacks ({len(lost)}); build with it first: "
            f"policygraph build SOURCE… {path}"
        )


def _identity(row: Mapping[str, str]) -> frozenset[tuple[str, str]]:
    return frozenset(
        (slot, MULTIVALUED.join(sorted(value.split(MULTIVALUED))) if is_reference(slot) else value)
        for slot, value in row.items()
    )


def _computed(build: Build) -> Iterator[_Row]:
    for solution in _solutions(build, _COMPUTED):
        confidence = float(solution["confidence"])
        yield {
            "subject_id": solution["subject"],
            "predicate_id": LOCALISES,
            "object_id": solution["object"],
            "mapping_justification": solution["justification"],
            "confidence": f"{confidence:g}",
            "mapping_tool": "policygraph",
            "mapping_tool_version": build.manifest.policygraph,
            **_filled(
                subject_label=solution["subjectTitle"],
                object_label=solution["objectTitle"],
                match_string=solution["words"],
            ),
        }


def _by_hand(build: Build) -> Iterator[_Row]:
    rows: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for solution in _solutions(build, _BY_HAND):
        rows[solution["line"]][solution["slot"].removeprefix(SSSOM.base)].append(solution["value"])
    for row in rows.values():
        yield {slot: MULTIVALUED.join(sorted(values)) for slot, values in row.items()}


def _filled(**cells: str) -> _Row:
    return {slot: cell for slot, cell in cells.items() if cell}


def _solutions(build: Build, query: str) -> Iterator[dict[str, str]]:
    found = build.store.query(query)
    assert isinstance(found, ox.QuerySolutions)  # noqa: S101 - both queries are SELECTs
    names = [variable.value for variable in found.variables]
    for solution in found:
        terms = {name: solution[name] for name in names}
        yield {name: "" if term is None else term.value for name, term in terms.items()}


class _Curies:
    """Shortens IRIs and remembers which prefixes that needs; an IRI of no known space gets a prefix of its own."""

    def __init__(self, build: Build) -> None:
        self._spaces = {
            f"{build.base}id/plan/": "plan",
            f"{VOCABULARY}id/directive/": "directive",
            PG.base: "pg",
            SEMAPV.base: "semapv",
            "https://orcid.org/": "orcid",
        }
        self.prefixes: dict[str, str] = {}

    def short(self, value: str) -> str:
        return MULTIVALUED.join(map(self._curie, value.split(MULTIVALUED)))

    def _curie(self, iri: str) -> str:
        space = next((space for space in self._spaces if iri.startswith(space)), "")
        if not space and _ABSOLUTE.match(iri):
            space = _LOCAL.sub(lambda match: match[0][0], iri)
            self._spaces[space] = f"ns{len(self._spaces)}"
        if not space:
            return iri
        self.prefixes[self._spaces[space]] = space
        return f"{self._spaces[space]}:{iri.removeprefix(space)}"


def _head(build: Build, prefixes: Mapping[str, str]) -> str:
    lines: Iterable[str] = [
        f"mapping_set_id: {build.base}id/mappings",
        "mapping_set_title: Provisions of higher documents that measures localise",
        "license: https://creativecommons.org/licenses/by/4.0/",
        "comment: By hand is a line with mapping_justification semapv:ManualMappingCuration (accepted or added) or",
        "  predicate_modifier Not (rejected). policygraph build obeys these; the other lines are computed anew.",
        "curie_map:",
        *(f'  {prefix}: "{space}"' for prefix, space in sorted(prefixes.items())),
    ]
    return "".join(f"#{line}\n" for line in lines)
