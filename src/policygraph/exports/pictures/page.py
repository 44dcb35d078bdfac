"""Sheets as one HTML page, with the quotes that they rest on below."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache

from policygraph.builds.places import block_words
from policygraph.exports.pictures.sheet import Group, Sheet
from policygraph.exports.pictures.svg import svg
from policygraph.exports.style import FONT_FAMILY
from policygraph.model import Quote
from policygraph.printable import xml_attribute, xml_text

__all__ = ["html"]

# How many characters of the text stand before and after a quote.
_CONTEXT = 40
_STYLE = (
    f"body{{margin:0 auto;max-width:1200px;padding:1rem;color:#1a1a1a;\nfont-family:{FONT_FAMILY}}}"
    + """
figure{margin:0 0 1rem;border:1px solid #ccc}
svg{display:block;width:100%;height:auto}
svg a:hover rect,svg a:focus rect{stroke:#000;stroke-width:1.2}
ol{font-size:.85rem;line-height:1.5}
li p{margin:0}
li:target{outline:2px solid #d55e00}
mark{background:#f0e442}
.place{color:#555;white-space:nowrap}
@media print{body{max-width:none;padding:0}figure{border:0;break-after:page}}"""
)


def html(sheets: Sequence[Sheet], text_of: Callable[[str], str]) -> str:
    """A page that needs nothing else: each part of a picture says more when pointed at and leads to its quote.

    Args:
        sheets: the pictures, of which the first one's title is the page's.
        text_of: gives the text of the document of a name.
    """
    anchors = _anchors(sheets)
    title = xml_text(sheets[0].title)
    quotes = _quotes(anchors, cache(text_of))
    figures = "".join(f"<figure>\n{svg(sheet, anchors)}</figure>\n" for sheet in sheets)
    return (
        f'<!DOCTYPE html>\n<html lang="zh">\n<head>\n<meta charset="utf-8"/>\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"/>\n<title>{title}</title>\n'
        f"<style>\n{_STYLE}\n</style>\n</head>\n<body>\n{figures}{quotes}</body>\n</html>\n"
    )


def _anchors(sheets: Sequence[Sheet]) -> dict[tuple[Quote, ...], str]:
    """A name for all quotes of each part of the pictures, in the order of the texts."""
    groups = (shape for sheet in sheets for shape in sheet.shapes if isinstance(shape, Group))
    used = {group.quotes for group in groups if group.quotes}
    ordered = sorted(used, key=lambda quotes: [(s.document, s.start, s.end) for s in quotes])
    return {quotes: f"q{number}" for number, quotes in enumerate(ordered, start=1)}


def _quotes(anchors: Mapping[tuple[Quote, ...], str], text_of: Callable[[str], str]) -> str:
    """An entry for each part that leads to quotes, with all of its quotes; so a quote may stand in several."""
    items = "".join(
        f"<li id={xml_attribute(name)}>{''.join(_quote(s, text_of) for s in dict.fromkeys(quotes))}</li>\n"
        for quotes, name in anchors.items()
    )
    return f"<h2>出处 Quotes</h2>\n<ol>\n{items}</ol>\n" if items else ""


def _quote(quote: Quote, text_of: Callable[[str], str]) -> str:
    where = block_words(quote.block)
    return (
        f'<p><span class="place">{xml_text(quote.file)} {xml_text(f"{where} " if where else "")}'
        f"{quote.start}–{quote.end}</span> "
        f"{_in_context(quote, text_of(quote.document))}</p>"
    )


def _in_context(quote: Quote, text: str) -> str:
    """The quote, marked, with what stands round it in its line."""
    before = text[max(0, quote.start - _CONTEXT) : quote.start].rpartition("\n")[2]
    after = text[quote.end : quote.end + _CONTEXT].partition("\n")[0]
    return f"{xml_text(before)}<mark>{xml_text(quote.text)}</mark>{xml_text(after)}"
