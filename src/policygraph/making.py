"""One document on its way from its file to its part of a build, in whatever process."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from policygraph import resources
from policygraph.builds.parts import Part, read_part
from policygraph.builds.shards import Slot
from policygraph.caches import cached
from policygraph.errors import DocumentFaultError, NotADocumentError, SourceError, UsageError
from policygraph.files import read_regular
from policygraph.graph.background import Background, background_of
from policygraph.methods import methods_compiled_before
from policygraph.model import Facts, Source
from policygraph.model.corrections import Correction, SettledLine
from policygraph.patterns import compiled_before
from policygraph.rdf.iris import Iris
from policygraph.sources.archives import read_member
from policygraph.sources.folders import DocumentFile, LeftOut, Why
from policygraph.vocabulary import Lexicon, knowledge_files, lexicon_of, read_knowledge

if TYPE_CHECKING:
    from policygraph.analysis import Analyser
    from policygraph.corrections.correct import Corrector

__all__ = ["Made", "Task", "analyser", "check_area", "known", "make", "read_source", "source_digest"]

# The modules that make lexicon and background what they are.
_KNOWING = ("model/*.py", "rdf/*.py", "vocabulary/*.py", "graph/background.py")


@dataclass(frozen=True, slots=True)
class Task:
    """A file to be built: where it is written to, whose it is ('' where its text tells), and what people corrected.

    ``is_for_people`` says that its graph is written for people too, as the whole graph is likely to be wanted.
    """

    file: DocumentFile
    place: Slot
    base: str
    area: str = ""
    lines: Sequence[Correction] = ()
    is_for_people: bool = False


@dataclass(frozen=True, slots=True)
class Made:
    """What came of a file: its part, or why there is none.

    ``sha256`` is the digest of what was read, '' where nothing was. ``no_measures`` are the paths of its provisions
    that are no measures, where people corrected any.
    """

    part: Part | None = None
    sha256: str = ""
    error: SourceError | None = None
    left_out: LeftOut | None = None
    settled: Sequence[SettledLine] = ()
    no_measures: frozenset[str] = frozenset()


def make(task: Task) -> Made:
    """Read, analyse and correct a file, and write its part.

    Raises:
        OSError: the part cannot be written.
    """
    file = task.file
    try:
        facts = _corrected(read_source(file, task.area), task.lines)
    except NotADocumentError as error:
        return Made(left_out=LeftOut(file.file_name, Why.TABLE if error.is_table else Why.FOREIGN))
    except SourceError as error:
        return Made(error=error)
    except Exception as error:
        return Made(error=DocumentFaultError.of(file.place, error))
    none = (
        frozenset(p.path for p in facts.outline.provisions if not p.is_measure) if task.lines else frozenset()
    )
    made = Made(sha256=facts.source.sha256, settled=facts.settled, no_measures=none)
    try:
        part = read_part(facts, Iris(task.base))
    except Exception as error:
        return replace(made, error=DocumentFaultError.of(file.place, error))
    # What has been said in triples need not stay in memory beside them.
    del facts
    return replace(made, part=part.write(task.place, task.base if task.is_for_people else ""))


def read_source(file: DocumentFile, area: str = "") -> Source:
    """What a file says, as a document of an area where a person knows whose it is.

    Raises:
        SourceError: it cannot be read.
    """
    read, _ = _readers()
    source = read(file)
    return replace(source, metadata=replace(source.metadata, area=area)) if area else source


def check_area(area: str) -> None:
    """Refuse the name of an area whose no document can be.

    Raises:
        UsageError: it is mistyped, or several areas are called so.
    """
    from policygraph.resolution.areas import AreaResolver
    from policygraph.resolution.named_places import NamedPlaces

    lexicon = known()[0]
    if doubt := NamedPlaces(lexicon, AreaResolver(lexicon)).doubt_of_owner(area):
        raise UsageError(f"the documents cannot be of that area: {doubt}")


def source_digest(file: DocumentFile) -> str:
    """The digest of a file's bytes, '' where it cannot be read; what :attr:`Source.sha256` will be."""
    try:
        data = read_member(file.path, file.member) if file.member else read_regular(file.path)
    except (OSError, SourceError):
        return ""
    return hashlib.sha256(data).hexdigest()


@cache
def known() -> tuple[Lexicon, Background]:
    """What policygraph knows, for reading documents and for the graph; the files are parsed once for both."""
    folders = resources.ontology(), resources.directives()
    inputs = [*knowledge_files(*folders), *resources.code(*_KNOWING)]
    return cached("knowledge", inputs, lambda: _learned(*folders))


def _learned(ontology: Path, register: Path) -> tuple[Lexicon, Background]:
    knowledge = read_knowledge(ontology, register)
    return lexicon_of(knowledge), background_of(knowledge)


def analyser() -> Analyser:
    """What reads documents."""
    return _readers()[1]


@cache
def _readers() -> tuple[Callable[[DocumentFile], Source], Analyser]:
    """What reads files and what reads documents; who reads none starts without their patterns."""
    with compiled_before("patterns-of-readers"), methods_compiled_before("methods-of-readers"):
        from policygraph.analysis import Analyser
        from policygraph.sources.reader import read

        return read, Analyser(known()[0])


@cache
def _corrector() -> Corrector:
    # Most builds have no corrections, and start without what places them.
    lexicon, resolvers = known()[0], analyser().resolvers
    with compiled_before("patterns-of-corrections"), methods_compiled_before("methods-of-corrections"):
        from policygraph.corrections.correct import Corrector

        return Corrector(lexicon, resolvers)


def _corrected(source: Source, lines: Sequence[Correction]) -> Facts:
    """The facts of one document as people decided about them."""
    facts = analyser().analyse(source)
    if lines:
        facts = _corrector().correct(facts, lines, lambda decided: analyser().analyse(source, decided))
    return facts
