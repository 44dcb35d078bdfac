"""From files to a build: read, analyse, write; a bad file is reported and the rest goes on."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from policygraph import resources
from policygraph.builds.assembly import Assembled, HandMadeMappings, WrittenCorrections, assemble, count
from policygraph.builds.parts import BuiltDocument, Part
from policygraph.builds.shards import Slot
from policygraph.builds.workers import Executor
from policygraph.builds.writer import MOST_WHOLE, Earlier
from policygraph.corrections.files import Collected, collect
from policygraph.errors import DocumentFaultError, SourceError
from policygraph.executors import FEW, check_choice, executor_for
from policygraph.graph.background import InputFile
from policygraph.graph.counterparts import Higher
from policygraph.graph.provenance import given_time
from policygraph.ledger import Compared, Ledger, Remembered, digest, knowledge
from policygraph.making import Made, Task, analyser, check_area, known, make, read_source, source_digest
from policygraph.model import Correspondence, Facts, Source
from policygraph.model import Mapping as HandMade
from policygraph.model.corrections import Outcome, SettledLine
from policygraph.rdf.iris import BASE
from policygraph.sources import sssom
from policygraph.sources.context import discover_in, is_below
from policygraph.sources.corrections import discover_corrections
from policygraph.sources.folders import (
    EVERYTHING,
    DocumentFile,
    FilePatterns,
    LeftOut,
    discover,
    document_file,
)

if TYPE_CHECKING:
    from policygraph.comparison import Comparer

__all__ = ["BuildReport", "Progress", "build", "read_facts"]

# Called before each file: (file, number of files done, number of all files).
Progress = Callable[[Path, int, int], None]


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build made, and which files it could not read.

    ``documents`` is empty where no file could be read; the folder is then as it was before. ``unmatched`` are the
    hand-made lines that name no provision of the build, ``contents`` the names of what lies in the folder, ``left_out``
    the files of the folders that were given that are no documents. ``corrections`` says how many lines of corrections
    files ended in which state, ``unapplied`` are those that were not applied and have to be looked at. ``is_unchanged``
    says that the folder held this very build, and was left as it was.
    """

    out: Path
    documents: tuple[BuiltDocument, ...]
    errors: tuple[SourceError, ...]
    unmatched: tuple[HandMade, ...] = ()
    contents: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    corrections: Mapping[Outcome, int] = field(default_factory=dict)
    unapplied: tuple[SettledLine, ...] = ()
    is_unchanged: bool = False

    @property
    def totals(self) -> dict[str, int]:
        """How much was found in all documents."""
        return count(self.documents)


def build(
    paths: Sequence[Path],
    out: Path,
    *,
    root: Path | None = None,
    context: Path | None = None,
    base: str = BASE,
    whole_graph: bool | None = None,
    selection: FilePatterns = EVERYTHING,
    area: str = "",
    corrections: Sequence[Path] = (),
    jobs: int | None = None,
    cluster: str = "",
    on_progress: Progress | None = None,
) -> BuildReport:
    """Build the graph of the documents in ``paths`` (files and folders) in the folder ``out``.

    Documents are called by their path below the folder ``root``, or without one below the folder that was given.
    With a folder ``context`` its other documents are built as well, and names start there (see :func:`discover_in`).
    Mapping files (``*.sssom.tsv``) in ``paths`` decide which provisions correspond; corrections files
    (``*.corrections.tsv``) there and ``corrections`` decide about single facts. Files for the whole graph are
    written for up to 50 documents, or as ``whole_graph`` says. A document that policygraph fails on is an error of
    its own, and the others are built.

    ``selection`` says which files of folders are looked at, ``area`` whose the documents in ``paths`` are where a
    person knows better than their texts.

    ``jobs`` processes read the documents, by default as many as there are processors for this one, but one where there
    are few documents; or the workers of the dask scheduler at the address ``cluster`` do. The bytes of a build do not
    depend on it. A document over which two processes were lost is an
    error. Of many documents, those that are as they were when ``out`` was built last are not read again.

    >>> from pathlib import Path
    >>> Path("plans").mkdir()
    >>> plan = ["临河市节能减排方案", "一、主要目标", "到2025年，秸秆综合利用率达到92%以上。"]
    >>> _ = Path("plans", "linhe.txt").write_text(chr(10).join(plan), "utf-8")
    >>> policygraph.build([Path("plans")], Path("out")).errors
    ()
    >>> policygraph.open("out").targets().select("concept", "op", "value").rows()
    [('秸秆综合利用率', '>=', '92')]

    Raises:
        UsageError: a path does not exist or lies outside ``root``, a folder holds no document, the base is no IRI,
            ``area`` is no place's name, ``jobs`` is less than 1, the cluster cannot be used, or ``SOURCE_DATE_EPOCH``
            is no number.
        GraphError: ``out`` cannot be written to.
        ServerError: the cluster was lost.
    """
    check_choice(jobs, cluster)
    if area:
        check_area(area)
    among = discover_in(context, paths, selection) if context else None
    if context and among:
        found = among.found
        looked_in = [context, *(p for p in paths if not is_below(p, context))]
    else:
        found, looked_in = discover(paths, root, selection), list(paths)
    mapping_files = sssom.discover_mappings(looked_in)
    correction_files = [*discover_corrections(looked_in), *corrections]
    areas = dict.fromkeys(among.names if among else (file.name for file in found.documents), area)
    folders = [root] if root else [path for path in looked_in if path.is_dir()]
    written = collect(correction_files, folders, [file.name for file in found.documents])
    mappings, faults = _mappings(mapping_files)
    sources = _Sources(
        found.documents,
        (*found.errors, *written.errors, *faults),
        areas,
        written,
        base,
        Ledger(out),
        on_progress,
        is_for_people=len(found.documents) <= MOST_WHOLE if whole_graph is None else whole_graph,
    )
    made_by = digest(
        sources.keys,
        found.left_out,
        mappings.files,
        written.digests,
        written.unplaced,
        whole_graph,
        given_time(),
    )
    if report := sources.earlier_report(made_by):
        return replace(report, out=out, is_unchanged=True)
    with ExitStack() as ending:
        executor = executor_for(sources.to_do, jobs, cluster, ending)
        assembled = assemble(
            lambda room: sources.parts(executor, room),
            out,
            base=base,
            background=known()[1],
            version=resources.VERSION,
            compare=sources.compare,
            mappings=mappings,
            corrections=sources.corrections,
            whole_graph=whole_graph,
            sources=[*(file.path for file in found.documents), *mapping_files, *correction_files],
            executor=executor,
            keys=sources.read_keys,
        )
    report = BuildReport(
        out,
        assembled.documents,
        tuple(sources.errors),
        assembled.unmatched,
        assembled.contents,
        tuple(sorted({*found.left_out, *sources.left_out})),
        {state: number for state in Outcome if (number := sources.states[state])},
        tuple(sources.unapplied),
    )
    sources.remember(made_by, report, assembled)
    return report


