"""Bytes to text: which encoding a file is in, and what its characters are.

A byte order mark decides, then strict UTF-8. What is left is judged by its characters: the bytes are read in
every encoding that Chinese documents come in, and the reading with the largest share of common characters
wins. The order of trial alone cannot decide, as GB18030 reads nearly every Big5 text without an error and
UTF-16 reads nearly anything. Only GB18030 is tried for its subsets GB 2312 and GBK: pages that declare
``gb2312`` often hold characters of the larger sets.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from dataclasses import dataclass

from policygraph.sources.foreign import foreign_kind

__all__ = [
    "BinaryFileError",
    "DecodeError",
    "Decoded",
    "NoDocumentError",
    "UnknownEncodingError",
    "decode",
]


class DecodeError(ValueError):
    """Data that cannot be read as text; the message is a clause that says why and what to do."""


class NoDocumentError(DecodeError):
    """Data that can be read but hold no policy document, so that beside documents they may stand unread."""


class BinaryFileError(DecodeError):
    """The data are not text at all; ``kind`` names what they seem to be, ``remedy`` what to do."""

    def __init__(self, kind: str, remedy: str) -> None:
        super().__init__(kind, remedy)
        self.kind = kind
        self.remedy = remedy

    def __str__(self) -> str:
        return f"this is {self.kind}: {self.remedy}"


class UnknownEncodingError(DecodeError):
    """The data may be text, but in no encoding that yields Chinese."""

    def __str__(self) -> str:
        return "its encoding is neither UTF-8, UTF-16, UTF-32, GB18030 nor Big5; save the document as UTF-8"


@dataclass(frozen=True, slots=True)
class Decoded:
    r"""A decoded text with ``\n`` as its only line ending, and the codec that read it."""

    text: str
    encoding: str


_BINARY = ("binary data", "no document is known that looks so; get an undamaged copy, or save it as text")
# Codecs that drop the mark; UTF-32 stands first, as its mark begins with that of UTF-16.
_MARKS = {
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_WIDE = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
# UTF-8 is among them for files with a damaged or truncated character, which strict UTF-8 refuses.
_NARROW = ("utf-8", "gb18030", "big5hkscs")
_SAMPLE = 1 << 16
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_MAX_CONTROL_SHARE = 0.1
# Chinese in its own encoding scores over 0.6, be it a list of names; in a wrong one, or Japanese, under 0.2.
_MIN_COMMON_SHARE = 0.3

# The 500 most frequent characters of Chinese, general prose (word counts of the jieba dictionary) and
# municipal plans weighing the same, in code point order. They make up 70 % of the former, 90 % of the latter.
_SIMPLIFIED = (
    "一万三上下不与专世业东两严个中为主么义之也乡书了争事二于五些交产人今从他代以们件价任企优"
    "会传但位低住体余作你使例供保信值做健儿元充先光克党入全公共关其具内再军农决况准减几出分划"
    "则创利别到制前力加务动励包化北区十千升华协单南原去县参又及双反发取受变口只可台号司各合同"
    "名后向含员周命和品商善四回因园围固国在地场圾坚垃型城域基境增声处备外多大天太头女她好如委"
    "子学安完定实审家察对导将小少就局展山州工己已市布带常干平年并广应府废度建开式引强当形很得"
    "心快态性总息情想意成我或战房所手才打执批技把投护报持指按挥据排接控推提支收改放政效教数整"
    "文料断新方施无日时明易是更替最月有服期本术机权材村条来极构果染查标样核格案模次正此步武比"
    "民气水求汉江污汽没河油治法泥洁活流测济海消深清湖源炉炭点热焦然煤照物特率王环现理生用由电"
    "白百的监目直相省看着督知石研础确碳示社神种科积称程空立第等筑策算管米类精系约级纳线组织经"
    "结给统续综绿网置美老考者而耗职联能自至色节范落融行表被装西要见规解计认议许设证评试话说调"
    "负财责质费资起超路身车转较输达过运近还这进选通造道那部都配采里重量金铁镇长门问间队防阳降"
    "院除集需非面革项领题风首马高黄鼓"
)
# Their traditional forms where these differ.
_TRADITIONAL = (
    "並來個們備傳價優兒內兩別則創劃動務勵區協參員問單嚴國圍園執堅報場學實審將專對導帶幹幾廢廣"
    "強後從態應戰採揮據數斷於時書會東條業極構標樣機權氣決沒況減測準漢潔濟為無熱爐爭爲現環產當"
    "發監眾確礎種稱積節範築約納級組結給統經綜綠網線縣總織續義聯聲職臺與華萬處號術裏裝裡見規計"
    "設許評試話認說調證議護變負財責費資質車軍較輸轉農這進運過達選還鄉鎮鐵長門開間關陽隊雙電項"
    "領頭題類風餘馬體麼黃點黨"
)
_PUNCTUATION = "，。、；：？！“”‘’（）《》〔〕【】「」『』—…·％０１２３４５６７８９\u3000"
_COMMON = frozenset(_SIMPLIFIED + _TRADITIONAL + _PUNCTUATION)


def decode(data: bytes) -> Decoded:
    r"""The text of ``data`` and the name of the codec that read it.

    A byte order mark is no part of the text; ``\r\n`` and ``\r`` become ``\n``. Bytes that the encoding cannot
    explain are read as U+FFFD, never left out, so that the reader of the text sees the damage.

    Raises:
        BinaryFileError: the data are a known binary format, or hold NUL bytes or many control characters.
        UnknownEncodingError: no encoding makes Chinese text of the data.
    """
    foreign = foreign_kind(data)
    if foreign:
        raise BinaryFileError(foreign.kind, foreign.remedy)
    encoding = _by_mark(data) or _by_validity(data) or _by_characters(data)
    text = data.decode(encoding, "replace")
    if len(_CONTROL.findall(text, 0, _SAMPLE)) > _MAX_CONTROL_SHARE * min(len(text), _SAMPLE):
        raise BinaryFileError(*_BINARY)
    return Decoded(text.replace("\r\n", "\n").replace("\r", "\n"), encoding)


def _by_mark(data: bytes) -> str | None:
    return next((encoding for mark, encoding in _MARKS.items() if data.startswith(mark)), None)


def _by_validity(data: bytes) -> str | None:
    """UTF-8 if the data are nothing but; NUL bytes are left to UTF-16, which they are typical of."""
    if b"\x00" in data:
        return None
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return "utf-8"


def _by_characters(data: bytes) -> str:
    """The encoding whose reading has the largest share of common characters."""
    has_nul = b"\x00" in data
    sample = _sample(data)
    shares = {name: _common_share(_read(sample, name)) for name in (_WIDE if has_nul else _WIDE + _NARROW)}
    best = max(shares, key=lambda name: shares[name])
    if shares[best] >= _MIN_COMMON_SHARE:
        return best
    if has_nul or len(_CONTROL.findall(sample.decode("latin-1"))) > _MAX_CONTROL_SHARE * len(sample):
        raise BinaryFileError(*_BINARY)
    raise UnknownEncodingError


def _sample(data: bytes) -> bytes:
    """A stretch from the first byte that is not ASCII: what stands before it tells nothing.

    It starts at a multiple of four, as the characters of UTF-16 and UTF-32 do; all encodings tried read the
    ASCII bytes that this may add as characters of their own.
    """
    first = re.search(rb"[\x80-\xff]", data)
    start = first.start() // 4 * 4 if first else 0
    return data[start : start + _SAMPLE]


def _read(sample: bytes, encoding: str) -> str:
    """The sample in ``encoding``, without a character that the end of the sample cuts in two."""
    return codecs.getincrementaldecoder(encoding)("replace").decode(sample)


def _common_share(text: str) -> float:
    """The share of common characters among those that are not plain ASCII; 1 if all are."""
    counts = Counter(text)
    plain = sum(n for character, n in counts.items() if " " <= character <= "~" or character in "\t\n\f\r")
    if plain == len(text):
        return 1.0 if text else 0.0
    return sum(n for character, n in counts.items() if character in _COMMON) / (len(text) - plain)
