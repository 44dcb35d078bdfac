"""What people write about correspondences, in the tab-separated form of SSSOM (https://mapping-commons.github.io/sssom/).

A line is by hand if its ``mapping_justification`` is ``semapv:ManualMappingCuration`` or its ``predicate_modifier``
is ``Not``. A line with a justification that policygraph computes is computed anew. Any other line is an error, so
that no decision is lost by the way in which it is written.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from pathlib import Path

from policygraph import model
from policygraph.errors import SourceError, shown
from policygraph.rdf.terms import PG, PREFIXES, SEMAPV
from policygraph.sources.corrections import is_corrections_file
from policygraph.sources.sheet import read_sheet

__all__ = [
    "LOCALISES",
    "MULTIVALUED",
    "REJECTED",
    "Decisions",
    "agreeing",
    "discover_mappings",
    "is_mapping_file",
    "is_reference",
    "read_mappings",
]

LOCALISES = PG.iri("localises")
REJECTED = "Not"
_BY_HAND = SEMAPV.iri(model.Justification.MANUAL)
_JUSTIFICATIONS = frozenset(map(SEMAPV.iri, model.Justification))
# Prefixes that every SSSOM file has without declaring them.
_BUILT_IN = {name: PREFIXES[name] for name in ("owl", "rdf", "rdfs", "semapv", "skos", "sssom", "xsd")}
_REFERENCES = re.compile(r".*_id|.*_source|mapping_justification|issue_tracker_item")
MULTIVALUED = "|"
# Text as which spreadsheets save, too: such a file holds decisions and must neither pass for a plan nor be overlooked.
_FILE = re.compile(r".*\.sssom\.(?:tsv|tab|csv|txt)|.*\.tsv", re.IGNORECASE)
_NEEDED = ("subject_id", "predicate_id", "object_id", "mapping_justification")
_SLOT = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_CURIE = re.compile(r"([A-Za-z_][\w.\-]*):(?!//)(.*)")

# The pairs of provisions that people decided on, and the file and line that did so first.
Decisions = Mapping[tuple[str, str], tuple[Path, model.Mapping]]


def is_reference(slot: str) -> bool:
    """Whether the cells of a column name things (as CURIE or IRI) and not words."""
    return bool(_REFERENCES.fullmatch(slot))


def is_mapping_file(path: Path, *, is_named: bool) -> bool:
    """Whether a file holds mappings, by its name; of those that are named and not found in a folder any .tsv."""
    found = _FILE.fullmatch(path.name) and not is_corrections_file(path)
    return bool(found) and (is_named or ".sssom." in path.name.lower())


def discover_mappings(paths: Sequence[Path]) -> list[Path]:
    """The mapping files among ``paths`` and in the folders there, in the order of their names."""
    found = {file for path in paths for file in _below(path)}
    return sorted(found, key=lambda file: (file.name, str(file)))


def _below(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        if is_mapping_file(path, is_named=True):
            yield path
        return
    for root, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        files = (Path(root, name) for name in names if not name.startswith("."))
        yield from (file for file in files if is_mapping_file(file, is_named=False))


def read_mappings(path: Path) -> list[model.Mapping]:
    """The lines of a file that were written by hand; references are IRIs in full.

    Raises:
        SourceError: the file cannot be read, is no SSSOM, or accepts and rejects one pair; the message names the line.
    """
    if path.suffix.lower() != ".tsv":
        raise SourceError(
            path, "mappings are read from files named ….sssom.tsv; save it so, with tabs between cells"
        )
    sheet = read_sheet(path)
    prefixes = {**_BUILT_IN, **_curie_map(path, sheet.head)}
    _check(path, sheet.number, sheet.columns)
    lines = (_Line(path, number, prefixes).read(sheet.columns, row) for number, row in sheet.rows)
    found = [mapping for mapping in lines if mapping]
    agreeing(path, found, {})
    return found


def agreeing(path: Path, found: Iterable[model.Mapping], earlier: Decisions) -> Decisions:
    """The ``earlier`` decisions and those that were ``found`` in the file ``path``.

    Raises:
        SourceError: one accepts what another rejects; the message names the lines of both.
    """
    known = dict(earlier)
    for mapping in found:
        file, first = known.setdefault((mapping.subject, mapping.object), (path, mapping))
        if first.is_rejected != mapping.is_rejected:
            there = f"line {first.line} of {shown(file)}" if file != path else f"line {first.line}"
            said = f"rejects what {there} accepts" if mapping.is_rejected else f"accepts what {there} rejects"
            raise SourceError(path, f"line {mapping.line} {said}; keep one of the two")
    return known


def _check(path: Path, number: int, columns: Sequence[str]) -> None:
    """See that the columns are slots that a graph can name, and all that is needed is there."""
    for column in columns:
        if not _SLOT.fullmatch(column):
            raise SourceError(
                path, f"line {number}: {column!r} is not a valid column name; write letters, digits and _"
            )
        if columns.count(column) > 1:
            raise SourceError(path, f"line {number}: the column {column} stands twice; remove one")
    if missing := [name for name in _NEEDED if name not in columns]:
        raise SourceError(path, f"line {number}: the column {missing[0]} is missing; add it")


def _curie_map(path: Path, header: Sequence[str]) -> Mapping[str, str]:
    import yaml

    try:
        metadata = yaml.safe_load("\n".join(header)) or {}
        prefixes = {str(prefix): iri for prefix, iri in (metadata.get("curie_map") or {}).items()}
    except (yaml.YAMLError, AttributeError, ValueError, RecursionError) as error:
        raise SourceError(
            path, "the lines with # at the head of the file are not YAML; correct them"
        ) from error
    # A list of lists of the same list, written out, fills the memory.
    for prefix, iri in prefixes.items():
        if not isinstance(iri, str):
            raise SourceError(
                path, f"the curie_map has no IRI for the prefix {prefix!r}; write one behind it"
            )
    return prefixes


class _Line:
    """One line of a file."""

    def __init__(self, path: Path, number: int, prefixes: Mapping[str, str]) -> None:
        self._path = path
        self._number = number
        self._prefixes = prefixes

    def read(self, columns: Sequence[str], cells: Sequence[str]) -> model.Mapping | None:
        """The line as a mapping, or None if it was not written by hand."""
        if len(cells) > len(columns):
            raise self._fault(f"{len(cells)} cells for {len(columns)} columns; remove what is too much")
        slots = {
            slot: self._expanded(cell) if is_reference(slot) else cell
            for slot, cell in zip(columns, cells, strict=False)
            if cell
        }
        self._check(slots)
        if is_rejected := "predicate_modifier" in slots:
            slots["predicate_modifier"] = REJECTED
        if not is_rejected and slots["mapping_justification"] != _BY_HAND:
            return None
        return model.Mapping(
            subject=slots["subject_id"],
            object=slots["object_id"],
            is_rejected=is_rejected,
            confidence=self._confidence(slots.get("confidence", "")),
            slots=tuple(slots.items()),
            line=self._number,
        )

    def _check(self, slots: Mapping[str, str]) -> None:
        """See that it is clear what the line decides, or that it decides nothing."""
        if missing := [slot for slot in _NEEDED if slot not in slots]:
            raise self._fault(f"the {missing[0]} is missing; write it")
        if slots["predicate_id"] != LOCALISES:
            raise self._fault(f"{slots['predicate_id']} is not a predicate of provisions; write pg:localises")
        modifier = slots.get("predicate_modifier", REJECTED)
        if modifier.casefold() != REJECTED.casefold():
            raise self._fault(
                f"the predicate_modifier {modifier!r} is unknown; write {REJECTED} to reject, or leave it empty"
            )
        if (justification := slots["mapping_justification"]) not in _JUSTIFICATIONS:
            raise self._fault(
                f"the mapping_justification {justification!r} is not one of policygraph's; "
                f"write semapv:{model.Justification.MANUAL} for a decision of yours, or remove the line"
            )

    def _expanded(self, cell: str) -> str:
        return MULTIVALUED.join(map(self._iri, cell.split(MULTIVALUED)))

    def _iri(self, reference: str) -> str:
        curie = _CURIE.fullmatch(reference)
        if not curie:
            return reference
        if curie[1] not in self._prefixes:
            raise self._fault(
                f"the prefix {curie[1]} is not in the curie_map; declare it at the head of the file"
            )
        return self._prefixes[curie[1]] + curie[2]

    def _confidence(self, cell: str) -> Decimal | None:
        try:
            confidence = Decimal(cell) if cell else None
        except InvalidOperation:
            confidence = Decimal(-1)
        if confidence is not None and not (confidence.is_finite() and 0 <= confidence <= 1):
            raise self._fault(f"the confidence {cell!r} is not a number from 0 to 1; correct it")
        return confidence

    def _fault(self, message: str) -> SourceError:
        return SourceError(self._path, f"line {self._number}: {message}")
