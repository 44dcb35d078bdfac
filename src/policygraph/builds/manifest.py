"""The manifest of a build: what belongs to it, with the digest of every file; its rename is what makes a build."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from policygraph.errors import GraphError, UsageError
from policygraph.model.folder import FORMAT, SHARDS, TEXTS, belongs_to_a_build
from policygraph.rdf.iris import Iris

__all__ = ["DocumentEntry", "FileEntry", "Manifest", "parse", "render"]

_DIGEST = re.compile(r"[0-9a-f]{64}")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")

# Writes a text as JSON.
_QUOTED: Callable[[str], str] = json.JSONEncoder(ensure_ascii=False).encode

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class FileEntry:
    """A file of a build: the hex digest of its bytes, and how many they are.

    ``replaces`` is the digest of the file of the same name that an earlier build left there and that may still stand
    there, if the build was stopped just then; '' where there is none.
    """

    sha256: str
    size: int
    replaces: str = ""


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    """A document of a build: ``sha256`` is that of the source's bytes; ``text`` and ``shard`` are paths of files."""

    name: str
    file: str
    iri: str
    sha256: str
    encoding: str
    counts: Mapping[str, int]
    text: str
    shard: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """All that a build consists of.

    ``shared`` is the shard of what belongs to no document; ``time`` is '' where no document has a date; ``inputs``
    are the digests of the vocabulary and mapping files; ``files`` names every file of the build but the manifest.
    """

    base: str
    policygraph: str
    time: str
    documents: tuple[DocumentEntry, ...]
    shared: str
    inputs: Mapping[str, str]
    totals: Mapping[str, int]
    files: Mapping[str, FileEntry]

    @property
    def quads(self) -> int:
        """How many quads its shards hold."""
        return self.totals["quads"]

    @property
    def shards(self) -> tuple[str, ...]:
        """The paths of all shards, in the order of the documents, the shared one last."""
        return (*(document.shard for document in self.documents), self.shared)

    def settled(self) -> Manifest:
        """The same when all files are in place: none is left of an earlier build."""
        return replace(self, files={path: replace(file, replaces="") for path, file in self.files.items()})


def render(manifest: Manifest) -> bytes:
    """The manifest as JSON, the same bytes for the same build."""
    written = {
        "format": str(FORMAT),
        "policygraph": _QUOTED(manifest.policygraph),
        "base": _QUOTED(manifest.base),
        "documents": _list([_document(entry) for entry in manifest.documents]),
        "shared": _QUOTED(manifest.shared),
        "inputs": _object({name: _QUOTED(digest) for name, digest in manifest.inputs.items()}),
        "totals": _object({name: str(number) for name, number in manifest.totals.items()}),
        "files": _object({path: _file(entry) for path, entry in manifest.files.items()}),
    }
    if manifest.time:
        written["time"] = _QUOTED(manifest.time)
    # Its own digest, over what is said without it: no other file could hold it.
    digest = hashlib.sha256(_whole(written)).hexdigest()
    return _whole(written | {"sha256": _QUOTED(digest)})


def _whole(members: Mapping[str, str]) -> bytes:
    return f"{_object(members, depth=0)}\n".encode()


def _object(members: Mapping[str, str], depth: int = 1) -> str:
    """An object whose members are written already: as ``json`` indents it, which is ten times as slow at that."""
    return _between("{", "}", [f"{_QUOTED(name)}: {members[name]}" for name in sorted(members)], depth)


def _list(written: Sequence[str]) -> str:
    return _between("[", "]", written, 1)


def _between(opening: str, closing: str, written: Sequence[str], depth: int) -> str:
    if not written:
        return opening + closing
    inner = "\n" + "  " * (depth + 1)
    return f"{opening}{inner}{f',{inner}'.join(written)}\n{'  ' * depth}{closing}"


def _document(entry: DocumentEntry) -> str:
    texts = {name: _QUOTED(getattr(entry, name)) for name in DocumentEntry.__slots__ if name != "counts"}
    counts = _object({name: str(number) for name, number in entry.counts.items()}, 3)
    return _object(texts | {"counts": counts}, 2)


