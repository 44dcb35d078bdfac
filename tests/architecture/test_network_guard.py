"""The guard of ``conftest``: tests reach loopback, and nothing else."""

from __future__ import annotations

import socket

import pytest

# An address from the range kept for documentation (RFC 5737), and a name that cannot exist (RFC 2606).
FAR_ADDRESS = ("192.0.2.1", 9)
FAR_NAME = "policygraph.invalid"


def test_whether_a_connection_to_another_machine_fails_the_test() -> None:
    with socket.socket() as client, pytest.raises(pytest.fail.Exception, match="must not use the network"):
        client.connect(FAR_ADDRESS)


def test_whether_a_datagram_to_another_machine_fails_the_test() -> None:
    with (
        socket.socket(type=socket.SOCK_DGRAM) as client,
        pytest.raises(pytest.fail.Exception, match="must not use the network"),
    ):
        client.sendto(b"", FAR_ADDRESS)


def test_whether_looking_up_a_name_fails_the_test() -> None:
    with pytest.raises(pytest.fail.Exception, match="must not use the network"):
        socket.getaddrinfo(FAR_NAME, 80)


def test_whether_loopback_is_reached() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(server.getsockname(), timeout=5) as client,
    ):
        client.sendall(b"x")
        peer, _ = server.accept()
        with peer:
            assert peer.recv(1) == b"x"
