"""The commands as a user runs them, in a process of their own, on the example plans."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from policygraph.queries.questions import questions, subjects
from tests.running import run

TABLES = ("citations", "measures", "assignments", "targets", "obligations")


@pytest.fixture(scope="session")
def exports(tmp_path_factory: pytest.TempPathFactory, seeds: Path) -> Path:
    out = tmp_path_factory.mktemp("cli") / "exports"
    done = run("build", seeds / "plans", "-o", out)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return out


@pytest.fixture(scope="session")
def plans(seeds: Path) -> list[Path]:
    return sorted((seeds / "plans").glob("*.txt"))


def test_whether_the_summary_counts_what_was_built(exports: Path, plans: list[Path], tmp_path: Path) -> None:
    done = run("build", *plans, "-o", tmp_path / "out")
    counts = {
        name: int(number.replace(",", "")) for number, name in map(str.split, done.stdout.splitlines()[:-1])
    }
    assert counts["documents"] == len(plans)
    assert min(counts[name] for name in TABLES) > 0
    assert str(tmp_path / "out") in done.stdout


def test_whether_bytes_depend_on_the_inputs_alone(exports: Path, plans: list[Path], tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = run("build", *reversed(plans), "-o", out, PYTHONHASHSEED="7", TZ="Asia/Shanghai", LC_ALL="C")
    assert done.returncode == 0
    for name in ("graph.nq", "graph.trig", "manifest.json"):
        assert (out / name).read_bytes() == (exports / name).read_bytes(), name


def test_whether_building_twice_into_a_folder_of_the_sources_gives_the_same(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("株洲市节能减排方案\n一、目标\n完成任务。\n", encoding="utf-8")
    built = []
    for _ in range(2):
        done = run("build", ".", "-o", "out", cwd=tmp_path)
        assert (done.returncode, done.stderr) == (0, "")
        built.append((tmp_path / "out" / "graph.nq").read_bytes())
    assert built[0] == built[1]


@pytest.mark.parametrize("name", TABLES)
def test_whether_quotes_of_all_tables_are_exact(exports: Path, plans: list[Path], name: str) -> None:
    done = run("query", name, "--graph", exports, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    texts = {path.stem: path.read_text(encoding="utf-8") for path in plans}
    assert {row["document"] for row in rows} <= texts.keys()
    for row in rows:
        stretch = texts[row["document"]][int(row["start"]) : int(row["end"])]
        assert stretch == row.get("quote", stretch)
        assert stretch


def test_whether_queries_are_listed_without_a_build(tmp_path: Path) -> None:
    done = run("query", "--list", cwd=tmp_path)
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert [line for line in lines if not line.startswith(" ")] == list(map(" · ".join, subjects().values()))
    assert [line.split()[0] for line in lines if re.match(r"  \S", line)] == [one.name for one in questions()]


def test_whether_every_measure_traces_to_a_directive(exports: Path) -> None:
    query = """PREFIX pg: <https://w3id.org/policygraph/ontology#>
    SELECT ?measure WHERE { ?measure a pg:Measure . OPTIONAL { ?measure pg:tracesTo ?d } FILTER (!BOUND(?d)) }"""
    done = run("query", "-", "--graph", exports, "--format", "csv", stdin=query)
    assert done.stdout == "measure\n"


def test_whether_a_measure_is_traced(exports: Path, plans: list[Path]) -> None:
    done = run("trace", plans[0].stem, "3.1", "--graph", exports)
    assert done.returncode == 0
    assert "is based on directive" in done.stdout
    tree = json.loads(run("trace", plans[0].stem, "三/(一)", "--graph", exports, "--format", "json").stdout)
    assert tree["kind"] == "measure"


@pytest.mark.long
def test_whether_the_ending_of_a_chain_tells_its_format(
    exports: Path, tmp_path: Path, plans: list[Path]
) -> None:
    chain = ("trace", plans[0].stem, "3.1", "--graph", exports, "-o")
    assert run(*chain, tmp_path / "a.json").returncode == 0
    assert json.loads((tmp_path / "a.json").read_text("utf-8"))["kind"] == "measure"
    assert run(*chain, tmp_path / "a.txt").returncode == 0
    assert "is based on directive" in (tmp_path / "a.txt").read_text("utf-8")
    refused = run(*chain, tmp_path / "a.png")
    assert (refused.returncode, (tmp_path / "a.png").exists()) == (2, False)
    assert "a chain cannot be written as png" in refused.stderr


def test_whether_a_target_is_shown_in_its_sentence(exports: Path) -> None:
    rows = csv.DictReader(io.StringIO(run("query", "targets", "--graph", exports, "--format", "csv").stdout))
    row = next(iter(rows))
    done = run("show", row["iri"], "--graph", exports)
    assert f"[{row['quote']}]" in done.stdout
    short = run("show", row["iri"].partition("/id/")[2], "--graph", exports)
    assert short.stdout == done.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["build", "no-such-file.txt"], "no-such-file.txt"),
        (["build", ".", "--base", "nonsense"], "nonsense"),
        (["query", "targets", "--graph", "no-such-folder"], "there is no folder no-such-folder"),
        (["query", "targets", "--graph", "."], "is not a build"),
        (["query", "targets", "--graph", __file__], "is a file, not the folder of a build"),
        (["query", "no-such-query"], "there is no query 'no-such-query'"),
        (["query"], "name a query"),
        (["query", "targets", "--format", "xml"], "xml"),
        (["trace"], "NAME"),
        (["no-such-command"], "no-such-command"),
    ],
)
def test_whether_bad_usage_is_one_sentence_and_status_2(
    tmp_path: Path, arguments: list[str], message: str
) -> None:
    (tmp_path / "plan.txt").write_text("一、总体要求\n推进节能。", encoding="utf-8")
    done = run(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stdout == ""
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_whether_a_refused_query_is_status_2(exports: Path) -> None:
    done = run(
        "query", "-", "--graph", exports, stdin="SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert (
        done.stderr
        == "policygraph: line 1, column 12: SERVICE is not allowed; queries read this build only\n"
    )


def test_whether_a_bad_file_is_named_and_the_rest_is_built(tmp_path: Path, plans: list[Path]) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    done = run("build", tmp_path / "empty.txt", plans[0], "-o", tmp_path / "out")
    assert done.returncode == 2
    assert "empty.txt" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert [document["name"] for document in manifest["documents"]] == [plans[0].stem]


def test_whether_nothing_is_replaced_where_no_file_can_be_read(tmp_path: Path, plans: list[Path]) -> None:
    out = tmp_path / "out"
    assert run("build", plans[0], "-o", out).returncode == 0
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    (tmp_path / "empty.txt").write_bytes(b"")
    done = run("build", tmp_path / "empty.txt", "-o", out)
    assert (done.returncode, done.stdout) == (2, "")
    assert {path: path.read_bytes() for path in out.rglob("*") if path.is_file()} == before


FAULTY = """
import importlib
def fail(*_):
    raise TypeError("a fault")
