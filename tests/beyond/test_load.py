"""A build in a SPARQL server: what is there afterwards, what a second load does, and what is said where it fails."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from policygraph.builds.contents import read_manifest
from policygraph.builds.loading import load, write_bulk
from policygraph.builds.store import Build
from policygraph.errors import ServerError, UsageError
from policygraph.pipeline import build
from policygraph.queries.endpoint import Endpoint, default_graph
from policygraph.web import Web
from tests.beyond.servers import dump, gate, oxigraph, refusing, silent
from tests.running import run

PLAN = "临河市节能减排方案\n一、主要目标\n到2025年，秸秆综合利用率达到{}%以上。\n"

pytestmark = pytest.mark.long
GRAPHS = "https://w3id.org/policygraph/id/graph/"


@pytest.fixture
def server() -> Iterator[str]:
    with oxigraph() as address:
        yield address


@pytest.fixture(autouse=True)
def _no_login(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("POLICYGRAPH_TOKEN", "POLICYGRAPH_LOGIN"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))


@pytest.fixture(scope="module")
def earlier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("earlier"), linhe="92", shanyin="90", daming="88")


@pytest.fixture(scope="module")
def later(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One plan says something else, one is gone, one is new, one is as before."""
    return built(tmp_path_factory.mktemp("later"), linhe="93", shanyin="90", xishan="85")


def built(folder: Path, **plans: str) -> Path:
    (folder / "plans").mkdir()
    for name, value in plans.items():
        (folder / "plans" / f"{name}.txt").write_text(PLAN.format(value), encoding="utf-8")
    build([folder / "plans"], folder / "build")
    return folder / "build"


def put(folder: Path, address: str) -> tuple[int, int, int]:
    done = load(read_manifest(folder), Web(f"{address}/store", 30))
    return done.written, done.removed, done.kept


def said(folder: Path) -> list[str]:
    """What the files for loaders say of a build."""
    with TemporaryDirectory() as files:
        assert write_bulk(read_manifest(folder), Path(files)) == 1
        lines = Path(files, "policygraph-00001.nq").read_text(encoding="utf-8").splitlines()
    return sorted(set(lines))


def in_all(quads: list[str]) -> list[str]:
    """The quads of a build's own graphs."""
    return [line for line in quads if f"<{GRAPHS}loaded>" not in line and f"<{GRAPHS}union>" not in line]


def test_whether_a_server_holds_the_graphs_and_their_union(chain_of_plans: Build, server: str) -> None:
    put(chain_of_plans.folder, server)
    quads = dump(server)
    wanted = (chain_of_plans.folder / "graph.nq").read_text(encoding="utf-8").splitlines()
    assert in_all(quads) == sorted(wanted)
    union = {line.removesuffix(f" <{GRAPHS}union> .") for line in quads if f"<{GRAPHS}union>" in line[-60:]}
    assert union == {line.rpartition(" <")[0] for line in wanted}


def test_whether_a_second_load_changes_nothing(earlier: Path, server: str) -> None:
    written, removed, kept = put(earlier, server)
    assert (removed, kept) == (0, 0)
    assert dump(server) == said(earlier)
    assert put(earlier, server) == (0, 0, written)
    assert dump(server) == said(earlier)


def test_whether_only_what_changed_is_sent_and_what_is_gone_is_removed(
    earlier: Path, later: Path, server: str
) -> None:
    mine = Web(f"{server}/store?graph=http://example.org/mine", 30)
    mine.send("PUT", mine.url, data=b"<a:b> <a:c> <a:d> .", headers={"Content-Type": "text/turtle"})
    put(earlier, server)
    with gate(server) as (rules, address):
        written, removed, kept = put(later, address)
    assert removed == 1
    assert kept >= 2  # the plan that is as before, and the vocabulary
    assert len(rules.written) == written + 2  # the record at the beginning and at the end
    assert dump(server) == sorted([*said(later), "<a:b> <a:c> <a:d> <http://example.org/mine> ."])


@pytest.mark.parametrize("passes", [1, 5])
def test_whether_a_load_that_failed_goes_on(earlier: Path, later: Path, server: str, passes: int) -> None:
    put(earlier, server)
    with gate(server) as (rules, address):
        rules.passes = passes
        with pytest.raises(
            ServerError, match=r"503: out of order; \d+ of \d+ graphs are not loaded yet: give"
        ):
            put(later, address)
    put(later, server)
    assert dump(server) == said(later)


def test_whether_a_server_that_takes_little_gets_little(chain_of_plans: Build, server: str) -> None:
    with gate(server) as (rules, address):
        rules.largest = 400_000
        put(chain_of_plans.folder, address)
        assert max(rules.written) <= 400_000
    wanted = (chain_of_plans.folder / "graph.nq").read_text(encoding="utf-8").splitlines()
    assert in_all(dump(server)) == sorted(wanted)


def test_whether_a_server_that_takes_next_to_nothing_is_named(earlier: Path, server: str) -> None:
    with gate(server) as (rules, address):
        rules.largest = 100
        with pytest.raises(ServerError, match=r"takes no request of [\d,]+ bytes; have it take larger ones"):
            put(earlier, address)


