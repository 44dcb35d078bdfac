"""Web pages to text."""

from __future__ import annotations

import re
from collections.abc import Sequence

import selectolax
from selectolax.lexbor import LexborHTMLParser

from policygraph.counting import counted
from policygraph.sources.composing import Composer, Content
from policygraph.sources.decode import DecodeError, UnknownEncodingError, decode
from policygraph.sources.html.content import select_content
from policygraph.sources.html.metadata import read_metadata
from policygraph.sources.html.walk import PageBlock, read_blocks
from policygraph.sources.limits import MAX_DEPTH, MAX_MARKUP, Clock

__all__ = ["read_html"]

_MEDIA_TYPE = "text/html"
_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?([\w-]+)""", re.IGNORECASE
)
_HEAD = 4_096
# Tags that are closed by hand only.
_NESTING = re.compile(
    r"<(/?)(?:div|span|font|b|i|u|em|strong|center|section|article|table|ul|ol|blockquote|a)\b", re.IGNORECASE
)
# Names of subsets of what a text can be read in.
_LARGER = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb_2312-80": "gb18030",
    "big5": "big5hkscs",
    "utf8": "utf-8",
}
_QUOTED = 20
_MANY = 6


def read_html(data: bytes) -> Content:
    """The text of the document that a web page shows.

    Nothing is fetched, and no script runs. What belongs to the site (menus, share buttons, related links, footers) is
    left out, and a finding says what; the site's own fields (发文字号, 成文日期) become metadata.

    Raises:
        DecodeError: the page is in no known encoding, takes too long or holds no text.
    """
    if len(data) > MAX_MARKUP:
        raise DecodeError(f"the page is larger than {MAX_MARKUP // 2**20} MB; save it as plain text")
    text, encoding, declared = _decoded(data)
    _check_depth(text)
    tree = LexborHTMLParser(text)
    page = read_blocks(tree, Clock())
    title_element = tree.css_first("title")
    title = title_element.text(strip=True) if title_element is not None else ""
    selected = select_content(page, title)
    composer = Composer()
    for block in selected.document:
        if block.rows:
            composer.table(block.rows)
        else:
            composer.paragraph(block.text)
    if declared and declared != encoding.removesuffix("-sig"):
        composer.note("encoding-declared", f"the page declares {declared} and is in {encoding}")
    _note(composer, "page-furniture", "menus, links or other text of the site", selected.site)
    if page.hidden:
        hidden = [PageBlock(text, 0) for text in page.hidden]
        _note(composer, "page-hidden", "text that the page does not show", hidden)
    if files := [text or "a link without text" for text, _ in page.files]:
        composer.note(
            "attachment-unread",
            f"{counted(len(files), 'linked file is', 'linked files are')} not part of the page ({_listed(files)}); "
            "add what belongs to it",
        )
    metas = [
        (meta.attributes.get("name") or "", meta.attributes.get("content") or "") for meta in tree.css("meta")
    ]
    return composer.content(
        media_type=_MEDIA_TYPE,
        reader=f"selectolax {selectolax.__version__}",
        encoding=encoding,
        metadata=read_metadata(selected.metadata, metas),
    )


def _check_depth(text: str) -> None:
    """Refuse tags so deep in each other that parsing them takes minutes.

    Raises:
        DecodeError: they are.
    """
    depth = 0
    for tag in _NESTING.finditer(text):
        depth += -1 if tag[1] else 1
        if depth > MAX_DEPTH:
            raise DecodeError(
                f"the page has tags more than {MAX_DEPTH:,} deep in each other; save it as plain text"
            )


def _decoded(data: bytes) -> tuple[str, str, str]:
    """The page's text, its encoding, and the one that it declares as Python calls it ('' for none)."""
    match = _DECLARED.search(data[:_HEAD])
    declared = match[1].decode("ascii", "replace").lower() if match else ""
    declared = _LARGER.get(declared, declared)
    try:
        decoded = decode(data)
    except UnknownEncodingError:
        if declared not in ("utf-8", "gb18030", "big5hkscs"):
            raise
        return data.decode(declared, "replace"), declared, declared
    return decoded.text, decoded.encoding, declared


def _note(composer: Composer, code: str, what: str, blocks: Sequence[PageBlock]) -> None:
    if blocks:
        texts = [block.text for block in blocks]
        composer.note(code, f"{what}, {counted(len(blocks), 'piece', 'pieces')}, left out ({_listed(texts)})")


def _listed(texts: Sequence[str]) -> str:
    shown = "; ".join(text if len(text) <= _QUOTED else f"{text[:_QUOTED]}…" for text in texts[:_MANY])
    return shown + ("; …" if len(texts) > _MANY else "")
