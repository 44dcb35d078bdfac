"""Opening a build for reading."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from policygraph.build.writer import FORMAT, GRAPH, MANIFEST, TEXTS, text_file
from policygraph.errors import GraphError

__all__ = ["Build", "open_build"]

_LINE = re.compile(r"line (\d+)")
_GRAPH_TERM = re.compile(rb" <[^<>\n]*> \.\n")


@dataclass(frozen=True, slots=True)
class Build:
    """A build in memory.

    The store holds the named graphs, and in its default graph their union with each triple once. (Oxigraph's own
    union repeats what two graphs say, and so falsifies counts.)
    """

    folder: Path
    manifest: dict[str, Any]
    store: ox.Store

    @property
    def base(self) -> str:
        """The base IRI that it was built with."""
        return str(self.manifest["base"])

    def text(self, name: str) -> str:
        """The decoded source of a document.

        Raises:
            GraphError: the build's folder lacks the text.
        """
        path = self.folder / TEXTS / text_file(name)
        try:
            with path.open(encoding="utf-8", newline="") as file:
                return file.read()
        except OSError as error:
            raise GraphError(f"{path} cannot be read ({error.strerror}); build again") from error


def open_build(folder: Path) -> Build:
    """Load a build.

    Raises:
        GraphError: the folder is no build, is empty, is of another format, or ``graph.nq`` is damaged.
    """
    manifest = _manifest(folder)
    path = folder / GRAPH
    store = ox.Store()
    try:
        data = path.read_bytes()
        store.bulk_load(data, ox.RdfFormat.N_QUADS)
        quads = len(store)
        store.bulk_load(_GRAPH_TERM.sub(b" .\n", data), ox.RdfFormat.N_TRIPLES)
    except SyntaxError as error:
        line = _LINE.search(str(error))
        place = f" in line {line[1]}" if line else ""
        raise GraphError(f"{path} is damaged{place}; build again: {error.msg}") from error
    except OSError as error:
        raise GraphError(f"{path} cannot be read ({error.strerror}); build again") from error
    if quads != manifest["totals"]["quads"]:
        raise GraphError(
            f"{path} holds {quads} quads, but {MANIFEST} names {manifest['totals']['quads']}; build again"
        )
    return Build(folder, manifest, store)


def _manifest(folder: Path) -> dict[str, Any]:
    path = folder / MANIFEST
    if not folder.is_dir():
        raise GraphError(f"there is no folder {folder}; make one with: policygraph build SOURCE -o {folder}")
    if not path.is_file():
        raise GraphError(
            f"{folder} is no build (it has no {MANIFEST}); make one with: policygraph build SOURCE -o {folder}"
        )
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
        found = manifest["format"]
        manifest["totals"]["quads"], manifest["base"]
    except (ValueError, KeyError, TypeError, OSError) as error:
        raise GraphError(f"{path} is damaged; build again") from error
    if found != FORMAT:
        raise GraphError(
            f"{folder} was built in format {found}, this policygraph reads {FORMAT}; build again"
        )
    return dict(manifest)