@pytest.mark.parametrize(
    ("variables", "netrc"),
    [
        ({"POLICYGRAPH_TOKEN": "abc"}, ""),
        ({"POLICYGRAPH_LOGIN": "anna:b:c"}, ""),
        ({}, "machine 127.0.0.1 login anna password b:c"),
    ],
    ids=["token", "login", "netrc"],
)
def test_whether_a_login_is_given(
    earlier: Path,
    tmp_path: Path,
    server: str,
    monkeypatch: pytest.MonkeyPatch,
    variables: dict[str, str],
    netrc: str,
) -> None:
    with gate(server) as (rules, address):
        rules.wanted = {"Bearer abc"}
        rules.basic("anna:b:c")
        with pytest.raises(ServerError, match=r"does not let you in .* POLICYGRAPH_TOKEN") as raised:
            Web(address, 30).send("GET", f"{address}/store")
        assert raised.value.status == 401
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        if netrc:
            (tmp_path / "netrc").write_text(netrc, encoding="utf-8")
            (tmp_path / "netrc").chmod(0o600)
        web = Web(f"{address}/store", 30)
        assert web.send("GET", web.url) == b""
        assert (
            web.send("PUT", f"{web.url}?graph=a:b", data=b"", headers={"Content-Type": "text/turtle"}) == b""
        )


def test_whether_nothing_is_sent_on_to_another_address(earlier: Path, server: str) -> None:
    with gate(server) as (rules, address), gate(server) as (other, elsewhere):
        rules.leads_to = f"{elsewhere}/store"
        with pytest.raises(ServerError, match=r"leads on to .*/store; give that address if you trust it"):
            put(earlier, address)
        assert other.written == []


def test_whether_what_is_no_graph_store_is_named(earlier: Path, server: str) -> None:
    with gate(server) as (rules, address):
        rules.said = b"<!DOCTYPE html><title>Welcome</title>"
        with pytest.raises(ServerError, match="does not answer as a SPARQL graph store does"):
            put(earlier, address)
        assert rules.written == []


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (
            b"<!DOCTYPE html>\n<html><head><title>Not &amp; found</title></head><body><p>x",
            "answered 404: Not & found",
        ),
        (b"<html><body>\n<H1>Gone</H1>nginx</body></html>", "answered 404: Gone"),
        (b"<html><body>nothing</body></html>", "answered 404"),
        (b"no such\ndataset", "answered 404: no such dataset"),
    ],
)
def test_whether_a_page_that_refuses_is_told_by_its_title(body: bytes, said: str) -> None:
    with refusing(404, body) as address, pytest.raises(ServerError) as caught:
        Web(f"{address}/store", 5).send("GET", f"{address}/store")
    assert str(caught.value) == f"{address}/store {said}"


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("localhost:7878", "is not an address of a server"),
        ("file:///etc/hosts", "is not an address of a server"),
        ("http://", "is not an address of a server"),
        ("http://[", "is not an address of a server"),
        ("http://localhost:99999/store", "is not an address of a server"),
        ("http://localhost/a b", "is not an address of a server"),
        ("http://anna:secret@localhost/store", "must hold no login"),
    ],
)
def test_whether_a_bad_address_is_refused(address: str, said: str) -> None:
    with pytest.raises(UsageError, match=said) as raised:
        Web(address, 1)
    assert "secret" not in str(raised.value)


def test_whether_it_is_said_what_a_query_without_a_graph_sees(earlier: Path, server: str) -> None:
    put(earlier, server)
    note = default_graph(Endpoint(Web(f"{server}/query", 30)))
    assert note.startswith("a query without a graph does not see the named graphs")
    assert f"ask FROM <{GRAPHS}union>" in note
    with oxigraph("--union-default-graph") as other:
        put(earlier, other)
        note = default_graph(Endpoint(Web(f"{other}/query", 30)))
        assert "sees a triple once for each graph that holds it" in note


def test_whether_a_server_that_does_not_answer_is_named() -> None:
    with silent() as address, pytest.raises(ServerError, match=r"did not answer within 0.2 s; try again"):
        Web(f"{address}/store", 0.2).send("GET", f"{address}/store")
    with pytest.raises(ServerError, match=r"cannot be reached \(Connection refused\); check the address"):
        Web(f"{address}/store", 5).send("GET", f"{address}/store")


def test_whether_the_command_says_what_it_did(earlier: Path, tmp_path: Path, server: str) -> None:
    to = f"{server}/store"
    first = run("load", "--graph", earlier, "--to", to, "--endpoint", f"{server}/query")
    assert (first.returncode, first.stdout.endswith(f"0 removed, 0 left as they are: {to}\n")) == (0, True)
    assert first.stderr.startswith("policygraph: a query without a graph does not see the named graphs")
    again = run("load", "--graph", earlier, "--to", to)
    assert (again.returncode, again.stderr) == (0, "")
    assert again.stdout.startswith("nothing changed: ")
    files = run("load", "--graph", earlier, "--bulk", tmp_path / "files")
    assert (files.returncode, files.stdout) == (0, f"1 file of N-Quads in {tmp_path / 'files'}\n")
    for wrong in (["--bulk", tmp_path / "files"], [], ["--to", "http://127.0.0.1:9/store"]):
        refused = run("load", "--graph", earlier, *wrong)
        assert (refused.returncode, refused.stdout, refused.stderr.count("\n")) == (2, "", 1)
