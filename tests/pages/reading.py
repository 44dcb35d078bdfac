"""Pages read back as a browser reads them."""

from __future__ import annotations

from html.parser import HTMLParser

__all__ = ["Tags"]


class Tags(HTMLParser):
    """The tags of a page with their attributes, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.names: list[str] = []
        self.found: list[list[tuple[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        self.found.append(attrs)

    def handle_data(self, data: str) -> None:
        self.text += data
