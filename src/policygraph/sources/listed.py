"""Several fields of a fact in one cell of a corrections file: ``value: 18; unit: %``, as samples show a row."""

from __future__ import annotations

import re
from collections.abc import Iterable

from policygraph.model.corrections import CORRECTABLE, MAIN_FIELDS, CorrectionKind

__all__ = ["listed", "value_of"]


def listed(fields: Iterable[tuple[str, str]]) -> str:
    """Names and values of fields as one cell."""
    return "; ".join(f"{name}: {value}" for name, value in fields)


def value_of(cell: str, kind: CorrectionKind, field: str) -> str:
    """What a cell says of a field, '' being the main one: of a list its value there, else the whole cell."""
    if ": " not in cell:
        return cell
    known = "|".join(CORRECTABLE[kind])
    if not re.match(rf"(?:{known}): ", cell):
        return cell
    found = re.search(rf"(?:^|; ){field or MAIN_FIELDS[kind]}: (.*?)(?=; (?:{known}): |$)", cell, re.DOTALL)
    return found[1] if found else ""