setattr(importlib.import_module("policygraph.{module}"), "{name}", fail)
from policygraph.cli import main
main()
"""


def faulty(module: str, name: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """What the command does where a part of policygraph fails."""
    script = FAULTY.format(module=module, name=name)
    command = [sys.executable, "-c", script, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)


def test_whether_an_internal_fault_is_status_3_and_explained_on_demand(exports: Path) -> None:
    arguments = ("trace", "nobody", "3.1", "--graph", exports)
    done = faulty("queries.trace", "trace", *arguments)
    assert (done.returncode, done.stdout) == (3, "")
    assert (
        done.stderr == "policygraph: internal fault: TypeError: a fault (policygraph --debug … shows where)\n"
    )
    assert "Traceback" in faulty("queries.trace", "trace", "--debug", *arguments).stderr


def test_whether_an_internal_fault_in_a_document_is_status_3_and_explained_on_demand(
    plans: list[Path], tmp_path: Path
) -> None:
    arguments = ("build", plans[0], "-o", tmp_path / "out")
    done = faulty("making", "read_source", *arguments)
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.splitlines() == [
        f"policygraph: {plans[0]}: an internal fault of policygraph, the file was left out "
        "(TypeError: a fault); please report it, with what policygraph --debug prints",
        f"policygraph: no document could be read; {tmp_path / 'out'} is unchanged",
    ]
    assert "Traceback" in faulty("making", "read_source", "--debug", *arguments).stderr
    assert not (tmp_path / "out").exists()
    checked = faulty("making", "read_source", "validate", plans[0])
    assert (checked.returncode, checked.stderr) == (3, done.stderr.splitlines(keepends=True)[0])


FAULTY_ON_ONE = """
from policygraph import making
from policygraph.cli import main
read = making.read_source
def fail(file, area):
    if file.file_name == "b.txt":
        raise TypeError("a fault")
    return read(file, area)
