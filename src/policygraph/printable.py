"""Text as files and pages can hold it."""

from __future__ import annotations

import re
from unicodedata import east_asian_width

__all__ = ["legible", "markdown", "one_line", "printable", "printed_width", "xml_attribute", "xml_text"]

# What XML 1.0 forbids (https://www.w3.org/TR/xml/#charsets).
_ILLEGAL = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Characters that turn or hide what stands beside them.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")

# What stands for something else in Markdown; & and < do in the HTML within it.
_MARKUP = re.compile(r"([\\`*_~|\[\]])")


def printable(text: str) -> str:
    """``text`` with every character that XML 1.0 forbids as U+FFFD."""
    return _ILLEGAL.sub("\ufffd", text)


def legible(path: str) -> str:
    """The path of a file as people read it: bytes of it that are no UTF-8 are GB18030, as old archives leave them.

    What is neither stays as Python gives it, as lone surrogates.
    """
    return path if path.isascii() else "/".join(map(_decoded, path.split("/")))


def _decoded(name: str) -> str:
    try:
        name.encode()
    except UnicodeEncodeError:
        try:
            return name.encode("utf-8", "surrogateescape").decode("gb18030")
        except UnicodeError:
            pass
    return name


def one_line(text: str) -> str:
    """``text`` without line breaks, invisible characters and what XML forbids."""
    return " ".join(_INVISIBLE.sub("", printable(text)).split())


def printed_width(text: str) -> int:
    """How many columns of print ``text`` takes: a Chinese character two, others one."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def markdown(text: str) -> str:
    """``text`` on one line, for a cell or a paragraph of Markdown: no mark-up, link or picture of its own."""
    return _MARKUP.sub(r"\\\1", one_line(text)).replace("&", "&amp;").replace("<", "&lt;")


def xml_text(text: str) -> str:
    """``text`` as the content of an element of XML or HTML."""
    from xml.sax.saxutils import escape

    return escape(printable(text))


def xml_attribute(text: str) -> str:
    """``text`` as the value of an attribute, with its quotation marks."""
    # Brings urllib, which would double the start of a command.
    from xml.sax.saxutils import quoteattr

    return quoteattr(printable(text))
