"""What a file is, its content tells; which files of a folder or archive are documents, and what becomes of others."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from policygraph.pipeline import build
from policygraph.sources.folders import FilePatterns, Why, discover, document_file
from policygraph.sources.reader import read
from tests.readers.docx_writer import docx_file
from tests.readers.html_writer import cms
from tests.readers.pdf_writer import pdf
from tests.running import run

TEXT = "青岚市节水方案\n一、主要目标\n到2025年，再生水利用率达到25%以上。\n"
PARTS = TEXT.split("\n")[:-1]
MHT = (
    b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n'
    b"--b\r\nContent-Type: text/html\r\n\r\n"
)


@pytest.mark.parametrize(
    ("what", "name", "data", "media_type"),
    [
        ("a page called text", "a.txt", cms(PARTS), "text/html"),
        ("a page called Word", "a.doc", cms(PARTS), "text/html"),
        ("a page with a mark", "a.html", b"\xef\xbb\xbf" + cms(PARTS), "text/html"),
        ("a part of a page", "a.txt", "".join(f"<p>{p}</p>" for p in PARTS * 2).encode(), "text/html"),
        ("a web archive", "a.mht", MHT + cms(PARTS) + b"\r\n--b--\r\n", "text/html"),
        ("PDF called text", "a.txt", pdf(PARTS), "application/pdf"),
        ("PDF behind rubbish", "a.pdf", b"\r\n\r\n" + pdf(PARTS), "application/pdf"),
        ("text called page", "a.html", TEXT.encode(), "text/plain"),
        ("signs that are no tags", "a.txt", f"{TEXT}水耗<30立方米，占比>5%。<注>".encode(), "text/plain"),
        ("Markdown", "a.md", f"# {TEXT}".encode(), "text/markdown"),
        (
            "DOCX without an ending",
            "a",
            docx_file(PARTS),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
    ],
)
def test_what_a_file_is(tmp_path: Path, what: str, name: str, data: bytes, media_type: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    source = read(document_file(path))
    assert source.media_type == media_type, what
    assert "再生水利用率达到25%以上" in source.text


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """What an analyst downloads."""
    found = tmp_path / "我的方案"
    (found / "2023").mkdir(parents=True)
    (found / "a.txt").write_text(TEXT, encoding="gb18030")
    (found / "2023" / "b.pdf").write_bytes(pdf(PARTS))
    (found / "c.HTM").write_bytes(cms(PARTS))
    (found / "d.docx").write_bytes(docx_file(PARTS))
    (found / "无名").write_bytes(pdf(PARTS))
    (found / "README.md").write_text("说明", encoding="utf-8")
    (found / "图.png").write_bytes(b"\x89PNG\r\n")
    (found / "通讯录.csv").write_text("姓名,电话\n张三,1\n", encoding="utf-8")
    (found / "notes.txt").write_text("to do", encoding="utf-8")
    (found / "data.json").write_text("{}", encoding="utf-8")
    (found / ".DS_Store").write_bytes(b"x")
    return found


def test_whether_every_file_of_a_folder_is_read_or_named(folder: Path, tmp_path: Path) -> None:
    report = build([folder], tmp_path / "out")
    assert report.errors == ()
    assert [document.name for document in report.documents] == ["2023/b", "a", "c", "d", "无名"]
    assert {(one.file_name, one.why) for one in report.left_out} == {
        ("README.md", Why.README),
        ("图.png", Why.PICTURE),
        ("通讯录.csv", Why.TABLE),
        ("notes.txt", Why.FOREIGN),
        ("data.json", Why.OTHER),
        (".DS_Store", Why.HIDDEN),
    }


def test_whether_the_summary_names_what_was_left_out_in_one_line(folder: Path, tmp_path: Path) -> None:
    done = run("build", folder, "-o", tmp_path / "out")
    assert done.returncode == 0
    (line,) = [line for line in done.stdout.split("\n") if "are not documents" in line]
    assert line.strip().startswith("6 files are not documents: ")
    assert "table without a head of tasks or indicators (通讯录.csv)" in line


def test_whether_a_document_that_cannot_be_read_is_an_error_among_others(
    folder: Path, tmp_path: Path
) -> None:
    (folder / "e.pdf").write_bytes(b"%PDF-1.4")
    done = run("build", folder, "-o", tmp_path / "out")
    assert done.returncode == 2
    assert "e.pdf: the PDF is damaged" in done.stderr
    assert "5 documents" in done.stdout


def test_whether_a_table_that_is_named_by_hand_counts(folder: Path, tmp_path: Path) -> None:
    report = build([folder / "通讯录.csv", folder / "a.txt"], tmp_path / "out")
    assert ["not a table of tasks" in str(error) for error in report.errors] == [True]


@pytest.mark.parametrize(
    ("include", "exclude", "wanted"),
    [
        (("*.pdf",), (), ["2023/b"]),
        (("2023/*",), (), ["2023/b"]),
        (("*.txt", "*.docx"), ("notes*",), ["a", "d"]),
        ((), ("2023/*", "*.txt", "*.csv", "无名"), ["c", "d"]),
    ],
)
def test_whether_patterns_choose(
    folder: Path, include: tuple[str, ...], exclude: tuple[str, ...], wanted: list[str]
) -> None:
    found = discover([folder], selection=FilePatterns(include, exclude))
    assert [file.name for file in found.documents] == wanted
    assert Why.EXCLUDED in {one.why for one in found.left_out}


def test_whether_an_archive_is_read_as_a_folder(tmp_path: Path) -> None:
    path = tmp_path / "方案.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("省/a.txt", TEXT)
        archive.writestr("省/b.pdf", pdf(PARTS))
        archive.writestr("__MACOSX/._a.txt", "x")
        archive.writestr("../c.txt", TEXT)
        archive.writestr("图.jpg", b"\xff\xd8\xff")
    report = build([path], tmp_path / "out")
    assert report.errors == ()
    assert [document.name for document in report.documents] == ["方案/c", "方案/省/a", "方案/省/b"]
    assert [(one.file_name, one.why) for one in report.left_out] == [
        ("方案.zip/__MACOSX/._a.txt", Why.HIDDEN),
        ("方案.zip/图.jpg", Why.PICTURE),
    ]
    assert not (tmp_path / "c.txt").exists()


def test_whether_names_in_gbk_are_read(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("XXXX.txt", TEXT)
    path = tmp_path / "a.zip"
    path.write_bytes(out.getvalue().replace(b"XXXX", "方案".encode("gbk")))
    assert [file.name for file in discover([path]).documents] == ["a/方案"]
