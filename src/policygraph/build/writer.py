"""Writing a build's folder so that a build that fails leaves the earlier one as it was.

``graph.nq``       all quads, one named graph after the other, each sorted
``graph.trig``     the same for people
``texts/NAME.txt`` the decoded source of each document, so that every span can be shown
``manifest.json``  what was built; written last, so a folder without it is no build
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TextIO

from policygraph.build.placing import place
from policygraph.errors import GraphError
from policygraph.rdf.iris import segment
from policygraph.rdf.terms import Triple, lines
from policygraph.rdf.trig import Trig

__all__ = ["FORMAT", "GRAPH", "MANIFEST", "TEXTS", "TRIG", "BuildWriter", "text_file"]

FORMAT = 1
# In bytes, on all common file systems.
_LONGEST_FILE_NAME = 255
GRAPH, TRIG, MANIFEST, TEXTS = "graph.nq", "graph.trig", "manifest.json", "texts"


class BuildWriter:
    """Collects a build in a hidden folder inside ``out`` and moves it into place at the end.

    Used as a context manager; without :meth:`finish` nothing of ``out`` changes.
    """

    def __init__(self, out: Path, base: str) -> None:
        """``out`` is made if it is missing.

        Raises:
            GraphError: ``out`` cannot be written to.
        """
        self._out = out
        self._trig = Trig(base)
        self._made = not out.exists()
        try:
            out.mkdir(parents=True, exist_ok=True)
            self._work = Path(tempfile.mkdtemp(prefix=".building-", dir=out))
            (self._work / TEXTS).mkdir()
        except OSError as error:
            raise GraphError(
                f"cannot write to {out}: {error.strerror}; choose another folder with -o"
            ) from error
        self._nquads = _create(self._work / GRAPH)
        self._people = _create(self._work / TRIG)
        self._people.write(self._trig.header())
        self._names: set[str] = set()
        self.quads = 0

    def __enter__(self) -> Self:
        """The writer itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Remove what is not in place yet."""
        self._nquads.close()
        self._people.close()
        shutil.rmtree(self._work, ignore_errors=True)
        if self._made and self._out.is_dir() and not any(self._out.iterdir()):
            self._out.rmdir()

    def add_graph(self, graph: str, triples: Iterable[Triple]) -> int:
        """Write a named graph (a term) and return how many quads it has."""
        kept = set(triples)
        written = lines(kept, graph)
        if written:
            self._nquads.write("\n".join(written) + "\n")
            self._people.write(self._trig.graph(graph, kept))
        self.quads += len(written)
        return len(written)

    def add_text(self, name: str, text: str) -> None:
        """Keep a document's decoded source."""
        file_name = text_file(name)
        with _create(self._work / TEXTS / file_name) as file:
            file.write(text)
        self._names.add(file_name)

    def finish(self, manifest: dict[str, Any]) -> None:
        """Move everything into place, the manifest last, and remove texts of documents that are gone.

        Raises:
            GraphError: a file cannot be replaced; all are then as they were.
        """
        self._nquads.close()
        self._people.close()
        with _create(self._work / MANIFEST) as file:
            json.dump({"format": FORMAT, **manifest}, file, ensure_ascii=False, indent=2, sort_keys=True)
            file.write("\n")
        texts, saved = self._out / TEXTS, self._work / "saved"
        is_new = not texts.exists()
        try:
            saved.mkdir()
            texts.mkdir(exist_ok=True)
        except OSError as error:
            raise GraphError(
                f"cannot make the folder {texts}: {error.strerror}; move what stands there away"
            ) from error
        found = sorted(text for text in texts.glob("*.txt") if not text.is_dir())
        gone = [text for text in found if text.name not in self._names]
        names = [*(f"{TEXTS}/{name}" for name in sorted(self._names)), GRAPH, TRIG, MANIFEST]
        try:
            place([(self._work / name, self._out / name) for name in names], gone, saved)
        except BaseException:
            if is_new:
                texts.rmdir()
            raise


def text_file(name: str) -> str:
    """The file in ``texts/`` that keeps the source of the document ``name``, whose name may have folders in it."""
    own = f"{segment(name)}.txt"
    if len(own.encode()) <= _LONGEST_FILE_NAME:
        return own
    return f"{hashlib.sha256(name.encode()).hexdigest()}.txt"


def _create(path: Path) -> TextIO:
    # Sources are as decoded: line ends are kept, and a lone surrogate must not stop a build.
    return path.open("w", encoding="utf-8", errors="replace", newline="")
