"""Messages, columns and rules in plain English: words that nobody writes today do not come back."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "policygraph"

QUAINT = {
    "is no X, for is not an X": r"(?<!there )\b(?:is|are) (?:no (?!more\b|longer\b|other\b)|none\b(?! given| of))\w*",
    "mend, for correct": r"\bmend(?:s|ed|ing)?\b",
    "noughts, for zeros": r"\bnoughts?\b",
    "told, for reported": r"\b(?:is|are) told\b",
    "as it was, for unchanged": r"\bas (?:it was|they were)\b",
    "body, for agency": r"\bbod(?:y|ies) (?:that|of)\b|\b(?:the|a|an|which|each) body\b(?! of)",
}


@cache
def messages() -> tuple[tuple[str, str], ...]:
    return tuple(_messages())


def _messages() -> Iterator[tuple[str, str]]:
    """What users read: strings of the code with a blank in them, rules, columns and questions."""
    for path in sorted(PACKAGE.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        docstrings = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in docstrings:
                yield f"{path.relative_to(PACKAGE)}:{node.lineno}", node.value
    for path in [*sorted((ROOT / "shapes").glob("*.ttl")), *sorted((PACKAGE / "queries").glob("*.toml"))]:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if re.match(r"\s*(?:rdfs:|skos:|sh:message|en = |\".*@en)", line):
                yield f"{path.name}:{number}", line
    for path in sorted((PACKAGE / "queries" / "stock").rglob("*.rq")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if line.startswith("#"):
                yield f"{path.name}:{number}", line


@pytest.mark.parametrize("habit", QUAINT)
def test_whether_messages_are_in_plain_english(habit: str) -> None:
    quaint = re.compile(QUAINT[habit])
    found = {place: match[0] for place, text in messages() if (match := quaint.search(text))}
    assert found == {}
