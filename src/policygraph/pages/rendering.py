"""Templates filled with facts: everything is escaped, nothing is fetched, and what a template lacks is an error."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from policygraph.counting import called, counted
from policygraph.printable import printable

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["Language", "render"]

_TEMPLATES = Path(__file__).parent / "templates"


class Language(StrEnum):
    """What the words of a page are written in; names that only the plans give stay as they are."""

    ZH = "zh"
    EN = "en"
    BOTH = "both"

    def say(self, zh: str, en: str) -> str:
        """Plain words in this language, such as a title; both with a space between."""
        return self.joined(zh, en, " ").strip()

    def joined(self, zh: str, en: str, between: str) -> str:
        """Words in this language; both, if they differ, with ``between`` between them."""
        return {"zh": zh, "en": en}.get(self, zh if zh == en else f"{zh}{between}{en}")

    def said(self, zh: str, en: str) -> str:
        """Two sentences as one; both with a dot between."""
        return {"zh": zh, "en": en}.get(self, " · ".join(filter(None, (zh, en))))


def render(template: str, language: Language = Language.BOTH, /, **facts: object) -> str:
    """A page (or a part of one) as text, the same bytes each time.

    Templates know ``lang``, ``t(zh, en)`` for words with their language marked, ``say(zh, en)`` for the same in an
    attribute or title, ``zh(text)`` for what is Chinese in every language, such as a quote, and ``message(text)`` for a
    sentence of the program, which is English in the code.

    Args:
        template: a name in ``templates/``.
        language: of the page's words.
        facts: what the template names. Text is escaped wherever it stands, and characters that XML forbids are U+FFFD.

    Raises:
        jinja2.UndefinedError: the template names a fact that is not given.
    """
    return _environment(language).get_template(template).render(facts)


@cache
def _environment(language: Language) -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    from policygraph.messages.catalogue import in_chinese
    from policygraph.pages.compiled import CompiledTemplates

    def clean(value: object) -> object:
        if isinstance(value, Markup):
            return Markup(printable(value))  # noqa: S704 - marked as safe before
        return printable(value) if isinstance(value, str) else value

    def marked(text: str, code: str) -> Markup:
        return Markup('<span lang="{}">{}</span>').format(code, text) if text else Markup()

    def words(zh: str, en: str) -> Markup:
        if language is not Language.BOTH or zh == en:
            return Markup("{}").format(language.say(zh, en))
        return Markup(" ").join(filter(None, (Markup("{}").format(zh), marked(en, "en"))))

    def message(text: str) -> Markup:
        return Markup("{}").format(in_chinese(text)) if language is Language.ZH else marked(text, "en")

    def chinese(text: str) -> Markup:
        return marked(text, "zh") if language is Language.EN else Markup("{}").format(text)

    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES, encoding="utf-8"),
        bytecode_cache=CompiledTemplates(),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=clean,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals.update(
        lang=language,
        t=words,
        say=language.say,
        said=language.said,
        zh=chinese,
        message=message,
        called=called,
        counted=counted,
    )
    return environment
