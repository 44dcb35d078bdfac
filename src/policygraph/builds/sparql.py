"""What is wrong with a SPARQL text, said for people; nothing here runs one."""

from __future__ import annotations

import re
from collections.abc import Mapping

from policygraph.builds.guard import check, syntax_error

__all__ = ["fault", "syntax_message"]

_PLACE = re.compile(r"error at (?P<line>\d+):(?P<column>\d+): (?P<problem>.*)", re.DOTALL)
# Among the characters that a parser would have taken there may stand a reason in words, or one keyword.
_REASON = re.compile(r"[A-Z][a-z]*(?: [A-Za-z]+)+|expected [A-Z]+$")
_NEARBY = 40


def fault(query: str, prefixes: Mapping[str, str]) -> str | None:
    """What keeps a text from being a SPARQL query, with line and column; None where nothing does.

    Args:
        query: the text; its variables may be meant to be bound from outside.
        prefixes: IRIs of the prefixes declared elsewhere.

    Raises:
        QueryError: the query would change data or ask another endpoint.
    """
    check(query, prefixes)
    error = syntax_error(query, prefixes)
    return syntax_message(query, error) if error else None


def syntax_message(query: str, error: SyntaxError) -> str:
    """The place of a syntax error that Oxigraph found, the text there, and the reason if the parser gives one."""
    match = _PLACE.search(str(error))
    if not match:
        return str(error)
    line, column = int(match["line"]), int(match["column"])
    lines = query.splitlines()
    after = lines[line - 1][column - 1 :].strip() if line <= len(lines) else ""
    what = f"{after[:_NEARBY]!r} does not fit there" if after else "the query is not complete there"
    reason = _REASON.search(match["problem"])
    return f"line {line}, column {column}: {what}" + (f" ({reason[0]})" if reason else "")
