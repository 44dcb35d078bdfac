"""Lines written to the files of people: nothing else in these changes, and each can be taken back."""

from __future__ import annotations

import codecs
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from policygraph.errors import SourceError
from policygraph.model.corrections import Anchor, Correction, CorrectionKind, Decision
from policygraph.server.editor import ClashError, Editor
from policygraph.sources.corrections import read_corrections

PLAN = "临河市节能减排方案\n一、主要目标\n到2025年，秸秆综合利用率达到92%以上。\n"
LINE = Correction(
    "linhe",
    CorrectionKind.TARGET,
    Anchor("一", "92%", "到2025年，秸秆综合利用率达到", "以上。\n", 29),
    Decision.REPLACE,
    "value",
    "92",
    "-95",
    '看"附件2"；又\t见',
    "张三",
    "2025-01-31",
)
HEAD = "document\tpath\tkind\texact\tstart\tfield\twas\tnow\tdecision\treason\tauthor\tdate"
FIRST = "linhe\t一\ttarget\t92%\t29\tunit\t%\t％\treplace\t\t李四\t2025-01-01"

# What stands in the file of a person, by what is peculiar to it.
FILES = {
    "line feeds": f"{HEAD}\n{FIRST}\n".encode(),
    "a mark and carriage returns": codecs.BOM_UTF8 + f"{HEAD}\r\n{FIRST}\r\n".encode(),
    "no end of the last line": f"{HEAD}\r\n{FIRST}".encode(),
    "old ends of lines": f"{HEAD}\r{FIRST}\r".encode(),
    "UTF-16": codecs.BOM_UTF16_LE + f"{HEAD}\n{FIRST}\n".encode("utf-16-le"),
    "UTF-16, the other way round": codecs.BOM_UTF16_BE + f"{HEAD}\n{FIRST}\n".encode("utf-16-be"),
    "GB18030": f"{HEAD}\n{FIRST}\n".encode("gb18030"),
    "semicolons": f"{HEAD}\n{FIRST}\n".replace("\t", ";").encode(),
    "commas and empty columns": f"{HEAD},,\n{FIRST},,\n".replace("\t", ",").encode(),
    "another order of columns": (
        b"decision\tnow\twas\tfield\texact\tkind\treason\tauthor\nconfirm\t\t\t\t92%\ttarget\t\t\n"
    ),
    "a remark of a person": f"{HEAD}\n# 待核实\n\n{FIRST}\n".encode(),
    "only its columns": HEAD.encode(),
    "nothing": b"",
    "nothing but a mark": codecs.BOM_UTF8,
}


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    (tmp_path / "linhe.txt").write_text(PLAN, "utf-8")
    return tmp_path


@pytest.mark.parametrize("peculiar", FILES)
def test_whether_all_bytes_of_a_file_stay(plans: Path, peculiar: str) -> None:
    file = plans / "linhe.corrections.tsv"
    file.write_bytes(FILES[peculiar])
    file.chmod(0o640)
    editor = Editor([plans])
    written = editor.write("linhe", [LINE])
    data = file.read_bytes()
    assert data.startswith(FILES[peculiar])
    assert file.stat().st_mode & 0o777 == 0o640
    read = read_corrections(file).lines[-1]
    assert (read.now, read.reason, read.author) == ("-95", LINE.reason, "张三")
    assert read.line == written.lines[0].line
    editor.undo(written.id)
    assert file.read_bytes() == FILES[peculiar]
    assert sorted(one.name for one in plans.iterdir()) == ["linhe.corrections.tsv", "linhe.txt"]


def test_whether_a_file_that_was_made_is_removed_again(plans: Path) -> None:
    editor = Editor([plans])
    written = editor.write("linhe", [LINE, replace(LINE, field="unit", was="%", now="吨")])
    assert written.file == plans / "linhe.corrections.tsv"
    (value, unit) = read_corrections(written.file).lines
    assert replace(value, file="", line=0, places=()) == LINE
    assert (unit.field, unit.line) == ("unit", 3)
    editor.undo(written.id)
    assert [one.name for one in plans.iterdir()] == ["linhe.txt"]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("kind\texact\tdecision\ntarget\t92%\tconfirm\n", "the column field is missing"),
        ("kind\texact\tdecision\tnotes\n", "'notes' is not a column of corrections"),
        (f'{HEAD}\nlinhe\t一\ttarget\t"92%\n', "close or double the quotation marks"),
    ],
)
def test_whether_a_file_that_cannot_hold_a_line_stays(plans: Path, content: str, why: str) -> None:
    file = plans / "linhe.corrections.tsv"
    file.write_text(content, "utf-8")
    with pytest.raises(SourceError, match=why):
        Editor([plans]).write("linhe", [LINE])
    assert file.read_text("utf-8") == content


