"""Differences as a page that shows both editions side by side."""

from __future__ import annotations

from itertools import groupby

from policygraph.builds.reader import Reader
from policygraph.pages import Language, render
from policygraph.queries.diff.differences import Differences
from policygraph.queries.diff.lines import lines_of, notes_of, said, summary
from policygraph.queries.diff.rewording import Mark

__all__ = ["as_page"]


def as_page(found: Differences, reader: Reader, language: Language = Language.BOTH) -> str:
    """One self-contained HTML page; ``reader`` reads the later build."""
    documents = [
        {
            "name": name,
            "kinds": [
                {"name": said("what", what), "what": what.value, "lines": list(lines)}
                for what, lines in groupby(lines_of(list(differences), reader), key=lambda line: line.what)
            ],
        }
        for name, differences in groupby(found.found, key=lambda one: one.document)
    ]
    return render(
        "diff.html",
        language,
        documents=documents,
        notes=list(notes_of(found)),
        summary=summary(found.found) if found.found else said("text", "same"),
        marks=Mark,
    )
