"""Pages for people: HTML from Jinja2 templates, in Chinese, English or both, and its way to paper.

The templates hold layout and words, and no facts: who calls :func:`render` gives these as plain values.
"""

from __future__ import annotations

from policygraph.pages.rendering import Language, render

__all__ = ["Language", "render"]