def test_whether_a_link_stays_one(plans: Path) -> None:
    (plans / "elsewhere").mkdir()
    (plans / "elsewhere" / "x").write_bytes(FILES["line feeds"])
    link = plans / "linhe.corrections.tsv"
    link.symlink_to(plans / "elsewhere" / "x")
    Editor([plans]).write("linhe", [LINE])
    assert link.is_symlink()
    assert len(read_corrections(link).lines) == 2


def test_whether_no_line_of_many_writers_gets_lost(plans: Path) -> None:
    editor = Editor([plans])
    lines = [
        replace(LINE, anchor=replace(LINE.anchor, start=number), now=str(number)) for number in range(40)
    ]
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda at: editor.write("linhe", [lines[at]]), range(40)))
    read = read_corrections(plans / "linhe.corrections.tsv").lines
    assert sorted(line.anchor.start or 0 for line in read) == list(range(40))


WRITER = """
import sys
from dataclasses import replace
from pathlib import Path
from policygraph.server.editor import Editor
from policygraph.sources.corrections import read_corrections
folder, first = Path(sys.argv[1]), int(sys.argv[2])
(line,) = read_corrections(folder / "line").lines
editor = Editor([folder])
print(flush=True)
sys.stdin.readline()
for number in range(first, first + 60):
    editor.write("linhe", [replace(line, anchor=replace(line.anchor, start=number))])
"""


@pytest.mark.long
def test_whether_no_line_of_two_servers_gets_lost(plans: Path) -> None:
    (plans / "line").write_text(f"{HEAD}\n{FIRST}\n", encoding="utf-8")
    pipe = subprocess.PIPE
    servers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(plans), first], stdin=pipe, stdout=pipe, stderr=pipe, text=True
        )
        for first in ("100", "200")
    ]
    # Both write only when both are ready.
    for server in servers:
        assert server.stdout
        server.stdout.readline()
    for server in servers:
        assert server.stdin
        server.stdin.write("\n")
        server.stdin.flush()
    assert [server.communicate()[1] for server in servers] == ["", ""]
    read = read_corrections(plans / "linhe.corrections.tsv").lines
    assert sorted(line.anchor.start or 0 for line in read) == [*range(100, 160), *range(200, 260)]
    assert sorted(one.name for one in plans.iterdir()) == ["line", "linhe.corrections.tsv", "linhe.txt"]


def test_whether_two_cannot_decide_about_the_same(plans: Path) -> None:
    editor = Editor([plans])
    editor.write("linhe", [LINE])
    with pytest.raises(ClashError, match=r"line 2 of .*linhe.corrections.tsv decides about that already"):
        editor.write("linhe", [replace(LINE, now="93")])
    editor.write("linhe", [replace(LINE, field="unit", was="%", now="吨")])
    whole = replace(LINE, decision=Decision.CONFIRM, field="", was="", now="")
    editor.write("linhe", [whole])
    with pytest.raises(ClashError):
        editor.write("linhe", [replace(whole, decision=Decision.REJECT)])
    assert len(read_corrections(plans / "linhe.corrections.tsv").lines) == 3


def test_whether_undo_refuses_what_somebody_changed(plans: Path) -> None:
    editor, file = Editor([plans]), plans / "linhe.corrections.tsv"
    first = editor.write("linhe", [LINE])
    second = editor.write("linhe", [replace(LINE, field="unit", was="%", now="吨")])
    with pytest.raises(ClashError, match="was changed after the line was written"):
        editor.undo(first.id)
    editor.undo(second.id)
    file.write_bytes(file.read_bytes() + b"\n")
    with pytest.raises(ClashError, match="was changed after the line was written"):
        editor.undo(first.id)
    with pytest.raises(ClashError, match="taken back already"):
        editor.undo(second.id)
    assert len(read_corrections(file).lines) == 1


def test_whether_a_document_that_has_gone_is_told(plans: Path) -> None:
    with pytest.raises(ClashError, match="is not among the plans any more"):
        Editor([plans]).write("elsewhere", [LINE])