def _file(entry: FileEntry) -> str:
    found = {"sha256": _QUOTED(entry.sha256), "size": str(entry.size)}
    return _object(found | ({"replaces": _QUOTED(entry.replaces)} if entry.replaces else {}), 2)


def parse(data: bytes, path: Path) -> Manifest:
    """The manifest that ``data`` is, nothing in which is relied on; ``path`` is named in complaints.

    Raises:
        GraphError: it is damaged, or of another format.
    """
    try:
        # A byte order mark is none of JSON, and utf-8 keeps it.
        document = _of_kind(dict, json.loads(data.decode("utf-8"), parse_constant=_refuse))
        found = _matching(lambda number: 0 < number < 1000, _of_kind(int, document["format"]))
        if found != FORMAT:
            raise GraphError(
                f"{path.parent} was built in format {found}, this policygraph reads {FORMAT}; build again"
            )
        read = _manifest(document)
        if render(read) != data:
            raise ValueError("it is not as a build writes it")
        return read
    except (ValueError, KeyError, TypeError, RecursionError, UsageError) as error:
        raise GraphError(f"{path} was changed or damaged after it was built; build again") from error


def _manifest(document: dict[str, Any]) -> Manifest:
    files = {
        _matching(belongs_to_a_build, _text(name)): _file_entry(name, entry)
        for name, entry in _of_kind(dict, document["files"]).items()
    }
    found = Manifest(
        base=Iris(_text(document["base"])).base,
        policygraph=_text(document["policygraph"]),
        time=_matching(_TIME.fullmatch, _text(document["time"])) if "time" in document else "",
        documents=tuple(_document_entry(entry) for entry in _of_kind(list, document["documents"])),
        shared=_text(document["shared"]),
        inputs={_text(k): _digest(v) for k, v in _of_kind(dict, document["inputs"]).items()},
        totals=_counts(document["totals"]),
        files=files,
    )
    _check_whole(found)
    return found


def _check_whole(found: Manifest) -> None:
    """See that documents and files name the same.

    Raises:
        ValueError: they do not.
    """
    texts = {document.text for document in found.documents}
    by_content = {path for path in found.files if path.partition("/")[0] in (SHARDS, TEXTS)}
    if by_content != {*found.shards, *texts} or not all(text.startswith(f"{TEXTS}/") for text in texts):
        raise ValueError("documents and files name different paths")
    if (
        len({document.name for document in found.documents}) < len(found.documents)
        or "quads" not in found.totals
    ):
        raise ValueError("a name stands twice, or a number is missing")


def _document_entry(entry: object) -> DocumentEntry:
    cells = _of_kind(dict, entry)
    texts = {name: _text(cells[name]) for name in ("name", "file", "iri", "encoding", "text", "shard")}
    return DocumentEntry(**texts, sha256=_digest(cells["sha256"]), counts=_counts(cells["counts"]))


def _file_entry(path: str, entry: object) -> FileEntry:
    cells = _of_kind(dict, entry)
    sha256 = _digest(cells["sha256"])
    if "/" in path and Path(path).name.partition(".")[0] != sha256:
        raise ValueError("a file is not called after its digest")
    return FileEntry(sha256, _count(cells["size"]), _digest(cells["replaces"]) if "replaces" in cells else "")


def _counts(value: object) -> dict[str, int]:
    return {_text(name): _count(number) for name, number in _of_kind(dict, value).items()}


def _count(value: object) -> int:
    return _matching(lambda number: number >= 0, _of_kind(int, value))


def _digest(value: object) -> str:
    return _matching(_DIGEST.fullmatch, _text(value))


def _text(value: object) -> str:
    text = _of_kind(str, value)
    # A lone surrogate cannot be written anywhere.
    text.encode("utf-8")
    return _matching(bool, text)


def _of_kind(kind: type[T], value: object) -> T:
    # A truth value is a number for isinstance.
    if not isinstance(value, kind) or isinstance(value, bool):
        raise TypeError(f"{value!r:.40} is not a {kind.__name__}")
    return value


def _matching(test: Callable[[Any], object], value: T) -> T:
    if not test(value):
        raise ValueError(f"{value!r:.40} is not as a build writes it")
    return value


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not JSON")
