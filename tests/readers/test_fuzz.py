"""No bytes make a reader fail: it reads them or refuses them in a sentence."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable
from functools import cache

import openpyxl
import pytest

from policygraph.sources.composing import Content
from policygraph.sources.decode import DecodeError
from policygraph.sources.formats import read_bytes
from tests.readers.docx_writer import docx_file
from tests.readers.html_writer import cms, layout_tables
from tests.readers.pdf_writer import Layout, pdf

TABLE = (("任务", "牵头单位", "完成时限"), ("改造管网120公里", "市水利局", "2025年"))
PARTS = ("青岚市节水方案", "一、主要目标", "到2025年，再生水利用率达到25%以上。", TABLE)
TRIES = 60


def workbook() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in TABLE:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


SEEDS: dict[str, Callable[[], bytes]] = {
    "pdf": lambda: pdf(PARTS, Layout(header="节水")),
    "docx": lambda: docx_file(PARTS),
    "html": lambda: cms(PARTS),
    "htm": lambda: layout_tables(PARTS),
    "xlsx": workbook,
    "csv": lambda: "\n".join(map(",".join, TABLE)).encode("gb18030"),
}


@cache
def seed(ending: str) -> bytes:
    return SEEDS[ending]()


def broken(data: bytes, chance: random.Random) -> bytes:
    """The bytes with some replaced, left out, repeated or put elsewhere."""
    found = bytearray(data)
    for _ in range(chance.randint(1, 12)):
        at, size = chance.randrange(len(found)), chance.choice((1, 1, 2, 8, 64))
        kind = chance.randrange(4)
        if kind == 0:
            found[at : at + size] = chance.randbytes(size)
        elif kind == 1 and len(found) > 2 * size:
            del found[at : at + size]
        elif kind == 2:
            found[at:at] = found[at : at + size] * chance.randint(1, 50)
        else:
            other = chance.randrange(len(found))
            found[at : at + size] = found[other : other + size]
    return bytes(found)


def broken_inside(data: bytes, chance: random.Random) -> bytes:
    """An archive one of whose parts is broken, its sums of digits being right."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        names = old.namelist()
        victim = chance.choice([name for name in names if name.endswith(".xml")])
        for name in names:
            content = old.read(name)
            new.writestr(name, broken(content, chance) if name == victim else content)
    return out.getvalue()


def read_or_refused(data: bytes, ending: str) -> Content | None:
    try:
        return read_bytes(data, f".{ending}")
    except DecodeError:
        return None


@pytest.mark.parametrize("ending", SEEDS)
def test_whether_broken_bytes_are_read_or_refused(ending: str) -> None:
    for number in range(TRIES):
        chance = random.Random(f"{ending}{number}")  # noqa: S311 - the same bytes in each run
        is_archive = ending in ("docx", "xlsx") and number % 2
        data = (broken_inside if is_archive else broken)(seed(ending), chance)
        content = read_or_refused(data, ending)
        if content is not None:
            assert all(block.start <= len(content.text) for block in content.blocks)