making.read_source = fail
main()
"""


def test_whether_the_rest_is_built_where_policygraph_fails_on_one_document(
    plans: list[Path], tmp_path: Path
) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_bytes(plans[0].read_bytes())
    (tmp_path / "d.txt").write_bytes(b"")
    command = [sys.executable, "-c", FAULTY_ON_ONE, "build", str(tmp_path), "-o", str(tmp_path / "out")]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 3
    assert [line.partition(".txt: ")[0][-1] for line in done.stderr.splitlines()] == ["b", "d"]
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert [document["name"] for document in manifest["documents"]] == ["a", "c"]


@pytest.mark.parametrize("arguments", [("query", "--list"), ("query", "targets")])
def test_whether_a_full_output_is_a_sentence(exports: Path, arguments: tuple[str, ...]) -> None:
    graph = ["--graph", str(exports)] if arguments[1] != "--list" else []
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "policygraph", *arguments, *graph],
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            check=False,
        )
    assert done.returncode == 2
    assert (
        done.stderr == "policygraph: cannot write (No space left on device); make room, or write elsewhere\n"
    )


def test_whether_a_closed_output_is_no_fault(exports: Path) -> None:
    command = f"'{sys.executable}' -m policygraph query targets --graph '{exports}' >&-"
    done = subprocess.run(["/bin/sh", "-c", command], capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("encoding", ["ascii", "gbk"])
@pytest.mark.parametrize(
    "arguments", [("show", "anyang", "二"), ("query", "targets"), ("trace", "anyang", "二")]
)
def test_whether_an_output_without_a_character_is_no_fault(
    exports: Path, encoding: str, arguments: tuple[str, ...]
) -> None:
    command = [sys.executable, "-m", "policygraph", *arguments, "--graph", str(exports)]
    done = subprocess.run(
        command, capture_output=True, check=False, env={**os.environ, "PYTHONIOENCODING": encoding}
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode(encoding)


def test_whether_a_reader_that_stops_early_is_no_fault(exports: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "policygraph",
        "query",
        "obligations",
        "--graph",
        str(exports),
        "--format",
        "csv",
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


@pytest.mark.parametrize("command", ["build", "query", "trace", "show"])
def test_whether_help_shows_examples(command: str) -> None:
    done = run(command, "--help", COLUMNS="200")
    assert done.returncode == 0
    assert f"policygraph {command}" in done.stdout


@pytest.mark.parametrize("group", [(), ("review",)], ids=["all commands", "those below one"])
def test_whether_help_lists_commands_with_whole_sentences(group: tuple[str, ...]) -> None:
    _, _, commands = run(*group, "--help").stdout.partition("Commands:\n")
    listed, _, _ = commands.partition("\n\n")
    assert listed.count(".") == len(re.findall(r"(?m)^  \w", listed)) > 5


def test_whether_the_version_is_printed() -> None:
    assert run("--version").stdout.startswith("policygraph ")


def test_whether_help_loads_no_store() -> None:
    report = "import sys, policygraph.cli; print([n for n in ('pyoxigraph', 'rdflib', 'opencc') if n in sys.modules])"
    done = subprocess.run([sys.executable, "-c", report], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("data", "status", "said"),
    [
        (b"\xef\xbb\xbfASK { ?s ?p ?o }", 0, ""),
        ("ASK { ?s ?p '晋城' }".encode("gb18030"), 2, "is not UTF-8 text"),
        (None, 2, "standard input is closed"),
    ],
    ids=["with a byte order mark", "in GB18030", "closed"],
)
def test_whether_a_query_is_taken_from_any_standard_input(
    data: bytes | None, status: int, said: str, exports: Path
) -> None:
    command = [sys.executable, "-m", "policygraph", "query", "-", "--graph", str(exports)]
    done = subprocess.run(
        ["sh", "-c", 'exec "$@" <&-', "sh", *command] if data is None else command,
        input=data,
        capture_output=True,
        check=False,
    )
    assert done.returncode == status, done.stderr
    assert said in done.stderr.decode()


def test_whether_control_characters_of_a_text_reach_no_terminal(tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text(
        "甲市节能方案\n\n一、目标\n到2025年，研发\x1b[2J\x1b[31m经费占比达到300%。\n", encoding="utf-8"
    )
    assert run("build", "plan.txt", "-o", "out", cwd=tmp_path).returncode == 0
    done = run("validate", "--graph", "out", cwd=tmp_path)
    assert "300%" in done.stdout
    assert "\x1b" not in done.stdout + done.stderr
