"""What a build's folder holds, and whether a reader may trust it."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from policygraph.builds.check import check_build
from policygraph.builds.store import Build, open_build
from policygraph.rdf.terms import PG

_SPANS = f"""SELECT ?text ?start ?end ?exact WHERE {{
    ?span {PG("exact")} ?exact ; {PG("start")} ?start ; {PG("end")} ?end ; {PG("inText")} ?text }}"""
# Made before it is put in place, and removed after it is put in place.
LEFT_BY_A_SWITCH = "is of an earlier build, this one was stopped"


def files(folder: Path) -> dict[str, bytes]:
    """The files below a folder, by their paths in it."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def hidden(folder: Path) -> list[str]:
    """What lies in a folder out of sight."""
    return sorted(path.name for path in folder.iterdir() if path.name.startswith("."))


def answers(folder: Path) -> tuple[bytes, dict[str, str]]:
    """All that a reader can learn of a build: its statements, and its texts, each of which its spans quote rightly."""
    opened = open_build(folder)
    assert misquoted(opened) == []
    return opened.store.dump(format=ox.RdfFormat.N_QUADS) or b"", dict(opened.texts)


def misquoted(opened: Build) -> list[str]:
    """The quotes that are not the words at their place."""
    texts = {f"{opened.base}id/text/{name}": text for name, text in opened.texts.items()}
    found = opened.store.query(_SPANS)
    assert isinstance(found, ox.QuerySolutions)
    rows = [
        (texts[r["text"].value], int(r["start"].value), int(r["end"].value), r["exact"].value) for r in found
    ]
    assert rows
    return [exact for text, start, end, exact in rows if text[start:end] != exact]


def faults(folder: Path) -> list[str]:
    """What is wrong with a build, but for files of an earlier one, which no reader reads."""
    return [fault for fault in check_build(folder).faults if LEFT_BY_A_SWITCH not in fault]
