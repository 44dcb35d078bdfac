"""What is said in graphs that are not one document's, kept by the document that it is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

from policygraph.model.folder import SHARDS
from policygraph.rdf.terms import Triple

__all__ = ["NOBODY", "Sharing", "blocks_of", "statements_of", "texts_of"]

# The number of what is about no document.
NOBODY = -1
# So many lines wait in memory before they are put aside.
_MOST = 200_000
# … and so many are made one text at a time.
_SOME = 1_000


def texts_of(said: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """The pieces of a text that says statements by their graphs: each a line, an empty one behind each graph."""
    for graph, statements in said.items():
        if statements:
            rest = iter(statements)
            yield f"{graph}\n"
            while some := list(islice(rest, _SOME)):
                yield "\n".join([*some, ""])
            yield "\n"


def blocks_of(text: bytes) -> dict[bytes, bytes]:
    """The lines of statements by their graphs that a text in UTF-8 says, each with its end."""
    found = {}
    for block in text.split(b"\n\n")[:-1]:
        graph, _, statements = block.partition(b"\n")
        found[graph] = statements + b"\n"
    return found


def statements_of(text: bytes) -> dict[bytes, list[bytes]]:
    """The statements by their graphs that a text in UTF-8 says, in which they sort as they do in letters."""
    return {graph: lines.split(b"\n")[:-1] for graph, lines in blocks_of(text).items()}


class Sharing:
    """Collects lines for the shards that they belong to; what is more than some of them waits on the disk."""

    def __init__(self, folder: Path, plans: str) -> None:
        """``folder`` is the room of the build, ``plans`` is what the IRIs of all documents begin with."""
        self._folder = folder
        self._below = f"<{plans}"
        self._numbers: Mapping[str, int] = {}
        # By shard and graph.
        self._waiting: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        self._number = 0
        self._aside: set[int] = set()

    def about(self, documents: Mapping[str, int]) -> None:
        """Tell the documents, as terms, with the numbers of their shards."""
        self._numbers = {document[1:-1]: number for document, number in documents.items()}

    def add(self, graph: str, triples: Iterable[Triple]) -> None:
        """Add statements to a graph; what is said twice counts once.

        Raises:
            OSError: the disk is full or broken.
        """
        subject, said, room = "", self._waiting[NOBODY][graph], _MOST - self._number
        for triple in triples:
            if triple[0] != subject:
                subject = triple[0]
                said = self._waiting[self._owner(subject)][graph]
            said.append(" ".join(triple))
            room -= 1
            if room < 0:
                self._put_aside()
                subject, room = "", _MOST
        self._number = _MOST - room

    def statements(self, number: int) -> dict[str, list[str]]:
        """All that belongs to a shard: by its graphs, sorted, each once; it is then forgotten.

        Raises:
            OSError: what was put aside cannot be read.
        """
        found = self._waiting.pop(number, {})
        if number in self._aside:
            path = self._path(number)
            for line in path.read_bytes().decode("utf-8", "surrogatepass").split("\n")[:-1]:
                graph, statement = line.split(" ", 1)
                found.setdefault(graph, []).append(statement)
        # Much of it comes sorted, which a set would forget.
        return {graph: [*dict.fromkeys(sorted(said))] for graph, said in sorted(found.items()) if said}

    def so_far(self, number: int) -> str:
        """All that was added so far to a shard, as one text; it is not forgotten.

        Raises:
            OSError: what was put aside cannot be read.
        """
        found = self.statements(number)
        for graph, said in found.items():
            self._waiting[number][graph] += said
        return "".join(texts_of(found))

    def _owner(self, subject: str) -> int:
        """The number of the document whose IRI is ``subject`` or the beginning of its path."""
        if not subject.startswith(self._below):
            return NOBODY
        end = subject.find("/", len(self._below))
        return self._numbers.get(subject[1 : end if end > 0 else -1], NOBODY)

    def _put_aside(self) -> None:
        for number, by_graph in self._waiting.items():
            lines = "".join(f"{graph} {one}\n" for graph, said in by_graph.items() for one in said)
            if lines:
                with self._path(number).open("ab") as file:
                    file.write(lines.encode("utf-8", "surrogatepass"))
                self._aside.add(number)
        self._waiting.clear()
        self._number = 0

    def _path(self, number: int) -> Path:
        return self._folder / SHARDS / f"{number}.more"
