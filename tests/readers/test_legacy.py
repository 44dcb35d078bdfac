"""Old files are read as what LibreOffice makes of them, where it is installed."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest

from policygraph.pipeline import build
from policygraph.sources.folders import document_file
from policygraph.sources.formats import read_bytes
from policygraph.sources.reader import read
from tests.readers.docx_writer import docx_file

TABLE = (("指标", "单位", "2025年"), ("用水总量", "亿立方米", "3.5"), ("再生水利用率", "%", "25"))
PARTS = (
    "青岚市节水方案",
    "一、主要目标",
    "到2025年，再生水利用率达到25%以上。",
    "二、重点任务",
    "（一）治理管网",
    "更换老旧管网120公里。（市水利局负责）",
    TABLE,
    "本方案自印发之日起施行。",
)
OFFICE = shutil.which("soffice") or shutil.which("libreoffice") or ""
needs_office = pytest.mark.skipif(
    not OFFICE, reason="LibreOffice, which writes and reads such files, is missing"
)
needs_calc = pytest.mark.skipif(
    not (OFFICE and shutil.which("localc")),
    reason="LibreOffice Calc, which writes and reads workbooks, is missing",
)


def workbook() -> bytes:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in TABLE:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def old(data: bytes, folder: Path, source: str, ending: str) -> Path:
    """The file in an old format, as LibreOffice writes it."""
    path = folder / f"plan.{source}"
    path.write_bytes(data)
    profile = (folder / "profile").as_uri()
    command = [OFFICE, "--headless", f"-env:UserInstallation={profile}", "--convert-to", ending]
    subprocess.run([*command, "--outdir", str(folder), str(path)], capture_output=True, check=True)
    path.unlink()
    return folder / f"plan.{ending}"


@pytest.mark.long
@needs_office
@pytest.mark.parametrize(
    ("ending", "media_type"),
    [
        ("doc", "application/msword"),
        ("odt", "application/vnd.oasis.opendocument.text"),
        ("rtf", "application/rtf"),
    ],
)
def test_whether_an_old_document_reads_as_the_new_one(ending: str, media_type: str, tmp_path: Path) -> None:
    new = docx_file(PARTS, numbered=False)
    source = read(document_file(old(new, tmp_path, "docx", ending)))
    assert source.text == read_bytes(new, ".docx").text
    assert source.media_type == media_type
    assert source.reader.startswith("LibreOffice ")


@pytest.mark.long
@needs_office
def test_whether_numbers_that_word_counts_come_through_a_conversion(tmp_path: Path) -> None:
    new = docx_file(PARTS)
    path = old(new, tmp_path, "docx", "doc").rename(tmp_path / "plan.wps")
    assert read(document_file(path)).text == read_bytes(new, ".docx").text
    report = build([path], tmp_path / "out")
    assert report.errors == ()
    assert (report.totals["measures"], report.totals["assignments"]) == (2, 1)


@pytest.mark.long
@needs_calc
@pytest.mark.parametrize("ending", ["xls", "ods"])
def test_whether_an_old_workbook_reads_as_the_new_one(ending: str, tmp_path: Path) -> None:
    source = read(document_file(old(workbook(), tmp_path, "xlsx", ending)))
    assert source.text == read_bytes(workbook(), ".xlsx").text


@pytest.mark.long
@needs_office
def test_whether_a_damaged_old_document_is_refused(tmp_path: Path) -> None:
    path = old(docx_file(PARTS), tmp_path, "docx", "doc")
    path.write_bytes(path.read_bytes()[:1_500])
    (error,) = build([path], tmp_path / "out").errors
    assert "plan.doc: " in str(error)
    assert "internal fault" not in str(error)
