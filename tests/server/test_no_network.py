"""Everything runs on a machine without a network: no process of ours reaches beyond it."""

import http.client
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.server.test_command_line import Running, home, migrated, ready_home

__all__ = ["home", "migrated", "ready_home"]

GUARD = """
import os, sys

def refuse(event, arguments):
    if event == "socket.connect":
        place = arguments[1]
    elif event == "socket.getaddrinfo":
        place = arguments[:2]
    else:
        return
    if isinstance(place, tuple) and place[0] not in (None, "", "localhost", "127.0.0.1", "::1", "0.0.0.0"):
        with open(os.environ["OUTSIDE"], "a") as file:
            print(place, file=file)
        raise OSError("there is no network")

sys.addaudithook(refuse)
sys.modules["uvloop"] = None  # which would connect behind Python's back
"""
"""Python runs this before anything else, in every process that we start: what leads elsewhere is noted and refused."""


@pytest.fixture
def outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where it is noted who wanted to go beyond this machine; from now on nobody gets there."""
    (tmp_path / "guard").mkdir()
    (tmp_path / "guard" / "sitecustomize.py").write_text(GUARD)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path / "guard"), os.environ.get("PYTHONPATH", "")]))
    monkeypatch.setenv("OUTSIDE", str(tmp_path / "outside"))
    return tmp_path / "outside"


def test_the_guard_lets_nobody_out(outside: Path) -> None:
    reach = "import socket; socket.create_connection(('192.0.2.1', 80), timeout=9)"
    answer = subprocess.run([sys.executable, "-c", reach], capture_output=True, text=True, check=False, timeout=60)
    assert "there is no network" in answer.stderr
    assert outside.read_text() == "('192.0.2.1', 80)\n"


@pytest.mark.fault
def test_up_serves_without_a_network(ready_home: Path, outside: Path) -> None:
    running = Running(ready_home, 19400 + os.getpid() % 1000)
    port = running.wait_until_up()
    for path in ("/", "/join", "/points", "/mailbox", "/readyz"):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        connection.request("GET", path)
        answer = connection.getresponse()
        text = answer.read().decode()
        assert (answer.status, "://" in text.replace(f"http://localhost:{port}", "")) == (200, False), path
        connection.close()
    assert running.stop() == 0
    assert not outside.exists()
