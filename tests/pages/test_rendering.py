"""Templates: all text is escaped, words come in the language that is asked for, and a missing fact is an error."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from jinja2 import Environment, UndefinedError

from policygraph.pages import Language, render, rendering
from tests.pages.reading import Tags

TEMPLATES = Path(__file__).resolve().parents[2] / "src" / "policygraph" / "pages" / "templates"
HOSTILE = "<script>alert(1)</script>\"'&]]>\x00\x1b\x7f\u202e{{ 7 * 7 }}"


@pytest.mark.parametrize("language", list(Language))
def test_whether_text_stays_text(language: Language) -> None:
    seen = Tags(render("base.html", language, title=HOSTILE))
    assert "script" not in seen.names
    assert seen.text.count("<script>alert(1)</script>\"'&]]>\ufffd\ufffd\x7f\u202e{{ 7 * 7 }}") == 2


def test_whether_a_missing_fact_is_an_error() -> None:
    with pytest.raises(UndefinedError, match="title"):
        render("base.html")


@pytest.mark.parametrize(("language", "code"), [("zh", "zh"), ("en", "en"), ("both", "zh")])
def test_whether_a_page_says_its_language(language: str, code: str) -> None:
    page = render("base.html", Language(language), title="t")
    assert [("lang", code)] in Tags(page).found


@pytest.mark.parametrize(
    ("language", "said", "joined"),
    [("zh", "措施", "措施"), ("en", "measures", "measures"), ("both", "措施 measures", "措施 · measures")],
)
def test_whether_words_come_in_the_language_that_is_asked_for(language: str, said: str, joined: str) -> None:
    assert Language(language).say("措施", "measures") == said
    assert Language(language).said("措施", "measures") == joined


def test_whether_no_template_takes_text_as_mark_up_or_loads_anything() -> None:
    forbidden = re.compile(
        r"\|\s*safe|autoescape|<script|<link|<img|src=|url\(|@import|https?://(?!www\.w3\.org/)"
    )
    # The pages of the workbench have files beside them, which come from the same place as the pages.
    own = re.compile(
        r"<(?:link rel=\"\w+\" href|script src)=\"\{\{ to\.static\('[\w./]+'\) \}\}\"(?: type=\"[\w/+]+\"| defer)?/?>"
    )
    found = {
        str(path.relative_to(TEMPLATES)): forbidden.findall(own.sub("", path.read_text(encoding="utf-8")))
        for path in TEMPLATES.rglob("*.html")
    }
    assert len(found) > 2
    assert {name: hits for name, hits in found.items() if hits} == {}


def test_whether_a_template_is_compiled_once_for_many_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise AssertionError("compiled again")

    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    rendering._environment.cache_clear()
    first = render("base.html", title="某市")
    rendering._environment.cache_clear()
    monkeypatch.setattr(Environment, "compile", fail)
    assert render("base.html", title="某市") == first
    rendering._environment.cache_clear()
    for kept in (tmp_path / "policygraph" / "templates").iterdir():
        kept.write_bytes(kept.read_bytes()[:-3])
    with pytest.raises(AssertionError, match="compiled again"):
        render("base.html", title="某市")
