"""What the files of a build are called, for what writes them, opens them, and must not take them for sources."""

from __future__ import annotations

import re
from collections.abc import Mapping

__all__ = [
    "FORMAT",
    "GRAPH",
    "INDEX",
    "MANIFEST",
    "SHARDS",
    "STEADY",
    "TEXTS",
    "TRIG",
    "belongs_to_a_build",
    "named_files",
    "named_in_pieces",
]

# The format that this policygraph writes and reads.
FORMAT = 3
MANIFEST, INDEX, GRAPH, TRIG = "manifest.json", "index.html", "graph.nq", "graph.trig"
SHARDS, TEXTS = "shards", "texts"
# Files that are called the same in every build, whatever they hold.
STEADY = (INDEX, GRAPH, TRIG)

# What tells a manifest of a build, of any format, from other JSON.
_MARKS = {"format", "policygraph", "documents", "totals"}
_BY_CONTENT = re.compile(rf"{SHARDS}/[0-9a-f]{{64}}\.nq\.gz|{TEXTS}/[0-9a-f]{{64}}\.txt")
# Shards of format 2 were not packed.
_EVER = re.compile(rf"{SHARDS}/[0-9a-f]{{64}}\.nq(?:\.gz)?|{TEXTS}/[0-9a-f]{{64}}\.txt")


def belongs_to_a_build(path: str) -> bool:
    """Whether a path, relative to a build's folder, is one that a build may write (beside the manifest)."""
    return path in STEADY or _BY_CONTENT.fullmatch(path) is not None


def named_files(manifest: object) -> frozenset[str] | None:
    """The files that a manifest names, as paths relative to its folder; None where it is no manifest of a build.

    Args:
        manifest: what its JSON says, of this format or of an earlier one. Nothing in it is relied on: names that no
            build writes are left out.
    """
    if not isinstance(manifest, Mapping) or not manifest.keys() >= _MARKS:
        return None
    if manifest["format"] == 1:
        return frozenset({GRAPH, TRIG, *_texts_of_format_1(manifest["documents"])})
    files = manifest.get("files")
    if not isinstance(files, Mapping):
        return frozenset()
    return frozenset(path for path in files if path in STEADY or _EVER.fullmatch(path))


def named_in_pieces(text: str) -> frozenset[str]:
    """The files that a damaged manifest still names; none where it names no shard, as other people's JSON."""
    found = {match[0] for match in _EVER.finditer(text)}
    return (
        frozenset({*STEADY, *found}) if any(path.startswith(f"{SHARDS}/") for path in found) else frozenset()
    )


def _texts_of_format_1(documents: object) -> list[str]:
    """Texts that are called after their documents."""
    entries = documents if isinstance(documents, list) else []
    names = [entry.get("name") for entry in entries if isinstance(entry, Mapping)]
    return [
        f"{TEXTS}/{name}.txt" for name in names if isinstance(name, str) and not re.search(r"[/\\\0]", name)
    ]
