"""The ontology, its vocabularies and the register, each parsed once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import pyoxigraph as ox
import pytest


def _parse(paths: Iterable[Path]) -> ox.Store:
    store = ox.Store()
    for path in paths:
        quads = ox.parse(path=str(path), format=ox.RdfFormat.TURTLE, rename_blank_nodes=True)
        store.bulk_extend(quads)
    return store


@pytest.fixture(scope="session")
def core(repository: Path) -> ox.Store:
    """The ontology."""
    return _parse([repository / "ontology" / "policygraph.ttl"])


@pytest.fixture(scope="session")
def alignments(repository: Path) -> ox.Store:
    """The ontology's links to other vocabularies."""
    return _parse([repository / "ontology" / "alignments.ttl"])


@pytest.fixture(scope="session")
def data_files(repository: Path) -> Mapping[str, ox.Store]:
    """Each Turtle file of the vocabularies and of the register, by its name."""
    paths = [
        *sorted((repository / "ontology" / "vocabularies").glob("*.ttl")),
        *sorted((repository / "seeds" / "directives").glob("*.ttl")),
    ]
    return {path.name: _parse([path]) for path in paths}


@pytest.fixture(scope="session")
def data(data_files: Mapping[str, ox.Store]) -> ox.Store:
    """Vocabularies and register together."""
    store = ox.Store()
    for file in data_files.values():
        store.bulk_extend(file)
    return store
