"""Writes Markdown as converters of documents do."""

from __future__ import annotations

from collections.abc import Sequence

from tests.readers.documents import Part, heading_of

__all__ = ["markdown"]


def markdown(parts: Sequence[Part]) -> bytes:
    """Headings with # or in bold, tables with pipes."""
    lines = []
    for i, part in enumerate(parts):
        if not isinstance(part, str):
            rows = [f"| {' | '.join(row)} |" for row in part]
            lines.append("\n".join([rows[0], "|" + " --- |" * len(part[0]), *rows[1:]]))
            continue
        heading = heading_of(part)
        if i == 0:
            lines.append(f"# {part}")
        elif heading and heading.level == 0:
            lines.append(f"## {part}")
        elif heading and "。" not in part:
            lines.append(f"### {part}")
        elif heading:
            name, end, rest = part.partition("。")
            lines.append(f"**{name}{end}**{rest}")
        else:
            lines.append(part)
    return "\n\n".join(lines).encode()
