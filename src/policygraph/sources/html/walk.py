"""The blocks of a web page: paragraphs and tables in the order of the page, each with the elements around it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from policygraph.model.numbering import to_chinese
from policygraph.sources.html.tables import data_table
from policygraph.sources.limits import Clock

__all__ = ["Element", "PageBlock", "WebPage", "read_blocks"]

_CODE = ("script", "style", "noscript", "template", "head")
_FOREIGN = ("iframe", "object", "embed", "svg", "math")
_CONTROLS = ("select", "datalist", "button", "input", "textarea")
_UNSEEN = frozenset((*_CODE, *_FOREIGN, *_CONTROLS))
_SECTIONS = (
    "address",
    "article",
    "aside",
    "body",
    "details",
    "dialog",
    "fieldset",
    "figure",
    "footer",
    "form",
    "header",
)
_BOXES = (
    "blockquote",
    "fieldset",
    "center",
    "div",
    "figcaption",
    "hr",
    "main",
    "nav",
    "p",
    "pre",
    "section",
    "summary",
)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LISTS = ("dd", "dir", "dl", "dt", "li", "menu", "ol", "ul")
_TABLES = ("table", "tbody", "td", "tfoot", "th", "thead", "tr")
_BLOCKS = frozenset((*_SECTIONS, *_BOXES, *_HEADINGS, *_LISTS, *_TABLES))
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_CHINESE_LIST = re.compile(r"cjk-ideographic|(?:simp|trad)-chinese-(?:in)?formal")
_MAX_CHINESE = 9_999
_FILE = re.compile(r"\.(?:pdf|docx?|wps|xlsx?|et|zip|rar|ofd)$", re.IGNORECASE)
_BLANK = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Element:
    """An element: the index of the one around it (itself for the first), and its tag, classes and id."""

    parent: int
    tag: str
    names: str


@dataclass(frozen=True, slots=True)
class PageBlock:
    """A paragraph or, with ``rows``, a table, and the index of the element that it stands in.

    ``linked`` counts the characters that are links.
    """

    text: str
    element: int
    linked: int = 0
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class WebPage:
    """All that a page shows: elements before those in them, blocks, what is hidden, and files that it links to."""

    elements: tuple[Element, ...]
    blocks: tuple[PageBlock, ...]
    hidden: tuple[str, ...]
    files: tuple[tuple[str, int], ...]


class _Walk:
    def __init__(self, clock: Clock) -> None:
        self.elements: list[Element] = []
        self.blocks: list[PageBlock] = []
        self.hidden: list[str] = []
        self.files: list[tuple[str, int]] = []
        self._clock = clock
        self._parts: list[str] = []
        self._linked = 0
        self._links = 0
        self._within: list[int] = []
        self._counts: list[int] = []

    def walk(self, root: LexborNode) -> None:
        """Visit everything below ``root`` without recursion, which thousands of tags in each other would exhaust."""
        stack: list[tuple[LexborNode, bool]] = [(root, True)]
        while stack:
            node, is_entered = stack.pop()
            if not is_entered:
                self._leave(node)
                continue
            if node.is_text_node:
                self._add(node.text_content or "")
            elif node.is_element_node and self._enter(node):
                stack.append((node, False))
                below = node.last_child
                while below is not None:
                    stack.append((below, True))
                    below = below.prev

    def _enter(self, node: LexborNode) -> bool:
        """Note an element; whether to look into it."""
        tag, attributes = node.tag or "", node.attributes
        if tag in _UNSEEN:
            return False
        if "hidden" in attributes or _HIDDEN.search(attributes.get("style") or ""):
            self.hidden.append(_whole_text(node))
            return False
        if tag == "br":
            self.flush()
            return False
        if len(self.elements) % 1_000 == 0:
            self._clock.check()
        if tag in _BLOCKS:
            self.flush()
        names = " ".join(attributes.get(name) or "" for name in ("class", "id", "role"))
        self.elements.append(Element(self._within[-1] if self._within else 0, tag, names.lower().strip()))
        if tag == "table" and (rows := data_table(node)):
            self.blocks.append(PageBlock("\n".join(map("\t".join, rows)), len(self.elements) - 1, rows=rows))
            return False
        self._within.append(len(self.elements) - 1)
        self._begin(node, tag)
        return True

    def _begin(self, node: LexborNode, tag: str) -> None:
        """Count links, lists and their items."""
        attributes = node.attributes
        if tag == "a":
            self._links += 1
            if _FILE.search((attributes.get("href") or "").partition("?")[0]):
                self.files.append((_whole_text(node), self._within[-1]))
        elif tag == "ol":
            start = attributes.get("start") or ""
            self._counts.append(int(start) - 1 if start.isdecimal() and len(start) < 6 else 0)
        elif tag == "li":
            self._number(node)

    def _leave(self, node: LexborNode) -> None:
        tag = node.tag or ""
        if tag in _BLOCKS:
            self.flush()
        if tag == "a":
            self._links -= 1
        elif tag == "ol":
            self._counts.pop()
        self._within.pop()

    def _number(self, item: LexborNode) -> None:
        """The number that a browser writes before an item of a numbered list."""
        around = item.parent
        if around is None or around.tag != "ol" or not self._counts:
            return
        self._counts[-1] += 1
        style = (around.attributes.get("style") or "").lower()
        if "none" in style:
            return
        number = self._counts[-1]
        is_chinese = _CHINESE_LIST.search(style) and 0 < number <= _MAX_CHINESE
        self._add(f"{to_chinese(number)}、" if is_chinese else f"{number}.")

    def _add(self, text: str) -> None:
        if self._within and self.elements[self._within[-1]].tag == "pre":
            for i, line in enumerate(text.split("\n")):
                if i:
                    self.flush()
                self._parts.append(line)
            return
        self._parts.append(text)
        if self._links:
            self._linked += len(text.strip())

    def flush(self) -> None:
        text = _BLANK.sub(" ", "".join(self._parts)).strip()
        if text:
            self.blocks.append(PageBlock(text, self._within[-1] if self._within else 0, self._linked))
        self._parts.clear()
        self._linked = 0


def _whole_text(node: LexborNode) -> str:
    return _BLANK.sub(" ", node.text(deep=True)).strip()


def read_blocks(tree: LexborHTMLParser, clock: Clock) -> WebPage:
    """The blocks of a parsed page.

    Raises:
        DecodeError: it takes too long.
    """
    walk = _Walk(clock)
    if tree.body is not None:
        walk.walk(tree.body)
        walk.flush()
    return WebPage(
        tuple(walk.elements), tuple(walk.blocks), tuple(filter(None, walk.hidden)), tuple(walk.files)
    )
