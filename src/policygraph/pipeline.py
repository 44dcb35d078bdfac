"""From files to a build: read, analyse, write; a bad file is reported and the rest goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from policygraph import resources
from policygraph.analysis import Analyser
from policygraph.errors import SourceError
from policygraph.graph.assembly import BuiltDocument, assemble, count
from policygraph.graph.background import read_background
from policygraph.graph.iris import BASE
from policygraph.model import Facts
from policygraph.sources.reader import discover, read
from policygraph.vocabulary import load_lexicon

__all__ = ["BuildReport", "Progress", "build", "read_facts"]

# Called before each file with its place among all: (file, number of files done, number of all files).
Progress = Callable[[Path, int, int], None]


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build made, and which files it could not read.

    ``documents`` is empty where no file could be read; the folder is then as it was before.
    """

    out: Path
    documents: tuple[BuiltDocument, ...]
    errors: tuple[SourceError, ...]

    @property
    def totals(self) -> dict[str, int]:
        """How much was found in all documents."""
        return count(self.documents)


def build(
    paths: Sequence[Path], out: Path, *, base: str = BASE, on_progress: Progress | None = None
) -> BuildReport:
    """Build the graph of the documents in ``paths`` (files and folders) in the folder ``out``.

    Documents are read one after the other in the order of their names: analysing one takes a few
    hundredths of a second, less than starting a second process.

    Raises:
        UsageError: a path does not exist, or a folder holds no document.
        GraphError: ``out`` cannot be written to.
    """
    files = sorted(discover(paths), key=lambda path: (path.stem, path.name))
    analyser = _analyser()
    background = read_background(resources.ontology(), resources.directives())
    errors: list[SourceError] = []
    facts = _analysed(files, analyser, errors, on_progress)
    documents = assemble(facts, out, base=base, background=background, version=resources.version())
    return BuildReport(out, documents, tuple(errors))


def read_facts(path: Path | str) -> Facts:
    """The facts of one document, without a build.

    Raises:
        SourceError: the file cannot be read.
    """
    return _analyser().analyse(read(Path(path)))


@cache
def _analyser() -> Analyser:
    return Analyser(load_lexicon(resources.ontology(), resources.directives()))


def _analysed(
    files: Sequence[Path], analyser: Analyser, errors: list[SourceError], on_progress: Progress | None
) -> Iterator[Facts]:
    for done, path in enumerate(files):
        if on_progress:
            on_progress(path, done, len(files))
        try:
            source = read(path)
        except SourceError as error:
            errors.append(error)
            continue
        yield analyser.analyse(source)
