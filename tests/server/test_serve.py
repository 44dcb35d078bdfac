"""The command: it builds, says where it listens, answers there, and ends when it is told to."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.running import run

pytestmark = pytest.mark.long

PLAN = "临河市节能减排方案\n一、主要目标\n到2025年，秸秆综合利用率达到92%以上。\n"


def test_whether_plans_are_built_served_and_ended_with(tmp_path: Path) -> None:
    plans = tmp_path / "plans"
    plans.mkdir()
    (plans / "linhe.txt").write_text(PLAN, "utf-8")
    (plans / "photo.png").write_bytes(b"\x89PNG")
    command = [sys.executable, "-m", "policygraph", "serve", str(plans), "--port", "0"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", cwd=tmp_path
    ) as process:
        assert process.stdout is not None
        address = re.search(r"http://127\.0\.0\.1:\d+/", process.stdout.readline())
        assert address
        with urlopen(address[0]) as response:  # noqa: S310 - it is an address of this machine
            page = response.read().decode("utf-8")
        assert response.headers["Content-Security-Policy"].startswith("default-src 'none'")
        assert "linhe" in page
        assert "photo.png" in page
        process.send_signal(signal.SIGINT)
        said, complained = process.communicate(timeout=30)
    assert (process.returncode, said, complained) == (0, "stopped\n", "")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["plans"]


def test_whether_a_port_that_is_taken_is_one_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = run("serve", "--graph", tmp_path, "--port", str(port))
    sentence = f"policygraph: port {port} of 127.0.0.1 is in use; choose another one with --port\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", sentence)


def test_whether_an_address_that_is_none_is_one_sentence(tmp_path: Path) -> None:
    done = run("serve", "--graph", tmp_path, "--host", "no.such.host.invalid.")
    assert done.returncode == 2
    assert re.fullmatch(r"policygraph: cannot listen at port \d+ of .*\n", done.stderr)


def test_whether_a_folder_that_is_no_build_is_one_sentence(tmp_path: Path) -> None:
    done = run("serve", "--graph", tmp_path, "--port", "0")
    assert done.returncode == 2
    assert re.fullmatch(r"policygraph: .*\n", done.stderr)
