"""Encodings: whatever a document was saved in, its text comes back."""

from __future__ import annotations

import codecs
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opencc import OpenCC

from policygraph.sources.decode import BinaryFileError, DecodeError, UnknownEncodingError, decode

SIMPLIFIED = (
    "各县（市、区）人民政府要对本行政区域节能减排工作负总责，主要负责同志是第一责任人。",
    "到2025年，单位地区生产总值能源消耗比2020年下降14%以上，氨氮重点工程减排量达到300吨。",
    "加快淘汰老旧机动车，提高铁路、水路货运量，推广新能源汽车和清洁能源船舶。",
    "实施园区循环化改造，鼓励企业建设分布式光伏，推进余热余压余气综合利用。",
    "严格落实排污许可制度，加强固体废物污染防治，健全环境监测体系；",
    "（牵头单位：市发展改革委；责任单位：市财政局、市统计局、市市场监管局）",
    "二、主要目标",
    "附件：重点领域设备更新任务分工表",
)
TRADITIONAL = tuple(OpenCC("s2t").convert(sentence) for sentence in SIMPLIFIED)
LINE_ENDINGS = ("\n", "\r\n", "\r")
# The codecs in which any of these sentences can be written, and the name under which each is recognised.
UNICODE = {
    "utf-8": "utf-8",
    "utf-8-sig": "utf-8-sig",
    "utf-16": "utf-16",
    "utf-32": "utf-32",
    "utf-16-le": "utf-16-le",
    "utf-16-be": "utf-16-be",
    "utf-32-le": "utf-32-le",
    "utf-32-be": "utf-32-be",
}
NATIONAL = {"gb18030": "gb18030", "gbk": "gb18030"}
TAIWAN_AND_HONG_KONG = {"big5": "big5hkscs", "cp950": "big5hkscs", "big5hkscs": "big5hkscs"}


def texts(sentences: tuple[str, ...]) -> st.SearchStrategy[str]:
    """One to six sentences, at least one of them a long one, on lines of their own."""
    long = [sentence for sentence in sentences if len(sentence) > 25]
    lines = st.tuples(st.sampled_from(long), st.lists(st.sampled_from(sentences), max_size=5))
    return lines.map(lambda parts: "\n".join([parts[0], *parts[1]]))


def encodings(*tables: dict[str, str]) -> st.SearchStrategy[tuple[str, str]]:
    return st.sampled_from([pair for table in tables for pair in table.items()])


@given(texts(SIMPLIFIED), encodings(UNICODE, NATIONAL), st.sampled_from(LINE_ENDINGS))
def test_whether_simplified_text_comes_back(text: str, encoding: tuple[str, str], ending: str) -> None:
    decoded = decode(text.replace("\n", ending).encode(encoding[0]))
    assert (decoded.text, decoded.encoding) == (text, encoding[1])


@given(texts(TRADITIONAL), encodings(UNICODE, NATIONAL, TAIWAN_AND_HONG_KONG), st.sampled_from(LINE_ENDINGS))
def test_whether_traditional_text_comes_back(text: str, encoding: tuple[str, str], ending: str) -> None:
    decoded = decode(text.replace("\n", ending).encode(encoding[0]))
    assert (decoded.text, decoded.encoding) == (text, encoding[1])


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"])))
def test_whether_any_clean_utf8_is_taken_as_it_is(text: str) -> None:
    data = text.encode()
    if not data.startswith(codecs.BOM_UTF8):
        assert decode(data).text == text


@given(st.binary(max_size=400))
def test_whether_any_bytes_are_decoded_or_refused(data: bytes) -> None:
    try:
        decoded = decode(data)
    except DecodeError:
        return
    assert "\r" not in decoded.text
    again = data.decode(decoded.encoding, "replace")
    assert again.replace("\r\n", "\n").replace("\r", "\n") == decoded.text


@pytest.mark.parametrize("codec", [*UNICODE, *NATIONAL])
def test_whether_the_example_plans_come_back(seeds: Path, codec: str) -> None:
    for path in sorted((seeds / "plans").glob("*.txt")):
        data = path.read_text(encoding="utf-8").encode(codec, "ignore")
        assert decode(data).text == data.decode(codec), path.name


@pytest.mark.parametrize("codec", [*TAIWAN_AND_HONG_KONG, "gb18030", "gbk"])
def test_whether_the_example_plans_come_back_in_traditional_characters(seeds: Path, codec: str) -> None:
    for path in sorted((seeds / "plans").glob("*.txt")):
        text = OpenCC("s2t").convert(path.read_text(encoding="utf-8"))
        data = text.encode(codec, "ignore")
        assert decode(data).text == data.decode(codec), path.name


