"""Pages are made once: for many readers at the same time, and within a bound of memory."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from starlette.testclient import TestClient

from policygraph.builds.store import Build
from policygraph.server.responses import page_routes
from policygraph.server.shelf import Shelf
from policygraph.server.views import PageRequest, PageView
from policygraph.server.workbench import Workbench, application
from policygraph.session import Session

pytestmark = pytest.mark.long


def test_whether_readers_at_the_same_time_wait_for_one_page(chain_of_plans: Build) -> None:
    made: list[str] = []

    def page(workbench: Workbench, asked: PageRequest) -> PageView:
        made.append(asked.query.get("n", ""))
        workbench.rows("targets")
        return PageView("server/missing.html", "x", {"n": asked.query.get("n", "")})

    workbench = Workbench(Session(chain_of_plans))
    client = TestClient(application(workbench, routes=page_routes("/one", page, is_kept=True)))
    together = Barrier(8)

    def ask(number: int) -> tuple[int, str]:
        together.wait()
        response = client.get(f"/one?n={number % 2}&format=json")
        return response.status_code, response.json()["n"]

    with ThreadPoolExecutor(8) as readers:
        answers = list(readers.map(ask, range(8)))
    assert answers == [(200, str(number % 2)) for number in range(8)]
    assert sorted(made) == ["0", "1"]


def test_whether_nothing_is_kept_for_names_that_nobody_has(chain_of_plans: Build) -> None:
    workbench = Workbench(Session(chain_of_plans))
    assert [list(workbench.where("targets", "document", f"no-{number}")) for number in range(3)] == [[]] * 3
    assert workbench.where("targets", "document", "city") is workbench.where("targets", "document", "city")


def test_whether_a_shelf_makes_room_for_what_was_asked_for_last() -> None:
    shelf = Shelf(80)
    for key in "abcdefgh":
        shelf.put(key, "text/plain", key.encode() * 10)
    assert shelf.get("a") == ("text/plain", b"a" * 10)
    shelf.put("i", "text/plain", b"i" * 10)
    assert [key for key in "abcdefghi" if shelf.get(key)] == list("acdefghi")
    shelf.put("large", "text/plain", b"x" * 11)
    assert shelf.get("large") is None
    shelf.put("i", "text/plain", b"I")
    assert shelf.get("i") == ("text/plain", b"I")
