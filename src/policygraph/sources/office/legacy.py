"""Files of old word processors and spreadsheets, which LibreOffice turns into new ones where it is installed."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from policygraph.sources.decode import DecodeError

__all__ = ["converted"]

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


def converted(data: bytes, ending: str, wanted: str, what: str) -> bytes:
    """A file in another format.

    Args:
        data: the file, whose first bytes were checked, as LibreOffice takes anything for text.
        ending: the ending that tells LibreOffice its format.
        wanted: the ending of the format to convert to.
        what: what the file is, for messages.

    Raises:
        DecodeError: LibreOffice is not installed, or fails.
    """
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise DecodeError(
            f"this is {what}, which needs LibreOffice; install it, or save the document as {wanted.upper()}"
        )
    with tempfile.TemporaryDirectory(prefix="policygraph-") as folder:
        # Two calls that share a profile block each other without a word.
        profile = Path(folder, "profile")
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
        source, target = Path(folder, f"document.{ending}"), Path(folder, "out", f"document.{wanted}")
        source.write_bytes(data)
        command = [
            program,
            "--headless",
            f"-env:UserInstallation={profile.as_uri()}",
            "--convert-to",
            wanted,
            "--outdir",
            str(target.parent),
            str(source),
        ]
        try:
            # The program is the one on the user's path, and all arguments are made here.
            subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603
            return target.read_bytes()
        except (OSError, subprocess.TimeoutExpired) as error:
            raise DecodeError(
                f"LibreOffice cannot convert it; open it there and save it as {wanted.upper()}"
            ) from error
