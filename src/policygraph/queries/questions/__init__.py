"""Questions that the graph answers, each a SPARQL file here with the question in English and Chinese at its head."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

__all__ = ["Question", "catalogue", "questions"]

_HEAD = """# Questions that the graph answers

Written by `make docs` from the files in `src/policygraph/queries/questions/`. Each runs with
`policygraph query FILE.rq --graph DIR`; `tests/questions/answers/` holds the answers on the example plans.
"""


@dataclass(frozen=True, slots=True)
class Question:
    """A question in words and in SPARQL."""

    name: str
    english: str
    chinese: str
    query: str


def questions() -> tuple[Question, ...]:
    """All questions by name.

    Raises:
        ValueError: a file does not begin with the question in English and then in Chinese.
    """
    return tuple(_read(path) for path in sorted(Path(__file__).parent.glob("*.rq")))


def catalogue() -> str:
    """The page that lists them, in Markdown."""
    parts = [_HEAD]
    for number, question in enumerate(questions(), 1):
        body = "\n".join(question.query.splitlines()[2:])
        parts.append(
            f"## {number}. {question.english}\n\n{question.chinese} (`{question.name}.rq`)\n\n```sparql\n{body}\n```\n"
        )
    return "\n".join(parts)


def _read(path: Path) -> Question:
    text = path.read_text(encoding="utf-8")
    english, chinese, *_ = text.splitlines()
    if not (english.startswith("# ") and chinese.startswith("# ")):
        raise ValueError(f"{path.name} does not begin with its question in English and in Chinese")
    return Question(path.stem, english[2:], chinese[2:], text)