@pytest.mark.parametrize(
    ("phenomenon", "data", "text", "encoding"),
    [
        ("empty", b"", "", "utf-8"),
        ("plain ASCII", b"a,b\n1,2\n", "a,b\n1,2\n", "utf-8"),
        ("mixed line endings", b"a\r\nb\rc\n\r\nd", "a\nb\nc\n\nd", "utf-8"),
        ("only a mark", codecs.BOM_UTF8, "", "utf-8-sig"),
        ("UTF-32 mark, which begins as that of UTF-16", "节能".encode("utf-32"), "节能", "utf-32"),
        ("UTF-16 big-endian with mark", codecs.BOM_UTF16_BE + "节能".encode("utf-16-be"), "节能", "utf-16"),
        ("ASCII in UTF-16 without mark", "kgce/m2".encode("utf-16-le"), "kgce/m2", "utf-16-le"),
        ("mark within the text", "节\ufeff能".encode(), "节\ufeff能", "utf-8"),
        (
            "one control character in prose",
            "节能减排，绿色\x01发展。".encode(),
            "节能减排，绿色\x01发展。",
            "utf-8",
        ),
        ("long ASCII head", (b"-" * 99_999) + "节能减排".encode("gbk"), "-" * 99_999 + "节能减排", "gb18030"),
    ],
)
def test_whether_special_data_are_read(phenomenon: str, data: bytes, text: str, encoding: str) -> None:
    decoded = decode(data)
    assert (decoded.text, decoded.encoding) == (text, encoding), phenomenon


@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "utf-16-le"])
def test_whether_a_truncated_character_is_kept_as_damage(codec: str) -> None:
    text = SIMPLIFIED[0]
    assert decode(text.encode(codec)[:-1]).text == text[:-1] + "\ufffd"


def test_whether_a_sample_that_ends_inside_a_character_is_judged_right() -> None:
    for head in ("", "a", "ab", "abc"):
        text = head + SIMPLIFIED[2] * 2000
        assert decode(text.encode("gb18030")).text == text


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("PDF", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"),
        ("DOCX", b"PK\x03\x04\x14\x00\x06\x00"),
        ("Word", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(8)),
        ("RTF", rb"{\rtf1\ansi\ansicpg936 text}"),
        ("PNG", b"\x89PNG\r\n\x1a\n" + bytes(8)),
        ("JPEG", b"\xff\xd8\xff\xe0\x00\x10JFIF"),
        ("binary", bytes(range(256))),
        ("binary", b"plain ASCII with a \x00 byte"),
        ("binary", "节能\x00减排".encode()),
        ("binary", b"\x01\x02\x03\x04\x05"),
        ("binary", b"\x01\x02\x03\xb1\x04\x05\x06\xe9\x0e" * 50),
    ],
)
def test_whether_binary_data_are_named_and_refused(kind: str, data: bytes) -> None:
    with pytest.raises(BinaryFileError) as caught:
        decode(data)
    assert kind in caught.value.kind
    assert str(caught.value) == f"this is {caught.value.kind}: {caught.value.remedy}"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\x89PNG\r\n\x1a\n", "a PNG picture: what pictures show is not read; run it through OCR"),
        (b"\xff\xd8\xff\xe0", "a JPEG picture: what pictures show is not read"),
        (b"BM\x36\x10\x0e\x00\x00\x00\x00\x00\x36", "a BMP picture"),
        (b"RIFF\x24\x10\x00\x00WEBPVP8 ", "a WebP picture"),
        (b"\x00\x00\x00\x18ftypheic", "a HEIF picture"),
        (b"\x00\x00\x00\x20ftypisom", "a film: it holds no document"),
        (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', "an SVG picture"),
        (
            b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument/>',
            "a Word document in XML",
        ),
        (b"\xef\xbb\xbf<?xml version='1.0'?><rss/>", "an XML file of data"),
        (b"Rar!\x1a\x07\x01\x00", "a RAR archive: unpack it"),
        (b"BZh91AY&SY", "a bzip2 archive"),
        (b"x" * 257 + b"ustar\x00", "a tar archive"),
        (b"MZ\x90\x00\x03", "a Windows program"),
        (b"CAJ\x00", "a CAJ document: open it in its own program"),
    ],
)
def test_whether_files_of_other_kinds_are_called_what_they_are(data: bytes, said: str) -> None:
    with pytest.raises(BinaryFileError) as caught:
        decode(data + "市政府".encode("gb18030"))
    assert str(caught.value).startswith(f"this is {said}")


@pytest.mark.parametrize(
    "start", ["MZ公司节水方案", "BZh公司", "ID3标准", "HN省", "KDH公司", "BM公司", "RIFF公司"]
)
def test_whether_text_with_the_letters_of_another_kind_is_read(start: str) -> None:
    assert decode(f"{start}\n推进节水改造。".encode()).text.startswith(start)


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ("Les économies d'énergie sont réglées par décret; où est-ce prévu?", "latin-1"),
        ("Энергосбережение и сокращение выбросов", "cp1251"),
        ("에너지 절약과 온실가스 감축에 관한 종합 계획", "euc-kr"),
        ("省エネルギーの推進と温室効果ガスの削減に関する計画をここに定める", "shift_jis"),
    ],
)
def test_whether_other_languages_are_refused_rather_than_misread(text: str, codec: str) -> None:
    with pytest.raises(UnknownEncodingError, match="save the document as UTF-8"):
        decode(text.encode(codec))


@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "big5hkscs", "utf-16-le"])
def test_whether_decoding_takes_linear_time(codec: str) -> None:
    unit = "".join(TRADITIONAL).encode(codec)
    # The best of some runs, as other work on the machine can slow down any of them.
    small = min(_seconds(unit * 2_000) for _ in range(3))
    large = min(_seconds(unit * 16_000) for _ in range(3))
    assert large < 8 * 4 * small + 0.05


def _seconds(data: bytes) -> float:
    start = time.perf_counter()
    decode(data)
    return time.perf_counter() - start
