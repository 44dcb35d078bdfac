"""What goes wrong is one sentence and status 2, and leaves nothing behind; what goes right is the same every time."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from policygraph.cli import main
from policygraph.exports.formats import NETWORK, RDF, TABLES

PROGRAM = Path(sys.executable).with_name("policygraph")
# A child that may write files of a kilobyte at most stands for a full disk.
FULL_DISK = (
    "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (1024, 1024)); "
    "from policygraph.cli import main; sys.argv[0] = 'policygraph'; main()"
)
WITHOUT = "import sys; sys.modules[{!r}] = None; from policygraph.cli import main; sys.argv[0] = 'policygraph'; main()"


def run(*arguments: object, script: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", script] if script else [PROGRAM]
    return subprocess.run(
        [*command, "export", *map(str, arguments)],
        capture_output=True,
        text=True,
        env={**os.environ, **environment},
        timeout=120,
    )


def complaint(done: subprocess.CompletedProcess[str]) -> str:
    assert done.returncode == 2, done.stderr
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith("policygraph: ")
    return done.stderr


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--view", "nonsense", "-o", "a.gexf"], "there is no view 'nonsense'; choose agencies,"),
        (["--view", "trace", "-o", "a.odt"], "the name a.odt tells no format"),
        (["--view", "trace", "--format", "odt", "-o", "a"], "there is no format 'odt'"),
        (["--view", "trace", "--city", "nowhere", "-o", "a.gexf"], "the build holds no document 'nowhere'"),
        (
            ["--view", "tables", "--agency", "x", "-o", "a.xlsx"],
            "tables cannot be narrowed by --agency; it can by --city",
        ),
        (
            ["--view", "correspondences", "--city", "x", "-o", "a.tsv"],
            "correspondences is always written whole; leave --city away",
        ),
        (
            ["--view", "correspondences", "-o", "a.csv"],
            "this view cannot be written as csv, which the ending of a.csv tells; choose sssom, as in -o a.tsv",
        ),
        (
            ["--view", "trace", "--format", "png", "-o", "a.svg"],
            "the ending of a.svg tells svg, not png; choose another name with -o",
        ),
        (
            ["--view", "tables", "--format", "csv", "-o", "a.csv"],
            "csv is a folder of files, one a table; name one: --format csv -o a\n",
        ),
        (["--view", "documents", "-o", "missing/a.gexf"], "there is no folder missing"),
        (["--view", "tables", "-o", "missing/a.xlsx"], "there is no folder missing"),
        (["--view", "documents", "--format", "gexf", "-o", "taken"], "taken is a folder"),
        (
            ["--view", "documents", "--format", "csv", "-o", "file/a"],
            "file/a cannot be written (Not a directory)",
        ),
        (["--view", "documents", "--format", "csv", "-o", "file"], "file cannot be written (File exists)"),
        (["--view", "documents", "-o", "file/a.gexf"], "there is no folder file"),
        (["--view", "documents"], "name a --view and a file with -o"),
        ([], "name a --view and a file with -o"),
    ],
)
def test_whether_bad_calls_are_told_and_leave_nothing(
    arguments: list[str],
    sentence: str,
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["policygraph", "export", *arguments, "--graph", str(folder)])
    Path("taken").mkdir()
    Path("file").write_text("mine", encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        main()
    told = capsys.readouterr().err
    assert ended.value.code == 2
    assert told.startswith("policygraph: ")
    assert sentence in told
    assert told.count("\n") == 1
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["file", "taken"]
    assert Path("file").read_text(encoding="utf-8") == "mine"


@pytest.mark.long
@pytest.mark.parametrize(
    ("view", "name"),
    [
        ("trace", "a.gexf"),
        ("trace", "a.graphml"),
        ("tables", "a.xlsx"),
        ("tables", "csv"),
        ("tables", "parquet"),
        ("graph", "a.ttl"),
    ],
)
def test_whether_a_full_disk_leaves_what_was_there(
    view: str, name: str, folder: Path, tmp_path: Path
) -> None:
    style = [] if "." in name else ["--format", name]
    before = tmp_path / "a.gexf"
    before.write_text("mine", encoding="utf-8")
    done = run("--view", view, *style, "-o", tmp_path / name, "--graph", folder, script=FULL_DISK)
    assert f"{tmp_path / name} cannot be written" in complaint(done)
    assert [path.name for path in tmp_path.rglob("*")] == ["a.gexf"]
    assert before.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("module", "view", "name", "extra"),
    [
        ("networkx", "trace", "a.gexf", "networks"),
        ("polars", "tables", "parquet", "tables"),
        ("xlsxwriter", "tables", "a.xlsx", "tables"),
    ],
)
def test_whether_a_missing_library_is_told(
    module: str, view: str, name: str, extra: str, folder: Path, tmp_path: Path
) -> None:
    style = [] if "." in name else ["--format", name]
    done = run(
        "--view", view, *style, "-o", tmp_path / name, "--graph", folder, script=WITHOUT.format(module)
    )
    assert f"pip install 'policygraph[{extra}]'" in complaint(done)
    assert list(tmp_path.iterdir()) == []


def test_whether_the_list_names_views_and_formats() -> None:
    done = run("--list")
    assert done.returncode == 0
    for name in ("agencies", "correspondences", "graph", "tables", "trace", *NETWORK, *RDF, *TABLES):
        assert name in done.stdout


def test_whether_what_is_left_out_is_said(folder: Path, tmp_path: Path) -> None:
    done = run("--view", "trace", "-o", tmp_path / "a.mmd", "--graph", folder)
    assert done.returncode == 0
    assert f"{tmp_path / 'a.mmd'} shows " in done.stderr


ALL = (
    *(("trace", "a", style) for style in NETWORK if style not in ("csv", "parquet", "png")),
    ("agencies", "b", "png"),
    ("agencies", "b", "mermaid"),
    ("indicators", "folder", "csv"),
    *(("tables", f"t{style}", style) for style in TABLES),
    *(("graph", "g", style) for style in RDF),
)
EXPORT_ALL = f"""
import sys
from pathlib import Path
from policygraph.exports.catalogue import catalogue, export
from policygraph.exports.cutting import cut
from policygraph.exports.dot import dot
from policygraph.exports.mermaid import mermaid
from policygraph.exports.network import network
from policygraph.queries.selection import Selection
from policygraph.builds.store import open_build

entries, build = catalogue(), open_build(Path(sys.argv[1]))
for view, name, style in {ALL!r}:
    export(entries, view, style, Path(sys.argv[2], name + '-' + style), Selection(city='jincheng'))(build)
part = cut(network(build, 'agencies'), 20)
for write in (dot, mermaid):
    Path(sys.argv[2], 'cut.' + write.__name__).write_text(''.join(write(part.graph, part.zh, part.en)), 'utf-8')
"""


@pytest.mark.long
def test_whether_two_exports_are_identical_whatever_the_hash_seed(folder: Path, tmp_path: Path) -> None:
    digests = []
    for seed in ("0", "4711"):
        out = tmp_path / seed
        out.mkdir()
        environment = {
            "PYTHONHASHSEED": seed,
            "TZ": ("UTC", "Asia/Shanghai")[seed != "0"],
        }
        subprocess.run(
            [sys.executable, "-c", EXPORT_ALL, folder, out],
            check=True,
            env={**os.environ, **environment},
            timeout=200,
        )
        files = sorted(path for path in out.rglob("*") if path.is_file())
        digests.append(
            {str(path.relative_to(out)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
        )
    assert digests[0] == digests[1]
    assert len(digests[0]) > len(ALL) + 20