def read_facts(path: Path | str) -> Facts:
    """The facts of one document, without a build.

    >>> from pathlib import Path
    >>> plan = ["临河市节能减排方案", "一、主要目标", "到2025年，秸秆综合利用率达到92%以上。"]
    >>> _ = Path("plan.txt").write_text(chr(10).join(plan), "utf-8")
    >>> (target,) = policygraph.read_facts("plan.txt").targets
    >>> target.value, target.unit, target.target_year
    (Decimal('92'), '%', '2025')

    Raises:
        SourceError: the file cannot be read.
    """
    return analyser().analyse(read_source(document_file(Path(path))))


class _Sources:
    """The files of a build and what came of each; what cannot be read is an error, and the rest goes on."""

    def __init__(
        self,
        files: Sequence[DocumentFile],
        errors: Iterable[SourceError],
        areas: Mapping[str, str],
        written: Collected,
        base: str,
        ledger: Ledger,
        on_progress: Progress | None,
        *,
        is_for_people: bool,
    ) -> None:
        self.errors = list(errors)
        self.left_out: list[LeftOut] = []
        self._files = {file.name: file for file in files}
        self._areas = areas
        self._written = written
        self._base = base
        self._ledger = ledger
        self._is_for_people = is_for_people
        self._made: dict[str, Made] = {}
        self._digests: dict[str, str] = {}
        self._compared: dict[Compared, tuple[Correspondence, ...]] = {}
        # Building a few anew takes no longer than looking up whether they changed.
        self.keys = {file.name: self._key(file) for file in files} if len(files) > FEW else {}
        self.states: Counter[Outcome] = Counter()
        self.unapplied: list[SettledLine] = []
        self._no_measures: dict[str, frozenset[str]] = {}
        self._on_progress = on_progress
        self._read: dict[str, str] = {}
        self._comparers: dict[Higher, Comparer] = {}
        self._has_failed = False

    @property
    def to_do(self) -> int:
        """How many documents have to be read."""
        return sum(self._page(name) is None for name in self._files)

    def earlier_report(self, made_by: str) -> BuildReport | None:
        """The report of the last build if nothing changed; else it is looked up what of it still holds."""
        if not self.keys:
            return None
        report = None if self.errors else self._ledger.report(made_by)
        if isinstance(report, BuildReport):
            return report
        self._ledger.open()
        return None

    def remember(self, made_by: str, report: BuildReport, assembled: Assembled) -> None:
        """Let the next build in the folder know what came of this one; what has errors is tried anew."""
        if self.keys and assembled.documents:
            left = {n: one.unfollowed() if self._has_failed else one for n, one in assembled.left.items()}
            pages = {self.keys[name]: Remembered(made, left[name]) for name, made in self._made.items()}
            state = "" if report.errors else made_by
            self._ledger.close(state, report, assembled.digests, pages, self._compared)

    def read_keys(self) -> Mapping[str, str]:
        """Digests of all that makes a document, of those read as they were digested."""
        return {name: self.keys[name] for name in self._made}

    def parts(self, executor: Executor, room: Path) -> Iterator[tuple[Slot, Part, Earlier | None]]:
        """The part of each document, written below ``room`` or by an earlier build.

        Raises:
            OSError: a part cannot be written.
        """
        executor.check(room)
        results = executor.map(make, self._tasks(room))
        for done, (name, file) in enumerate(self._files.items()):
            if self._on_progress:
                self._on_progress(file.place, done, len(self._files))
            page = self._page(name)
            made = page.made if page else next(results)
            part = self._noted(file, made)
            if made and part:
                if self.keys and made.sha256 == self._digests[name] and not made.error:
                    self._made[name] = made
                yield Slot(room, done), part, page.earlier if page else None

    def _tasks(self, room: Path) -> Iterator[Task]:
        for number, (name, file) in enumerate(self._files.items()):
            if not self._page(name):
                lines = self._written.lines.get(name, ())
                area = self._areas.get(name, "")
                yield Task(file, Slot(room, number), self._base, area, lines, self._is_for_people)

    def _page(self, name: str) -> Remembered | None:
        return self._ledger.pages.get(self.keys.get(name, ""))

    def _key(self, file: DocumentFile) -> str:
        """A digest of all that makes a document's part."""
        self._digests[file.name] = read = source_digest(file)
        names = file.name, file.file_name, Path(file.member or file.path).suffix, file.is_named
        area, lines = self._areas.get(file.name, ""), self._written.lines.get(file.name, ())
        return digest(knowledge(), self._base, names, area, lines, read)

    def _noted(self, file: DocumentFile, made: Made | None) -> Part | None:
        """A document's part, after what else came of its file is noted."""
        if made is None:
            lost = "the process that read it was stopped twice; build it with --jobs 1, or leave it out"
            self.errors.append(SourceError(file.place, lost))
            return None
        if made.sha256:
            self._read[file.name] = made.sha256
            self._no_measures[file.name] = made.no_measures
        self._note(made.settled)
        if made.error:
            self.errors.append(made.error)
        if made.left_out:
            self.left_out.append(made.left_out)
        return made.part

    def corrections(self) -> WrittenCorrections:
        """What people wrote about documents that were not built, and the files in which they did."""
        missing = [
            SettledLine(line, Outcome.LOST, None, "", f"{line.document} could not be read", "document")
            for name, lines in self._written.lines.items()
            if name not in self._read
            for line in lines
        ]
        unplaced = [*self._written.unplaced, *missing]
        self._note(unplaced)
        files = [InputFile(f"corrections/{name}", d) for name, d in self._written.digests.items()]
        return WrittenCorrections(unplaced, files)

    def _note(self, settled: Iterable[SettledLine]) -> None:
        for one in settled:
            self.states[one.outcome] += 1
            if one.is_unclear:
                problem = f"line {one.line.line}, column {one.column}: {one.problem}"
                self.errors.append(SourceError(self._written.paths[one.line.file], problem))
            elif one.problem:
                self.unapplied.append(one)

    def compare(self, child: str, parent: Higher) -> tuple[Correspondence, ...]:
        """Counterparts in the text of a higher document; both are read again, so that none stays in memory."""
        key = self.keys.get(child, ""), self.keys.get(parent.name, ""), parent.directive, parent.above
        known = self._ledger.compared.get(key)
        try:
            found = self._counterparts(child, parent) if known is None else known
        except Exception as error:
            self._has_failed = True
            lost = f"it was not compared with {parent.name}"
            fault = DocumentFaultError.of(self._files[child].place, error, lost)
            self.errors.append(error if isinstance(error, SourceError) else fault)
        else:
            self._compared[key] = found
            return found
        return ()

    def _counterparts(self, child: str, parent: Higher) -> tuple[Correspondence, ...]:
        # Imported when there is somebody to compare with.
        from policygraph.comparison import Comparer

        if parent not in self._comparers:
            source = self._again(parent.name)
            self._comparers[parent] = Comparer(source, known()[0], parent.directive, parent.above)
        gone = self._no_measures.get(child, frozenset())
        return tuple(
            one for one in self._comparers[parent].compare(self._again(child)) if one.path not in gone
        )

    def _again(self, name: str) -> Source:
        file = self._files[name]
        source = read_source(file, self._areas.get(name, ""))
        if source.sha256 != self._read[name]:
            raise SourceError(file.place, "the file changed while it was built; build again")
        return source


def _mappings(files: Iterable[Path]) -> tuple[HandMadeMappings, list[SourceError]]:
    errors: list[SourceError] = []
    lines: list[HandMade] = []
    decided: sssom.Decisions = {}
    inputs = []
    for file in files:
        try:
            found = sssom.read_mappings(file)
            decided = sssom.agreeing(file, found, decided)
        except SourceError as error:
            errors.append(error)
            continue
        except Exception as error:
            errors.append(DocumentFaultError.of(file, error))
            continue
        lines += found
        inputs.append(InputFile(f"mappings/{file.name}", hashlib.sha256(file.read_bytes()).hexdigest()))
    return HandMadeMappings(lines, inputs), errors
