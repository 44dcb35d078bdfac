"""What all tests share: where the example plans are, and no network."""

from __future__ import annotations

import ipaddress
import os
import socket
import sys
from pathlib import Path
from typing import Any

import pytest

from policygraph.builds.store import Build, open_build
from policygraph.pipeline import build

REPOSITORY = Path(__file__).resolve().parents[1]
# Tests read English messages, whatever the locale of who runs them.
os.environ["POLICYGRAPH_LANG"] = "en"

# The audit events of the interpreter that reach for another machine, and where each has its address.
_ADDRESS_AT = {
    "socket.connect": 1,
    "socket.sendto": 1,
    "socket.sendmsg": 1,
    "socket.getaddrinfo": 0,
    "socket.gethostbyname": 0,
    "socket.gethostbyaddr": 0,
}


def _stays_here(host: object) -> bool:
    """Whether ``host`` is this machine: loopback, or none named."""
    if host in (None, "", b"", "localhost", b"localhost"):
        return True
    try:
        return ipaddress.ip_address(str(host)).is_loopback
    except ValueError:
        return False


def _refuse_network(event: str, arguments: tuple[Any, ...]) -> None:
    """An audit hook that fails the test which reaches beyond loopback and unix sockets.

    Raises:
        pytest.fail.Exception: no ``Exception``, so that code under test cannot swallow it.
    """
    position = _ADDRESS_AT.get(event)
    if position is None:
        return
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        if arguments[0].family not in (socket.AF_INET, socket.AF_INET6):
            return
        # A connected socket sends without an address.
        address = arguments[position]
        host = address[0] if isinstance(address, tuple) else None
    else:
        host = arguments[position]
    if not _stays_here(host):
        pytest.fail(f"a test must not use the network: {event} {host}", pytrace=True)


# A hook cannot be removed again, which is what a guard wants; it ends with the test process.
sys.addaudithook(_refuse_network)


@pytest.fixture(scope="session")
def repository() -> Path:
    """The root of the checkout."""
    return REPOSITORY


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder with ``plans/`` and ``directives/``."""
    return REPOSITORY / "seeds"


@pytest.fixture(scope="session")
def real_plans(seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Build:
    """The five example plans, built once."""
    folder = tmp_path_factory.mktemp("real-plans")
    build([seeds / "plans"], folder)
    return open_build(folder)


@pytest.fixture(scope="session")
def chain_of_plans(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Five invented documents of one chain: nation, province, city, county, and a department of the city."""
    folder = tmp_path_factory.mktemp("chain-of-plans")
    build([repository / "tests" / "tracing" / "plans"], folder)
    return open_build(folder)
