"""Corrections files, as programs and people write them and as spreadsheets save them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygraph.errors import SourceError
from policygraph.model.corrections import REVIEWED, Anchor, Correction, CorrectionKind, Decision
from policygraph.model.text import Span
from policygraph.sources.corrections import read_corrections
from policygraph.sources.written_corrections import anchor_at, corrections_text

NAMED = Path("甲市方案.corrections.tsv")
HEAD = "document\tpath\tkind\texact\tprefix\tsuffix\tstart\tfield\twas\tnow\tdecision\treason\tauthor\tdate\n"
LINE = (
    "甲市方案\t二/（一）\ttarget\t18%\t能耗下降\t以上\t40\tvalue\t18\t81\treplace\t看错\t李敏\t2025-01-03\n"
)
READ = Correction(
    document="甲市方案",
    kind=CorrectionKind.TARGET,
    anchor=Anchor("二/（一）", "18%", "能耗下降", "以上", 40),
    decision=Decision.REPLACE,
    field="value",
    was="18",
    now="81",
    reason="看错",
    author="李敏",
    date="2025-01-03",
)


def _bare(line: Correction) -> Correction:
    """The line without where it stands."""
    return Correction(
        line.document,
        line.kind,
        line.anchor,
        line.decision,
        line.field,
        line.was,
        line.now,
        line.reason,
        line.author,
        line.date,
    )


@pytest.mark.parametrize(
    ("phenomenon", "data"),
    [
        ("UTF-8", (HEAD + LINE).encode()),
        ("UTF-8 with a mark", (HEAD + LINE).encode("utf-8-sig")),
        ("Unicode text", (HEAD + LINE).encode("utf-16")),
        ("GB18030", (HEAD + LINE).encode("gb18030")),
        ("CRLF", (HEAD + LINE).replace("\n", "\r\n").encode()),
        ("carriage returns alone", (HEAD + LINE).replace("\n", "\r").encode()),
        ("no line break at the end", (HEAD + LINE).rstrip("\n").encode()),
        ("empty columns at the end", (HEAD + LINE).replace("\n", "\t\t\t\n").encode()),
        ("empty lines", (HEAD + "\n" + "\t" * 13 + "\n" + LINE).encode()),
        ("quoted cells", (HEAD + '"' + LINE.rstrip("\n").replace("\t", '"\t"') + '"\n').encode()),
        ("date as a spreadsheet writes it", (HEAD + LINE.replace("2025-01-03", "2025/1/3")).encode()),
        ("date in Chinese", (HEAD + LINE.replace("2025-01-03", "2025年1月3日")).encode()),
        ("date with a time", (HEAD + LINE.replace("2025-01-03", "2025/1/3 0:00")).encode()),
        ("date as a number of days", (HEAD + LINE.replace("2025-01-03", "45660")).encode()),
        ("number with its digits in groups", (HEAD + LINE.replace("\t40\t", "\t40.0\t")).encode()),
        ("full-width words", (HEAD + LINE.replace("replace", "ｒｅｐｌａｃｅ")).encode()),
        ("capital letters", (HEAD + LINE.replace("target", "Target")).encode()),
        ("commas between the cells", (HEAD + LINE).replace("\t", ",").encode()),
        ("semicolons between the cells", (HEAD + LINE).replace("\t", ";").encode()),
        ("document from the name of the file", (HEAD + LINE.removeprefix("甲市方案")).encode()),
    ],
)
def test_whether_a_file_is_read_however_it_was_saved(phenomenon: str, data: bytes) -> None:
    read = read_corrections(NAMED, data)
    assert list(map(_bare, read.lines)) == [READ], phenomenon
    assert not read.errors


@pytest.mark.parametrize(
    ("cell", "changed", "place", "remedy"),
    [
        ("replace", "änder", "line 2, column decision", "write one of confirm, reject, replace, add"),
        ("target", "goal", "line 2, column kind", "write one of document, measure"),
        ("\tvalue\t", "\ttheme\t", "line 2, column field", "write one of indicator, concept"),
        ("\tvalue\t", "\t\t", "line 2, column field", "the field is missing"),
        ("2025-01-03", "2025-13-03", "line 2, column date", "write it like 2025-01-31"),
        ("\t40\t", "\tvierzig\t", "line 2, column start", "leave it empty"),
        ("18%", "", "line 2, column exact", "copy them from the document"),
        ("\t18\t81\t", "\t\t\t", "line 2, column now", "write what is right"),
    ],
)
def test_whether_an_error_names_line_column_and_remedy(
    cell: str, changed: str, place: str, remedy: str
) -> None:
    good = LINE.replace("18%", "20%")
    read = read_corrections(NAMED, (HEAD + LINE.replace(cell, changed) + good).encode())
    assert [line.line for line in read.lines] == [3]
    (error,) = read.errors
    assert place in str(error)
    assert remedy in str(error)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"kind\texact\n", "line 1: the column decision is missing; add it"),
        ("kind\texact\tdecision\t备注\n".encode(), "line 1, column 4: '备注' is not a column of corrections"),
        (b"kind\texact\tdecision\tkind\n", "line 1: the column kind stands twice"),
        (b"PK\x03\x04", "save them as text with tabs between the cells"),
        ((HEAD + '"甲').encode(), "line 2: unexpected end of data; close or double"),
    ],
)
def test_whether_what_is_no_table_of_corrections_is_refused(data: bytes, told: str) -> None:
    with pytest.raises(SourceError, match=told.replace("(", r"\(")):
        read_corrections(NAMED, data)


def test_where_the_cells_of_a_line_start() -> None:
    (line,) = read_corrections(NAMED, (HEAD + LINE.replace("18%", '"18""%"')).encode()).lines
    assert dict(line.places)["document"] == 1
    assert dict(line.places)["exact"] == LINE.index("18%") + 1
    assert dict(line.places)["prefix"] == LINE.index("能耗") + 1 + len('""""')


