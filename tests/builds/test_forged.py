"""Graphs of another hand, whose digests are right: nothing fails at what no build says."""

from __future__ import annotations

import gzip
import hashlib
import shutil
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pyoxigraph as ox
import pytest

from policygraph.builds.manifest import FileEntry, parse, render
from policygraph.model.folder import MANIFEST, SHARDS
from policygraph.rdf.iris import Iris
from policygraph.rdf.terms import DCTERMS, ELI, PG, QUDT, VOCABULARY, A, literal
from policygraph.session import open as open_session
from tests.graph.documents import build, plan
from tests.running import run

IRIS = Iris(VOCABULARY)
PLAN = IRIS.plan("a")


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("forged") / "out"
    build(folder, plan("a"))
    return folder


@pytest.fixture
def out(good: Path, tmp_path: Path) -> Path:
    return shutil.copytree(good, tmp_path / "out")


def forge(folder: Path, lines: list[str], value: str = "") -> None:
    """Let the one shard hold ``lines`` too, and all its figures be ``value``, as if it had been built so."""
    manifest = parse((folder / MANIFEST).read_bytes(), folder / MANIFEST)
    graph = f"<{IRIS.graph('plan', 'a')}>"
    (entry,) = manifest.documents
    said = gzip.decompress((folder / entry.shard).read_bytes()).decode()
    figure = f" {QUDT('numericValue')} "
    kept = [
        f"{line.partition(figure)[0]}{figure}{value} {graph} ." if value and figure in line else line
        for line in (*said.splitlines(), *(f"{line} {graph} ." for line in lines))
    ]
    data = gzip.compress("".join(f"{line}\n" for line in kept).encode())
    digest = hashlib.sha256(data).hexdigest()
    name = f"{SHARDS}/{digest}.nq.gz"
    (folder / name).write_bytes(data)
    others = {path: manifest.files[path] for path in (entry.text, manifest.shared)}
    store = ox.Store()
    for shard in (name, manifest.shared):
        unpacked = gzip.decompress((folder / shard).read_bytes())
        store.bulk_load(unpacked, ox.RdfFormat.N_QUADS)
    changed = replace(
        manifest,
        documents=(replace(entry, shard=name),),
        files={**others, name: FileEntry(digest, len(data))},
        totals={**manifest.totals, "quads": len(store)},
    )
    (folder / MANIFEST).write_bytes(render(changed))


@pytest.mark.parametrize(
    "value",
    ['"NaN"^^<http://www.w3.org/2001/XMLSchema#double>', literal("abc"), literal("9" * 400)],
    ids=["no number", "a word", "four hundred digits"],
)
def test_whether_a_value_that_is_none_stays_text(out: Path, tmp_path: Path, value: str) -> None:
    forge(out, [], value)
    frame = open_session(out).targets()
    said = frame.filter(frame["value"] == value.split('"')[1])
    assert said["lower"].null_count() == said["upper"].null_count() == len(said) > 0
    # A range has no single value.
    assert len(frame) > len(said)
    for name in ("t.xlsx", "tables"):
        kind = ["--format", "parquet"] if name == "tables" else []
        done = run("export", "--graph", out, "--view", "tables", *kind, "-o", tmp_path / name)
        assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.long
def test_whether_names_cannot_command_the_terminal(out: Path) -> None:
    name = literal("\x1b]0;named\x07\x1b[2J标题").removesuffix('"') + '"@zh'
    forge(out, [f"<{PLAN}> {DCTERMS('title')} {name}"])
    for command in (["show", "a", "二"], ["show", "a"], ["trace", "a", "二"], ["query", "documents"]):
        done = run(*command, "--graph", out)
        assert done.returncode == 0
        assert "\x1b" not in done.stdout


def test_whether_a_line_of_documents_without_end_is_cut(out: Path) -> None:
    line = [PLAN, *(f"urn:above:{step}" for step in range(3000))]
    forge(out, [f"<{low}> {ELI('based_on')} <{high}>" for low, high in pairwise(line)])
    done = run("trace", "a", "--graph", out)
    assert done.returncode == 0
    assert "its bases are not shown" in done.stdout
    assert len(done.stdout.splitlines()) < 100


@pytest.mark.long
def test_whether_a_text_in_the_place_of_a_thing_stops_nobody(out: Path, tmp_path: Path) -> None:
    chapter = f"<{IRIS.provision('a', '二')}>"
    forge(
        out,
        [
            f"{chapter} {PG('localises')} {literal('x')}",
            f"<urn:one> {A} {PG('Assignment')}",
            f"<urn:one> {PG('agency')} {literal('nobody')}",
            f"<urn:one> {PG('inProvision')} {chapter}",
        ],
    )
    network = ["export", "--view", "agencies", "-o", tmp_path / "a.gexf"]
    for command in (["query", "targets"], ["show", "a", "二"], ["trace", "a", "二"], network):
        done = run(*command, "--graph", out)
        assert (done.returncode, done.stderr) == (0, "")
    assert run("validate", "--graph", out).returncode == 1


def test_whether_a_thing_without_a_name_is_refused_at_once(out: Path) -> None:
    forge(out, [f"_:b {A} {PG('Target')}", f"_:b {PG('inProvision')} <{PLAN}/chapter/1>"])
    for command in ("validate", "query"):
        asked = ("targets",) if command == "query" else ()
        done = run(command, *asked, "--graph", "out", cwd=out.parent)
        assert done.returncode == 2
        assert done.stderr.endswith(".nq.gz names a blank node, as no build does; build again\n")


def test_whether_a_text_may_look_like_a_thing_without_a_name(out: Path) -> None:
    forge(out, [f"<{PLAN}> {DCTERMS('abstract')} {literal('<a> <b> _:b')}"])
    assert len(open_session(out).targets())
