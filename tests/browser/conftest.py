"""A workbench that serves the example plans, and Debian's Chromium to look at it."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from policygraph.builds.store import Build

CHROMIUM = Path("/usr/bin/chromium")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield started
        started.close()


@contextmanager
def serving(*arguments: str) -> Iterator[str]:
    """The address of ``policygraph serve``, without the slash at its end."""
    command = [sys.executable, "-m", "policygraph", "serve", "--port", "0", *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        line = server.stdout.readline()
        found = re.search(r"http://\S+(?=/)", line)
        assert found, line
        yield found.group()
        server.terminate()


@pytest.fixture(scope="session")
def workbench(real_plans: Build) -> Iterator[str]:
    """The address of a workbench over the five example plans."""
    with serving("--graph", str(real_plans.folder)) as address:
        yield address


@pytest.fixture(scope="session")
def texts(real_plans: Build) -> list[str]:
    """The texts that the workbench shows."""
    return list(real_plans.texts.values())


@pytest.fixture(scope="session")
def plans(seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copies of two of the example plans, which may be corrected."""
    folder = tmp_path_factory.mktemp("plans")
    for name in ("anyang", "jincheng"):
        shutil.copy(seeds / "plans" / f"{name}.txt", folder)
    return folder


@pytest.fixture(scope="session")
def editable(plans: Path) -> Iterator[str]:
    """The address of a workbench in which the plans are corrected."""
    with serving(str(plans), "--edit") as address:
        yield address


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing of what is asked for."""


@pytest.fixture(scope="session")
def site(chain_of_plans: Build, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A static site of five short plans, in a folder below another."""
    folder = tmp_path_factory.mktemp("served") / "below" / "方案"
    # In a process of its own: Playwright has a loop of events in this one.
    command = [
        sys.executable,
        "-m",
        "policygraph",
        "site",
        "--graph",
        str(chain_of_plans.folder),
        "-o",
        str(folder),
    ]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return folder


@pytest.fixture(scope="session")
def file_server(site: Path) -> Iterator[str]:
    """The address of a plain file server over the folder that the site's folder lies in."""
    root = site.parents[1]
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Silent, directory=root)) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page whose faults are kept: what its scripts or its policy complain of, and requests to other hosts."""
    context = browser.new_context(locale="zh-CN")
    opened = context.new_page()
    faults: list[str] = []
    opened.on("console", lambda one: faults.append(one.text) if one.type == "error" else None)
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("request", lambda one: faults.append(one.url) if not _is_here(one.url) else None)
    yield opened
    context.close()
    assert faults == []


def _is_here(url: str) -> bool:
    return url.startswith(("http://127.0.0.1:", "file:///", "data:", "blob:"))
