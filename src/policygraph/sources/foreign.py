"""Files that are no text of any kind: what they are by their first bytes, and what a user can do about each."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["SAVE_OTHERWISE", "Foreign", "foreign_kind"]

_OCR = "what pictures show is not read; run it through OCR and save its text"
_UNPACK = "unpack it and name its folder"
SAVE_OTHERWISE = "open it in its own program and save it as DOCX, PDF or text"
_WRONG = "it holds no document; leave it out, or get the right file"


@dataclass(frozen=True, slots=True)
class Foreign:
    """What a file is, and what to do instead of reading it."""

    kind: str
    remedy: str


_BY_FIRST_BYTES: dict[bytes, Foreign] = {
    b"\x89PNG\r\n": Foreign("a PNG picture", _OCR),
    b"\xff\xd8\xff": Foreign("a JPEG picture", _OCR),
    b"\x00\x00\x00\x0cjP  ": Foreign("a JPEG picture", _OCR),
    b"GIF8": Foreign("a GIF picture", _OCR),
    b"II*\x00": Foreign("a TIFF picture", _OCR),
    b"MM\x00*": Foreign("a TIFF picture", _OCR),
    b"8BPS": Foreign("a Photoshop picture", _OCR),
    b"AT&TFORM": Foreign("a DjVu scan", _OCR),
    b"\xd7\xcd\xc6\x9a": Foreign("a Windows metafile", _OCR),
    b"\x1f\x8b\x08": Foreign("a gzip archive", _UNPACK),
    b"\xfd7zXZ\x00": Foreign("an xz archive", _UNPACK),
    b"\x28\xb5\x2f\xfd": Foreign("a Zstandard archive", _UNPACK),
    b"Rar!\x1a": Foreign("a RAR archive", _UNPACK),
    b"7z\xbc\xaf\x27\x1c": Foreign("a 7-Zip archive", _UNPACK),
    b"MSCF": Foreign("a cabinet archive", _UNPACK),
    b"PK\x05\x06": Foreign("an empty ZIP archive", _WRONG),
    b"CAJ\x00": Foreign("a CAJ document", SAVE_OTHERWISE),
    b"%!PS": Foreign("a PostScript document", SAVE_OTHERWISE),
    b"%PDF-": Foreign("a PDF document", SAVE_OTHERWISE),
    b"PK\x03\x04": Foreign("a ZIP container (DOCX, XLSX, OFD and EPUB are such)", SAVE_OTHERWISE),
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": Foreign("an old Word, Excel or WPS document", SAVE_OTHERWISE),
    b"{\\rtf": Foreign("an RTF document", SAVE_OTHERWISE),
    b"SQLite format 3\x00": Foreign("an SQLite database", _WRONG),
    b"\x00\x01\x00\x00Standard ": Foreign("an Access database", _WRONG),
    b"PAR1": Foreign("a Parquet table", _WRONG),
    b"\x00\x01\x00\x00\x00": Foreign("a font", _WRONG),
    b"OTTO": Foreign("a font", _WRONG),
    b"\x7fELF": Foreign("a program", _WRONG),
}
# What the first bytes alone do not tell: letters of text, or a length, stand there.
_BY_PATTERN: tuple[tuple[re.Pattern[bytes], Foreign], ...] = (
    (re.compile(rb"BM.{4}\x00\x00\x00\x00", re.DOTALL), Foreign("a BMP picture", _OCR)),
    (re.compile(rb"RIFF.{4}WEBP", re.DOTALL), Foreign("a WebP picture", _OCR)),
    (re.compile(rb"RIFF.{4}(?:WAVE|AVI )", re.DOTALL), Foreign("a sound or film", _WRONG)),
    (re.compile(rb".{4}ftyp(?:hei|hev|mif|avif)", re.DOTALL), Foreign("a HEIF picture", _OCR)),
    (re.compile(rb".{4}ftyp", re.DOTALL), Foreign("a film", _WRONG)),
    (re.compile(rb"ID3[\x02-\x04]\x00|OggS\x00"), Foreign("a sound file", _WRONG)),
    (re.compile(rb"MZ.{0,60}\x00", re.DOTALL), Foreign("a Windows program", _WRONG)),
    (re.compile(rb"BZh[1-9](?:1AY&SY|\x17rE8P\x90)"), Foreign("a bzip2 archive", _UNPACK)),
    (re.compile(rb"(?:HN|KDH).{0,60}\x00", re.DOTALL), Foreign("a CAJ or KDH document", SAVE_OTHERWISE)),
    (re.compile(rb".{257}ustar", re.DOTALL), Foreign("a tar archive", _UNPACK)),
    (
        re.compile(rb"(?:\xef\xbb\xbf)?\s*<\?xml.{0,1000}(?:wordDocument|pkg:package)", re.DOTALL),
        Foreign("a Word document in XML", SAVE_OTHERWISE),
    ),
    (
        re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml.{0,1000})?<svg\b", re.DOTALL),
        Foreign("an SVG picture", _OCR),
    ),
    (re.compile(rb"(?:\xef\xbb\xbf)?\s*<\?xml\b"), Foreign("an XML file of data", _WRONG)),
)


def foreign_kind(data: bytes) -> Foreign | None:
    """What the data are if they are no text; None where they may be."""
    by_first = next((kind for start, kind in _BY_FIRST_BYTES.items() if data.startswith(start)), None)
    return by_first or next((kind for pattern, kind in _BY_PATTERN if pattern.match(data)), None)
