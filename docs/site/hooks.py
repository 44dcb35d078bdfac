"""What MkDocs asks while it writes a page: where the page is in the other language."""

from __future__ import annotations

from typing import Any

NAMES = {"en": "English", "zh": "中文"}


def on_page_context(context: dict[str, Any], *, page: Any, config: Any, nav: Any) -> dict[str, Any]:
    """Let the switch of languages lead to the same page, or to the first where the other language has none."""
    here = config["theme"]["language"]
    links = []
    for language, name in NAMES.items():
        there = page.url if language == here or page.url in config["extra"]["twins"] else "index.html"
        links.append({"name": name, "lang": language, "link": f"../{language}/{there}"})
    config["extra"]["alternate"] = links
    return context
