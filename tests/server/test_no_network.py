"""A machine without a network: with `outside`, no process reaches beyond it, and each try is noted."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

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
