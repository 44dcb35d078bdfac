"""Pages on paper: nothing is loaded, the bytes are the same, and what is missing is named."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest

from policygraph.pages import render
from policygraph.pages.printing import pdf, png

# Builds or draws whole plans again and again.
pytestmark = pytest.mark.long

LONG = "<p>目标</p>" * 400


def _page(tmp_path: Path) -> str:
    """A page that asks for a style sheet beside it, which would make its paper larger."""
    (tmp_path / "style.css").write_text("@page { size: A3 !important }", encoding="utf-8")
    link = f'<link rel="stylesheet" href="{(tmp_path / "style.css").as_uri()}"/>'
    return render("base.html", title="节能减排").replace("</head>", f"{link}</head>")


def _sizes(printed: bytes) -> set[tuple[int, int]]:
    return {(round(sheet.get_width()), round(sheet.get_height())) for sheet in pypdfium2.PdfDocument(printed)}


def test_whether_nothing_beside_the_page_is_loaded(tmp_path: Path) -> None:
    page = _page(tmp_path)
    assert _sizes(pdf(page)) == {(595, 842)}
    assert pdf(page) == pdf(page)


# Browsers are no part of the project: one is tried where it is there.
@pytest.mark.parametrize("path", [p for p in (shutil.which("chromium"),) if p])
def test_whether_a_browser_prints_where_weasyprint_is_missing(path: str, tmp_path: Path) -> None:
    done = _printing(_page(tmp_path), {**os.environ, "PATH": str(Path(path).parent)})
    assert done.stderr == b""
    assert _sizes(done.stdout) == {(595, 842)}


def test_whether_a_machine_without_a_printer_is_told_what_to_do() -> None:
    done = _printing("<p>a</p>", {**os.environ, "PATH": ""})
    assert b"UsageError: there is nothing to print with: pip install 'policygraph[print]'" in done.stderr


def _printing(page: str, environment: dict[str, str]) -> subprocess.CompletedProcess[bytes]:
    """Print without WeasyPrint, as if it were not installed."""
    program = (
        "import sys; sys.modules['weasyprint'] = None\n"
        "from policygraph.pages.printing import pdf\n"
        "sys.stdout.buffer.write(pdf(sys.stdin.read()))"
    )
    environment |= {"PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, "-c", program],
        input=page.encode(),
        capture_output=True,
        check=False,
        env=environment,
    )


def test_whether_a_picture_of_points_says_how_many_sheets_it_leaves_out() -> None:
    page = render("base.html", title="t").replace("</main>", f"{LONG * 3}</main>")
    sheets = len(pypdfium2.PdfDocument(pdf(page)))
    assert sheets > 8
    drawn, left = png(page)
    assert drawn.startswith(b"\x89PNG")
    assert left == sheets - 8
