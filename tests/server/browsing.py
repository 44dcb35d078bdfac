"""What a browser sees of a page: its headings, links, anchors and marks."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from html.parser import HTMLParser

_EMPTY = {"meta", "link", "br", "input", "img", "hr", "rect"}


@dataclass
class Seen:
    """The parts of a page; ``open`` are the elements that were not closed in their order."""

    language: str = ""
    links: list[str] = field(default_factory=list)
    forms: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    headings: list[int] = field(default_factory=list)
    words: dict[str, str] = field(default_factory=lambda: defaultdict(str))
    scripts: list[str] = field(default_factory=list)
    attributes: set[str] = field(default_factory=set)
    tags: set[str] = field(default_factory=set)
    open: list[str] = field(default_factory=list)
    fields_without_label: int = 0


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen = Seen()
        self._labelled: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        seen = self.seen
        seen.tags.add(tag)
        seen.attributes |= given.keys()
        if tag == "html":
            seen.language = given.get("lang", "")
        if "id" in given:
            seen.ids.append(given["id"])
        if tag == "label":
            self._labelled.add(given.get("for", ""))
        if tag in ("select", "input") and given.get("type") != "hidden":
            has_label = "label" in seen.open or given.get("id", "?") in self._labelled
            seen.fields_without_label += not has_label
        seen.links += [given[name] for name in ("href", "src") if name in given]
        if tag == "form":
            seen.forms.append(given.get("action", ""))
        if tag in ("h1", "h2", "h3", "h4"):
            seen.headings.append(int(tag[1]))
        if tag == "script":
            seen.scripts.append(given.get("src", ""))
        if tag not in _EMPTY:
            seen.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _EMPTY:
            return
        assert self.seen.open
        assert self.seen.open.pop() == tag

    def handle_data(self, data: str) -> None:
        for tag in self.seen.open:
            self.seen.words[tag] += data


def seen_in(html: str) -> Seen:
    """What a browser sees in a page."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.seen
