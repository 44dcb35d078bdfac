"""What is damaged or made to do harm costs itself, and nothing else: one sentence, soon, and the rest is built."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from policygraph.errors import DocumentFaultError
from policygraph.pipeline import build
from tests.readers.hostile import FILES, Hostile

TEXT = "青岚市节水方案\n一、主要目标\n到2025年，再生水利用率达到25%以上。\n"
SECONDS = 10


@pytest.mark.parametrize("hostile", FILES, ids=lambda hostile: hostile.what)
def test_whether_a_hostile_file_is_refused_in_a_sentence_and_the_rest_built(
    hostile: Hostile, tmp_path: Path
) -> None:
    folder = tmp_path / "plans"
    folder.mkdir()
    (folder / f"bad.{hostile.ending}").write_bytes(hostile.data())
    (folder / "good.txt").write_text(TEXT, encoding="utf-8")
    start = time.monotonic()
    report = build([folder], tmp_path / "out")
    assert time.monotonic() - start < SECONDS
    assert [document.name for document in report.documents] == ["good"]
    (error,) = report.errors
    assert hostile.said in str(error)
    assert not isinstance(error, DocumentFaultError)
    assert f"bad.{hostile.ending}" in str(error)
    assert "\n" not in str(error)


@pytest.mark.parametrize("ending", ["doc", "wps"])
def test_whether_an_old_document_says_what_it_needs(
    ending: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    path = tmp_path / f"plan.{ending}"
    stream = "WordDocument".encode("utf-16-le")
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + stream + bytes(600))
    report = build([path], tmp_path / "out")
    assert [str(error) for error in report.errors] == [
        f"{path}: this is an old Word or WPS document, which needs LibreOffice; "
        "install it, or save the document as DOCX"
    ]
