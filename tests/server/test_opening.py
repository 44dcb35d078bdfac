"""A large build is served from the first moment on: its first page at once, the others when it is ready."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from policygraph.builds.contents import read_manifest
from policygraph.builds.store import Build
from policygraph.errors import GraphError
from policygraph.pipeline import build
from policygraph.server.opening import Serving, serve_build
from policygraph.server.workbench import Workbench
from policygraph.session import Session

HTML = {"Accept": "text/html"}
PLAN = "临河市节能减排方案\n一、主要目标\n到2025年，秸秆综合利用率达到92%以上。\n"


@pytest.fixture
def serving(chain_of_plans: Build) -> Serving:
    return serve_build(read_manifest(chain_of_plans.folder), [("photo.png", "not a text")])


def test_whether_the_first_page_says_what_the_manifest_does(serving: Serving) -> None:
    client = TestClient(serving.application)
    page = client.get("/?lang=en", headers=HTML)
    assert (page.status_code, page.headers["Refresh"]) == (200, "5")
    assert "are being prepared (0 / 5 documents are done)" in page.text
    assert "photo.png" in page.text
    found = client.get("/index.json").json()
    assert found["preparing"] == {"done": 0, "documents": 5}
    assert "city" in [one["name"] for one in found["documents"]]
    assert "正在准备各表和搜索（已完成 0 / 5 份文件）" in client.get("/", headers=HTML).text


@pytest.mark.parametrize("address", ["/matrix", "/documents/city", "/tables/targets.csv", "/no/such/page"])
def test_whether_other_pages_ask_to_wait(serving: Serving, address: str) -> None:
    client = TestClient(serving.application)
    page = client.get(address, headers=HTML)
    assert (page.status_code, page.headers["Refresh"], page.headers["Retry-After"]) == (503, "5", "5")
    assert "已完成 0 / 5 份文件" in page.text


def test_whether_programs_are_told_to_ask_again(serving: Serving) -> None:
    client = TestClient(serving.application)
    asked = client.post("/sparql", data={"query": "ASK {}"})
    assert (asked.status_code, asked.headers["Retry-After"]) == (503, "5")
    assert asked.text == "the tables of this build are made (0 of 5 documents); ask again soon\n"
    asked = client.get("/matrix", headers={"Accept": "application/json"})
    assert (asked.status_code, asked.json()["preparing"]["documents"]) == (503, 5)


def test_whether_files_of_pages_are_there_at_once(serving: Serving) -> None:
    assert TestClient(serving.application).get("/static/workbench.css").status_code == 200


def test_whether_pages_are_those_of_the_build_when_it_is_ready(
    serving: Serving, chain_of_plans: Build
) -> None:
    client, state = TestClient(serving.application), serving.application.state
    with serving.prepared(lambda: None):
        _wait_until(lambda: client.get("/matrix").status_code == 200)
        page = client.get("/", headers=HTML)
        assert "Refresh" not in page.headers
        assert "准备" not in page.text
        assert state.workbench.rows("documents") == Workbench(Session(chain_of_plans)).rows("documents")


def test_whether_a_build_that_cannot_be_opened_ends_the_server(tmp_path: Path) -> None:
    (tmp_path / "linhe.txt").write_text(PLAN, "utf-8")
    build([tmp_path / "linhe.txt"], tmp_path / "out")
    contents = read_manifest(tmp_path / "out")
    (tmp_path / "out" / contents.manifest.shared).write_bytes(b"")
    ended: list[bool] = []
    with (
        pytest.raises(GraphError, match="build again"),
        serve_build(contents).prepared(lambda: ended.append(True)),
    ):
        _wait_until(lambda: True in ended)


def _wait_until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + 30
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.05)
