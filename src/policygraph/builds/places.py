"""Where a span stands in the file that a person has: its page, table, row, paragraph or sheet."""

from __future__ import annotations

from collections.abc import Callable

from policygraph.model import Block
from policygraph.rdf.terms import PG

__all__ = ["block_of", "block_words"]


def block_of(value: Callable[[str], str], start: int) -> Block | None:
    """The block of a file that a span begins in; None where its text has none, as a plain text.

    Args:
        value: gives the one value that the span has of a property (an IRI), or ''.
        start: where the span starts.
    """
    numbers = {name: value(PG.iri(name)) for name in ("page", "paragraph", "table", "row")}
    sheet = value(PG.iri("sheet"))
    if not sheet and not any(numbers.values()):
        return None
    counted = {name: int(number) for name, number in numbers.items() if number.isdecimal()}
    return Block(start, **counted, sheet=sheet)


def block_words(block: Block | None) -> str:
    """A block in Chinese and English, as 第4页表2第3行/p. 4, table 2, row 3; '' for None.

    A paragraph's number is given where there is no page to look it up on.
    """
    if block is None:
        return ""
    chinese, english = [], []
    for number, zh, en in (
        (block.sheet, f"工作表“{block.sheet}”", f"sheet “{block.sheet}”"),
        (block.page, f"第{block.page}页", f"p. {block.page}"),
        (block.table, f"表{block.table}", f"table {block.table}"),
        (block.row, f"第{block.row}行", f"row {block.row}"),
        (block.paragraph and not block.page, f"第{block.paragraph}段", f"paragraph {block.paragraph}"),
    ):
        if number:
            chinese.append(zh)
            english.append(en)
    return f"{''.join(chinese)}/{', '.join(english)}"
