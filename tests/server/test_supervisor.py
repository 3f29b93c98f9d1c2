"""Children that fall are brought back; those that are stopped stay down; nobody else is touched."""

import sys
import time
from pathlib import Path

import pytest

from server import ports, supervisor
from server.embedded.process import is_alive
from server.supervisor import Child, Supervisor


@pytest.fixture
def children(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Child]:
    """Two children that sleep instead of serving."""
    sleeper = tmp_path / "sleeper"
    sleeper.write_text(f"#!/bin/sh\nexec {sys.executable} -c 'import time; time.sleep(600)'\n")
    sleeper.chmod(0o755)
    monkeypatch.setattr(supervisor.sys, "executable", str(sleeper))
    return [Child(name, [name], tmp_path / f"{name}.log") for name in ("web", "worker")]


def number_of(child: Child) -> int:
    assert child.running is not None
    return child.running.pid


def test_a_child_that_fell_is_brought_back_and_told_of(children: list[Child]) -> None:
    said: list[str] = []
    watched = Supervisor(children, said.append)
    watched.start()
    web, worker = map(number_of, children)
    assert children[1].running is not None
    children[1].running.kill()
    children[1].running.wait()
    watched.look()
    assert number_of(children[0]) == web
    assert number_of(children[1]) != worker
    assert is_alive(number_of(children[1]))
    assert len(said) == 1
    assert "worker" in said[0]
    watched.stop()
    watched.stop()
    assert [is_alive(number_of(child)) for child in children] == [False, False]


def test_a_child_that_keeps_falling_is_given_time(children: list[Child]) -> None:
    child = children[0]
    child.started_at = time.monotonic()
    assert [child.pause_before_next_start() for _ in range(8)] == [0, 1, 2, 4, 8, 16, 30, 30]
    child.started_at = time.monotonic() - 61
    assert child.pause_before_next_start() == 0


def test_a_taken_port_is_seen_and_the_next_one_found() -> None:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        number = taken.getsockname()[1]
        assert not ports.is_free("127.0.0.1", number)
        assert ports.next_free("127.0.0.1", number) > number
        with pytest.raises(OSError, match=str(number)):
            ports.next_free("127.0.0.1", number, tries=1)
    assert not ports.answers("127.0.0.1", number, "/healthz")
