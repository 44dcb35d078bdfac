"""Which language is spoken: what the call says, else the environment."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

__all__ = ["VARIABLE", "MessageLanguage", "chosen", "said", "speak", "wanted"]

# The variable of the environment that goes before the locale.
VARIABLE = "POLICYGRAPH_LANG"
# In the order in which POSIX has them decide on messages.
_LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")


class MessageLanguage(StrEnum):
    """A language that the program speaks."""

    ZH = "zh"
    EN = "en"


_spoken = MessageLanguage.EN


def wanted(environment: Mapping[str, str]) -> MessageLanguage:
    """The language that an ``environment`` asks for: English unless a variable names Chinese."""
    named = next(filter(None, map(environment.get, (VARIABLE, *_LOCALE))), "")
    return MessageLanguage.ZH if named.lower().startswith("zh") else MessageLanguage.EN


def speak(language: MessageLanguage) -> None:
    """Let :func:`said` speak ``language`` from now on."""
    global _spoken
    _spoken = language


def chosen() -> MessageLanguage:
    """The language that is spoken."""
    return _spoken


def said(text: str) -> str:
    """English ``text`` of the program, of one or more lines, in the language that is spoken."""
    if _spoken is MessageLanguage.EN:
        return text
    from policygraph.messages.catalogue import in_chinese

    return in_chinese(text)
