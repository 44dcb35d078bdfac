"""What MkDocs asks while it writes a page: where the page is in the other language."""

from __future__ import annotations

from typing import Any

NAMES = {"en": "English", "zh": "中文"}


def on_page_context(context: dict[str, Any], *, page: Any, config: Any, nav: Any) -> dict[str, Any]:
    """Let the switch of languages lead to the same page in the other language."""
    links = [
        {"name": name, "lang": language, "link": f"../{language}/{page.url}"}
        for language, name in NAMES.items()
    ]
    config["extra"]["alternate"] = links
    return context
