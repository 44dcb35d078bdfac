"""Files of old word processors and spreadsheets, which LibreOffice turns into new ones where it is installed."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from policygraph.sources.decode import DecodeError

__all__ = ["LEGACY", "Legacy", "converted"]

_SECONDS = 60
# In a profile of its own nothing is fetched that a document refers to, and no macro runs.
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks"
 oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel"
 oor:op="fuse"><value>3</value></prop></item>
</oor:items>
"""


@dataclass(frozen=True, slots=True)
class Legacy:
    """A format that LibreOffice reads for us: its ending, what to convert it to, and what people call it."""

    ending: str
    wanted: str
    media_type: str
    name: str


LEGACY = {
    one.ending: one
    for one in (
        Legacy("doc", "docx", "application/msword", "an old Word or WPS document"),
        Legacy("rtf", "docx", "application/rtf", "an RTF document"),
        Legacy("odt", "docx", "application/vnd.oasis.opendocument.text", "an OpenDocument text"),
        Legacy("xls", "xlsx", "application/vnd.ms-excel", "an old Excel or WPS workbook"),
        Legacy(
            "ods", "xlsx", "application/vnd.oasis.opendocument.spreadsheet", "an OpenDocument spreadsheet"
        ),
    )
}


def converted(data: bytes, kind: Legacy) -> tuple[bytes, str]:
    """A file in a format that the readers know, and the name and version of the program that converted it.

    Args:
        data: the file, whose first bytes were checked, as LibreOffice takes anything for text.
        kind: its format.

    Raises:
        DecodeError: LibreOffice is not installed, or fails.
    """
    wanted = kind.wanted
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise DecodeError(
            f"this is {kind.name}, which needs LibreOffice; install it, or save the document as {wanted.upper()}"
        )
    with tempfile.TemporaryDirectory(prefix="policygraph-") as folder:
        # Two calls that share a profile block each other without a word.
        profile = Path(folder, "profile")
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
        source, target = Path(folder, f"document.{kind.ending}"), Path(folder, "out", f"document.{wanted}")
        source.write_bytes(data)
        own = f"-env:UserInstallation={profile.as_uri()}"
        arguments = ["--headless", own, "--convert-to", wanted, "--outdir", str(target.parent), str(source)]
        try:
            _run(program, *arguments)
            return target.read_bytes(), " ".join(_run(program, own, "--version").split()[:2])
        except (OSError, subprocess.TimeoutExpired) as error:
            raise DecodeError(
                f"LibreOffice cannot convert it; open it there and save it as {wanted.upper()}"
            ) from error


def _run(program: str, *arguments: str) -> str:
    """What the program prints; it is the one on the user's path, and all arguments are made here."""
    done = subprocess.run(  # noqa: S603
        [program, *arguments],
        capture_output=True,
        timeout=_SECONDS,
        check=False,
        encoding="utf-8",
        errors="replace",
    )
    return done.stdout
