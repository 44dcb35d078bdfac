"""Pages on paper: HTML as PDF and PNG, by WeasyPrint or by a Chromium that the machine has."""

from __future__ import annotations

import io
import logging
import os
import re
import shutil
import subprocess
import tempfile
from importlib.util import find_spec
from pathlib import Path

from policygraph.errors import UsageError

__all__ = ["can_print", "pdf", "png"]

_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_LONGEST_WAIT = 120
# A browser's PDF tells when it was made.
_DATED = re.compile(rb"(/(?:Creation|Mod)Date \(D:)\d{14}")
# Of a picture of points: dots per inch, and how many sheets stand below each other in it.
_DPI, _MOST_SHEETS = 144, 8


def can_print() -> bool:
    """Whether there is something to print with, as far as that is known without trying it."""
    return bool(find_spec("weasyprint") or any(map(shutil.which, _BROWSERS)))


def pdf(html: str) -> bytes:
    """A page as PDF, the same bytes each time on one machine; nothing outside the page is loaded.

    Raises:
        UsageError: there is nothing to print with, or it failed.
    """
    try:
        from weasyprint import HTML
        from weasyprint.urls import URLFetcher
    except (ImportError, OSError) as error:
        # An OSError is a WeasyPrint without the Pango that it draws text with.
        if browser := next(filter(None, map(shutil.which, _BROWSERS)), None):
            return _by_browser(html, browser)
        lacking = (
            "WeasyPrint finds no Pango" if isinstance(error, OSError) else "there is nothing to print with"
        )
        raise UsageError(
            f"{lacking}: pip install 'policygraph[print]' and install Pango, or install Chromium; "
            "or write --format html and print it from a browser"
        ) from error
    # What it does not know of CSS is meant for browsers.
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    page = HTML(string=html, url_fetcher=URLFetcher(allowed_protocols=["data"]))
    return bytes(page.write_pdf(pdf_variant="pdf/ua-1"))


def png(html: str) -> tuple[bytes, int]:
    """The sheets of a page as one picture of points, one below the other, and how many more there are.

    Raises:
        UsageError: there is nothing to print with, it failed, or pillow is missing.
    """
    try:
        from PIL import Image
    except ImportError as error:
        raise UsageError("pictures of points need pillow: pip install 'policygraph[print]'") from error
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf(html))
    sheets = [document[n].render(scale=_DPI / 72).to_pil() for n in range(min(len(document), _MOST_SHEETS))]
    whole = Image.new("RGB", (max(one.width for one in sheets), sum(one.height for one in sheets)), "white")
    top = 0
    for sheet in sheets:
        whole.paste(sheet, (0, top))
        top += sheet.height
    out = io.BytesIO()
    # 256 colours hold all flat ones and the edges of letters, in a third of the bytes.
    small = whole.quantize(256, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    small.save(out, "PNG", optimize=True)
    return out.getvalue(), len(document) - len(sheets)


def _by_browser(html: str, browser: str) -> bytes:
    with tempfile.TemporaryDirectory(prefix="policygraph-") as folder:
        page, out = Path(folder, "page.html"), Path(folder, "page.pdf")
        page.write_text(html, encoding="utf-8")
        command = [
            browser,
            "--headless",
            # Without a user of its own a browser has no sandbox; the page is ours, and has no script.
            *(["--no-sandbox"] if getattr(os, "geteuid", lambda: 1)() == 0 else []),
            "--disable-gpu",
            f"--user-data-dir={folder}/profile",
            "--no-pdf-header-footer",
            f"--print-to-pdf={out}",
            page.as_uri(),
        ]
        try:
            subprocess.run(command, capture_output=True, check=True, timeout=_LONGEST_WAIT)  # noqa: S603 - fixed words
            return _DATED.sub(rb"\g<1>19800101000000", out.read_bytes())
        except (OSError, subprocess.SubprocessError) as error:
            raise UsageError(
                f"{Path(browser).name} could not print the page; write --format html and print it from a browser"
            ) from error
