"""Stock queries: questions with a name, each a SPARQL file with the question in English and Chinese at its head.

Those in ``stock/`` itself are the tables, which hold all that a build knows of one kind; a folder holds the questions
of one subject, many of them with parameters. ``questions.toml`` names the subjects and the parameters.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

from policygraph.errors import QueryError
from policygraph.pages import Language
from policygraph.queries.parameters import asked, parameters

__all__ = [
    "TABLES",
    "Question",
    "by_document",
    "catalogue",
    "listing",
    "question",
    "questions",
    "subjects",
    "tables",
]

TABLES = "tables"

_STOCK = Path(__file__).parent / "stock"
_SHOWN = 4
_SUBJECTS = Path(__file__).parent / "questions.toml"
_HEAD = """# Questions that the graph answers

Written by `make docs` from the files in `src/policygraph/queries/stock/`. `policygraph query --list` names them all,
`policygraph query NAME --graph DIR` answers one. What stands in brackets can be given, and without it the answer holds
all; what stands in capitals has to be given. Names are given as people know them, in full or in part; where nothing is
called so, the nearest names are named. The first parameter can also stand by itself:

```console
$ policygraph query due --param year=2025 --param function=生态环境
$ policygraph query search 污水
```

In Python: `session.query("due", year=2025, function="生态环境")`. Each query is SPARQL that any engine runs over
`graph.nq` as it stands: `VALUES ?asked_area { UNDEF }` asks for all, a term of the build in place of `UNDEF` for one.

| parameter | what it may be |
|---|---|
"""


@dataclass(frozen=True, slots=True)
class Question:
    """A question in words and in SPARQL.

    ``parameters`` maps what can be given to an example where it has to be given, else to ''.
    """

    name: str
    subject: str
    english: str
    chinese: str
    query: str
    parameters: Mapping[str, str]

    @property
    def usage(self) -> str:
        """The name and what can be given: ``search TEXT``, ``due [year] [function]``."""
        given = (name.upper() if example else f"[{name}]" for name, example in self.parameters.items())
        return " ".join((self.name, *given))


@cache
def questions() -> tuple[Question, ...]:
    """All stock queries, by subject and name; the tables come first.

    Raises:
        ValueError: a file does not begin with the question in English and then in Chinese.
    """
    found = [_read(path) for path in _STOCK.rglob("*.rq")]
    order = list(subjects())
    return tuple(sorted(found, key=lambda one: (order.index(one.subject), one.name)))


def question(name: str) -> Question:
    """The stock query of that name.

    Raises:
        QueryError: there is none; the message names the nearest ones.
    """
    known = {one.name: one for one in questions()}
    if name in known:
        return known[name]
    near = get_close_matches(name.casefold(), known, n=_SHOWN, cutoff=0.5) or _asking(name, known.values())
    hint = f"the nearest are: {', '.join(near)}" if near else "none has a similar name"
    raise QueryError(f"there is no query {name!r} ({hint}); policygraph query --list shows them all")


def _asking(words: str, known: Iterable[Question]) -> list[str]:
    """The names of the queries that ask for something in these words, in either language, the shortest first."""
    wanted = f" {words.casefold()} "
    found = [
        one for one in known if (words and words in one.chinese) or wanted in f" {one.english.casefold()} "
    ]
    return [one.name for one in sorted(found, key=lambda one: len(one.chinese))][:_SHOWN]


def tables() -> tuple[str, ...]:
    """The names of the tables."""
    return tuple(one.name for one in questions() if one.subject == TABLES)


@cache
def by_document() -> tuple[str, ...]:
    """The names of those whose rows are each about one document, and tell nothing of others that refer to that."""
    known: dict[str, Any] = tomllib.loads(_SUBJECTS.read_text(encoding="utf-8"))["by_document"]
    return tuple(known["queries"])


@cache
def subjects() -> Mapping[str, tuple[str, str]]:
    """What the questions are about, in English and Chinese, in the order in which they are listed."""
    known: dict[str, Any] = tomllib.loads(_SUBJECTS.read_text(encoding="utf-8"))["subjects"]
    return {name: (words["en"], words["zh"]) for name, words in known.items()}


def listing(language: Language = Language.BOTH) -> str:
    """All stock queries for people, by subject."""
    lines = []
    for subject, (english, chinese) in subjects().items():
        heads = {Language.ZH: chinese, Language.EN: english}
        lines.append(heads.get(language, f"{english} · {chinese}"))
        for one in questions():
            if one.subject == subject:
                said = {Language.ZH: [one.chinese], Language.EN: [one.english]}
                lines.append(f"  {one.usage}")
                lines += [f"      {text}" for text in said.get(language, [one.english, one.chinese])]
    return "\n".join(lines)


def catalogue() -> str:
    """The page that lists them, in Markdown."""
    rows = (f"| `{one.name}` | {one.en} · {one.zh} |\n" for one in parameters().values())
    parts = [_HEAD + "".join(rows)]
    for subject, (english, chinese) in subjects().items():
        parts.append(f"## {english} · {chinese}\n")
        parts += [_section(one) for one in questions() if one.subject == subject]
    return "\n".join(parts)


def _section(one: Question) -> str:
    body = "\n".join(one.query.splitlines()[2:])
    return (
        f"### `{one.usage}`\n\n{one.english} {one.chinese}\n\n"
        f"<details><summary>SPARQL</summary>\n\n```sparql\n{body}\n```\n\n</details>\n"
    )


def _read(path: Path) -> Question:
    text = path.read_text(encoding="utf-8")
    english, chinese, *_ = text.splitlines()
    if not (english.startswith("# ") and chinese.startswith("# ")):
        raise ValueError(f"{path.name} does not begin with its question in English and in Chinese")
    subject = TABLES if path.parent == _STOCK else path.parent.name
    return Question(path.stem, subject, english[2:], chinese[2:], text, asked(text))
