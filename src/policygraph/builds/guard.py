"""Which queries may run: those that only read, and only from the build."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from string import ascii_lowercase
from types import MappingProxyType

import pyoxigraph as ox

from policygraph.errors import QueryError

__all__ = ["check", "check_dataset", "check_depth", "is_ordered", "names_graphs", "syntax_error"]

# What can hold any word without meaning it: comments, strings, IRIs, variables, language tags, local names.
_TOKEN = re.compile(
    r"""
    (?P<skip>
        \#[^\n\r]*
      | \"{3}(?:\"{0,2}(?:[^"\\]|\\.))*\"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
      | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*'
      | <(?:[^<>"{}|^`\\\s]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>
      | [?$]\w+ | @[A-Za-z]+(?:-[A-Za-z0-9]+)*
    )
  | (?P<prefix>[\w\-.]*):(?:[\w:%\\][\w:%\\.\-]*)?
  | (?P<word>\w+)
  | (?P<bracket>[()\[\]{}])
  | (?P<chain>[/|^!+*\-&])
    """,
    re.VERBOSE | re.DOTALL,
)
_READING = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})
_WRITING = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"})
# The parser goes down one call a bracket and brings the process down at some thousands.
_DEEPEST = 256
# So it does in long chains of one operator; one of / takes it minutes long before.
_LONGEST_CHAIN, _LONGEST_PATH = 2000, 256
_BRACKETS = {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}

_NO_PREFIXES: Mapping[str, str] = MappingProxyType({})


def _or_escaped(letter: str) -> str:
    codes = f"{ord(letter):x}|{ord(letter.lower()):x}"
    return rf"(?:{letter}|\\u00(?:{codes})|\\U000000(?:{codes}))"


def _or_any_escaped(word: str) -> re.Pattern[str]:
    r"""A keyword as some engines read it, for which \u0053 is an S anywhere in a query."""
    return re.compile("".join(map(_or_escaped, word)), re.IGNORECASE)


_SERVICE = _or_any_escaped("SERVICE")
_FROM = _or_any_escaped("FROM")


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    at: int
    is_prefix: bool


def check(query: str, prefixes: Mapping[str, str] = _NO_PREFIXES) -> None:
    """Refuse queries that would change data or ask another endpoint, before anything runs.

    The store would send a ``SERVICE`` clause over the network, and no switch turns that off. It also reads
    keywords without space around them, so any bare word that holds ``service`` is refused.

    Args:
        query: the text.
        prefixes: IRIs of the prefixes declared elsewhere.

    Raises:
        QueryError: the query is refused; the message names the place.
    """
    check_depth(query)
    _check_chains(query)
    form = ""
    for word in _words(query):
        if "SERVICE" in word.text:
            raise _asks_elsewhere(query, word.at)
        if not word.is_prefix and word.text in _READING | _WRITING:
            form = form or word.text
    if form in _WRITING:
        raise QueryError(
            f"{form} would change the data; a build is read-only, use SELECT, ASK, CONSTRUCT or DESCRIBE"
        )
    # Words alone do not show one as after ``1<'>'``: less-than, or the start of an IRI?
    if (at := _keyword(query, prefixes, _SERVICE)) is not None:
        raise _asks_elsewhere(query, at)


def check_dataset(query: str, prefixes: Mapping[str, str] = _NO_PREFIXES) -> None:
    """Refuse a query that says with ``FROM`` which graphs it reads: of two engines one would follow it.

    Args:
        query: the text.
        prefixes: IRIs of the prefixes declared elsewhere.

    Raises:
        QueryError: it does; the message names the place.
    """
    if (at := _keyword(query, prefixes, _FROM)) is not None:
        raise QueryError(
            f"{_place(query, at)}: FROM is not allowed here; the whole build is asked, leave it out"
        )


def check_depth(text: str, deepest: int = _DEEPEST) -> None:
    """Refuse brackets within brackets that would bring a parser down, before it sees them.

    Args:
        text: SPARQL or Turtle, which have the same brackets, strings, comments and IRIs.
        deepest: how many may stand within one another.

    Raises:
        QueryError: there are more; the message names the place.
    """
    depth = 0
    for match in _TOKEN.finditer(text):
        if match.lastgroup == "bracket":
            depth = max(depth + _BRACKETS[match[0]], 0)
            if depth > deepest:
                raise QueryError(
                    f"{_place(text, match.start())}: more than {deepest} brackets within one another; "
                    "use fewer"
                )


def syntax_error(query: str, prefixes: Mapping[str, str] = _NO_PREFIXES) -> SyntaxError | None:
    """What Oxigraph's parser says against a query, or None; the query is not run.

    Oxigraph has no call that only parses. It refuses these two settings together, after the parser and before
    anything is evaluated.
    """
    try:
        ox.Store().query(
            query,
            prefixes=dict(prefixes),
            use_default_graph_as_union=True,
            default_graph=ox.DefaultGraph(),
        )
    except SyntaxError as error:
        return error
    except ValueError:
        return None
    return None


def is_ordered(query: str) -> bool:
    """Whether the query sets an order anywhere."""
    return any(word.text == "ORDER" and not word.is_prefix for word in _words(query))


def names_graphs(query: str) -> bool:
    """Whether the query may ask which named graph says something, or one of them only."""
    return any("GRAPH" in word.text or "FROM" in word.text for word in _words(query))


def _keyword(query: str, prefixes: Mapping[str, str], word: re.Pattern[str]) -> int | None:
    """Where a text may have a keyword, if it has it anywhere; None where it has not.

    Where the word is a name, or stands in a string, another word can stand there as well.
    """
    found = list(word.finditer(query))
    if not found or syntax_error(query, prefixes):
        return None
    # Seven letters, as in a tag of a language, of which no text holds one.
    fresh = (
        name
        for letters in product(ascii_lowercase, repeat=6)
        if (name := "q" + "".join(letters)) not in query
    )
    names = dict(zip(dict.fromkeys(match[0] for match in found), fresh, strict=False))

    def renamed(text: str) -> str:
        return word.sub(lambda match: names.get(match[0], match[0]), text)

    if syntax_error(renamed(query), {renamed(name): iri for name, iri in prefixes.items()}):
        return found[0].start()
    return None


def _check_chains(query: str) -> None:
    """Refuse more operators of one kind in a group than the parser survives."""
    chains: Counter[str] = Counter()
    for match in _TOKEN.finditer(query):
        operator = match[0].upper()
        if match.lastgroup == "bracket" and operator in "{}":
            chains = Counter({"UNION": chains["UNION"]})
        elif match.lastgroup == "chain" or operator == "UNION":
            chains[operator] += 1
            most = _LONGEST_PATH if operator == "/" else _LONGEST_CHAIN
            if chains[operator] > most:
                raise QueryError(
                    f"{_place(query, match.start())}: more than {most} times {operator} in a row; ask with fewer"
                )


def _asks_elsewhere(query: str, at: int) -> QueryError:
    return QueryError(f"{_place(query, at)}: SERVICE is not allowed; queries read this build only")


def _words(query: str) -> Iterator[_Word]:
    """Bare words and names of prefixes, in capitals."""
    for match in _TOKEN.finditer(query):
        if match.lastgroup not in ("skip", "bracket", "chain"):
            is_prefix = match["word"] is None
            yield _Word(match["prefix" if is_prefix else "word"].upper(), match.start(), is_prefix)


def _place(query: str, at: int) -> str:
    line = query.count("\n", 0, at) + 1
    return f"line {line}, column {at - query.rfind(chr(10), 0, at)}"
