"""Whether a build is whole: every file as it was built, and what they say in agreement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from policygraph.builds.contents import Contents, read_manifest
from policygraph.errors import GraphError, shown
from policygraph.model.folder import GRAPH
from policygraph.rdf.iris import Iris
from policygraph.rdf.terms import PG

__all__ = ["Checked", "check_build"]

_PARTS = {PG.iri(name): name for name in ("exact", "start", "end", "inText")}


@dataclass(frozen=True, slots=True)
class Checked:
    """How many files and quads a build has, and what is wrong with it, a sentence each."""

    files: int
    quads: int
    faults: tuple[str, ...]


def check_build(folder: Path) -> Checked:
    """Look at every file that the manifest names, and at every span.

    Raises:
        GraphError: the folder is no build, or its manifest is damaged.
    """
    contents = read_manifest(folder)
    faults, read = [], {}
    for name in sorted(contents.manifest.files):
        try:
            read[name] = contents.read(name)
            if contents.is_of_an_earlier_build(name):
                faults.append(
                    f"{shown(folder / name)} is of an earlier build, this one was stopped; build again"
                )
        except GraphError as error:
            faults.append(str(error))
    if not faults:
        faults += _disagreements(contents, read)
    return Checked(len(contents.manifest.files) + 1, contents.manifest.quads, tuple(faults))


def _disagreements(contents: Contents, read: dict[str, bytes]) -> Iterator[str]:
    """What files that are all as they were built say against each other."""
    manifest, folder = contents.manifest, shown(contents.folder)
    lines = [line for shard in manifest.shards for line in read[shard].splitlines()]
    if len(lines) != manifest.quads or len(set(lines)) != len(lines):
        yield f"{folder}: the shards hold {len(set(lines))} quads, but the manifest names {manifest.quads}; build again"
    if GRAPH in read and sorted(read[GRAPH].splitlines()) != sorted(lines):
        yield f"{shown(contents.folder / GRAPH)} does not hold the quads of the shards; build again"
    iris = Iris(manifest.base)
    texts = {
        iris.text(entry.name): (entry.text, read[entry.text].decode("utf-8", "replace"))
        for entry in manifest.documents
    }
    for shard in manifest.shards:
        try:
            yield from _misquotes(contents, ox.parse(read[shard], format=ox.RdfFormat.N_QUADS), texts)
        except SyntaxError as error:
            yield f"{shown(contents.folder / shard)} is not N-Quads: {error.msg}; build again"


def _misquotes(
    contents: Contents, quads: Iterable[ox.Quad], texts: dict[str, tuple[str, str]]
) -> Iterator[str]:
    """Spans that do not quote their text, by the text's file."""
    spans: dict[str, dict[str, str]] = {}
    for quad in quads:
        if part := _PARTS.get(quad.predicate.value):
            spans.setdefault(str(quad.subject), {})[part] = str(getattr(quad.object, "value", ""))
    for name, span in sorted(spans.items()):
        file, text = texts.get(span.get("inText", ""), ("", ""))
        start, end = (int(n) if (n := span.get(part, "")).isdecimal() else -1 for part in ("start", "end"))
        if not 0 <= start < end <= len(text) or text[start:end] != span.get("exact"):
            yield f"{shown(contents.folder / file)}: the words of {name} are not there; build again"
