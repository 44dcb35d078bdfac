"""README.zh.md says in Chinese what README.md says: the same sections with the same commands, outputs and tables."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

README = Path(__file__).resolve().parents[2] / "README.md"
IN_CHINESE = README.with_name("README.zh.md")
BLOCK = re.compile(r"^```(\w*)\n(.*?)\n```$", re.DOTALL | re.MULTILINE)
# A comment behind a command is in the reader's language.
SPOKEN = re.compile(r" +# .*")
# What people are told is as well, and what commands look for in it; of findings Chinese says each thing once.
SOUGHT = ("落实情况", "Coverage")
ENGLISH = re.compile(r" / .*?(?= \(\d+\)$|$)")


def sections(file: Path) -> list[str]:
    return re.split(r"^## ", file.read_text("utf-8"), flags=re.MULTILINE)


def shown(section: str) -> list[tuple[str, str]]:
    return [(kind, _alike(kind, text)) for kind, text in BLOCK.findall(section)]


def _alike(kind: str, text: str) -> str:
    if kind == "console":
        return SPOKEN.sub("", text).replace(*SOUGHT)
    if kind == "text":
        lines = (ENGLISH.sub("", line) for line in text.splitlines())
        return "\n".join(" ".join(sorted(re.findall(r"\d+", line))) for line in lines)
    return text


def rows(section: str) -> list[int]:
    """How many cells each row of the tables has."""
    return [line.count("|") for line in section.splitlines() if line.startswith("|")]


def named(section: str) -> set[str]:
    """The commands that running text names, by their first two words."""
    text = BLOCK.sub("", section)
    return set(re.findall(r"`policygraph (?!旧|新)([a-z]+)", text)) | set(re.findall(r"`(make [a-z]+)", text))


def test_whether_both_have_the_same_sections() -> None:
    assert len(sections(IN_CHINESE)) == len(sections(README))


@pytest.mark.parametrize("number", range(len(sections(README))))
def test_whether_a_section_shows_the_same_in_both(number: int) -> None:
    english, chinese = sections(README)[number], sections(IN_CHINESE)[number]
    assert shown(chinese) == shown(english)
    assert rows(chinese) == rows(english)
    assert named(chinese) == named(english)
    assert chinese.count("](") == english.count("](")
