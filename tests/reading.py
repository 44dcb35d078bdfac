"""Reading invented documents in tests: one set of vocabularies for the whole run."""

from __future__ import annotations

from functools import cache

from policygraph import resources
from policygraph.analysis import Analyser
from policygraph.model import Facts, Source
from policygraph.vocabulary import Lexicon, load_lexicon

TITLE = "宜宾市“十四五”节能减排实施方案"


@cache
def lexicon() -> Lexicon:
    """The project's vocabularies."""
    return load_lexicon(resources.ontology(), resources.directives())


@cache
def _analyser() -> Analyser:
    return Analyser(lexicon())


def source(text: str, name: str = "plan") -> Source:
    """A source as the reader would give it for a UTF-8 file."""
    return Source(name, f"{name}.txt", text, "0" * 64, "utf-8", "text/plain")


def analyse(text: Source) -> Facts:
    """The facts of a source."""
    return _analyser().analyse(text)


def read(text: str) -> Facts:
    """The facts of a whole document."""
    return analyse(source(text))


def read_item(body: str, title: str = TITLE) -> Facts:
    """The facts of a plan whose only item is ``body``."""
    return read(f"{title}\n一、重点工程\n（一）园区提升工程。{body}\n")