_WORDS = st.text(st.sampled_from("目标18.0%-=+@'\\\n\t\"　 年，/"), max_size=12)


@given(exact=_WORDS.filter(str.strip), prefix=_WORDS, was=_WORDS.map(str.strip), name=_WORDS.map(str.strip))
def test_whether_what_is_written_is_read_back(exact: str, prefix: str, was: str, name: str) -> None:
    line = Correction(
        document=name or "方案",
        kind=CorrectionKind.OBLIGATION,
        anchor=Anchor("三/（一）", exact, prefix if prefix.strip() else "", "", 7),
        was=was,
        author="王伟",
    )
    assert list(map(_bare, read_corrections(NAMED, corrections_text([line]).encode()).lines)) == [line]


def test_what_an_anchor_holds() -> None:
    source = "一、目标\n" + "前" * 40 + "下降18%" + "后" * 40
    found = anchor_at(source, Span(47, 50), "一")
    assert found == Anchor("一", "18%", "前" * 30 + "下降", "后" * 32, 47)
    assert anchor_at(source, Span(0, 2), "一").prefix == ""


ANCHOR = "甲市方案\t二/（一）\ttarget\t18%\t能耗下降\t以上\t40"
SAMPLED = ANCHOR + "\t{field}\t能耗下降18%以上\t{was}\t{now}\t{decision}\t\t\t\n"
SAMPLE_HEAD = HEAD.replace("\twas\t", "\tsentence\twas\t")
ROW = "op: >=; value: 18; unit: %; area: 甲市; 乙市"


@pytest.mark.parametrize(
    ("field", "was"),
    [("value", "18"), ("unit", "%"), ("op", ">="), ("area", "甲市; 乙市"), ("tier", ""), ("", "18")],
)
def test_whether_a_sampled_line_that_becomes_a_replacement_is_locked_by_its_field(
    field: str, was: str
) -> None:
    decision = "replace" if field else "reject"
    line = SAMPLED.format(field=field, was=ROW, now="20" if field else "", decision=decision)
    read = read_corrections(NAMED, (SAMPLE_HEAD + line).encode())
    assert not read.errors
    (one,) = read.lines
    assert (one.was, one.sentence) == (was, "能耗下降18%以上")


def test_whether_a_sample_is_written_with_its_sentences_and_read_again() -> None:
    line = replace(READ, sentence="到2025年，能耗下降18%以上")
    text = corrections_text([line, READ])
    assert text.startswith(SAMPLE_HEAD)
    assert [one.sentence for one in read_corrections(NAMED, text.encode()).lines] == [line.sentence, ""]


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        ("甲市方案\t二\tmeasure\t\t\t\t\treviewed\t\t\tconfirm\t\t\t", ""),
        ("甲市方案\t二\tmeasure\t\t\t\t\treviewed\t\t\t\t\t\t", ""),
        ("甲市方案\t\tmeasure\t\t\t\t\treviewed\t\t\tconfirm\t\t\t", "the path of the provision is missing"),
        ("甲市方案\t二\tmeasure\t\t\t\t\treviewed\t\t\treject\t\t\t", "is confirmed; write confirm"),
        ("甲市方案\t二\ttarget\t18%\t\t\t\treviewed\t\t\tconfirm\t\t\t", "is not a field of the kind target"),
    ],
)
def test_whether_a_line_marks_a_provision_as_read_completely(cells: str, problem: str) -> None:
    read = read_corrections(NAMED, f"{HEAD}{cells}\n".encode())
    if problem:
        assert problem in str(read.errors[0])
    else:
        assert not read.errors
        assert read.lines[0].field == REVIEWED
