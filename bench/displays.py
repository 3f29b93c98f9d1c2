"""
What it costs to bring one update a second to all who watch a display, beside a bare socket write of the same bytes.

Starts a server process with our broadcast behind the site's own middleware, opens as many streams over the loopback as
there are viewers, and reads what comes; then the same with a process that does nothing but write to the sockets. Each run
renders the real standings once per update. CPU is the server process's alone, taken from its clock; the delay of an
update is from the moment it was rendered until the viewer has read it. Runs alternate; the ratio is of medians. The viewers
never sleep: over the loopback whoever writes also wakes the processor of whoever reads, which in a virtual machine costs
a fifth of a write, and which no server does for viewers behind a network card.
Prints one JSON object; the machine should be idle, the load average before the run is part of it.
"""

import argparse
import json
import multiprocessing
import os
import re
import selectors
import socket
import statistics
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.displays_serving import SERVERS
from server.limits import raise_file_limit

REQUEST = b"GET / HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n"
MADE_AT = re.compile(rb"<!-- ([0-9.]+) -->")
WAVE = 250
LONGEST_START = 60.0
WARM_UP = 3
MOST_VIEWERS, LONGEST_RUN = 20_000, 120


@dataclass
class Read:
    """What the viewers got while it was measured."""

    updates: int = 0
    octets: int = 0
    delays: list[float] = field(default_factory=list)


class Crowd:
    """Viewers: sockets that are read as soon as something comes."""

    def __init__(self, port: int, viewers: int, *, events: bool) -> None:
        self._selector = selectors.DefaultSelector()
        self._events = events
        for begun in range(0, viewers, WAVE):
            for _ in range(begun, min(begun + WAVE, viewers)):
                self._join(port)
            self.read_for(0.05)
        self._wait_for_all(viewers)

    def _wait_for_all(self, viewers: int) -> None:
        """Until an update reaches everybody: the server has taken them all in. Raises TimeoutError."""
        until = time.monotonic() + LONGEST_START
        while self.read_for(2).updates < 1.5 * viewers:
            if time.monotonic() > until:
                raise TimeoutError("the server does not keep up with its viewers")

    def _join(self, port: int) -> None:
        one = socket.create_connection(("127.0.0.1", port))
        one.setblocking(False)
        one.sendall(REQUEST)
        self._selector.register(one, selectors.EVENT_READ)

    def read_for(self, seconds: float) -> Read:
        """Read what comes for so long. Raises ConnectionError if a stream ends."""
        read, until = Read(), time.monotonic() + seconds
        while time.monotonic() < until:
            for key, _ in self._selector.select(0):
                self._take(key.fileobj, read)
        return read

    def _take(self, one: Any, read: Read) -> None:
        text = one.recv(65536)
        if not text:
            raise ConnectionError("the server ended a stream")
        now = time.monotonic()
        made_at = MADE_AT.search(text)
        read.octets += len(text)
        read.updates += made_at is not None
        if made_at and self._events:
            read.delays.append(now - float(made_at[1]))

    def leave(self) -> None:
        """Close all."""
        for key in list(self._selector.get_map().values()):
            key.fileobj.close()  # type: ignore[union-attr]
        self._selector.close()


@contextmanager
def server(kind: str, files: int) -> Iterator[tuple[int, int]]:
    """A server process for the length of the block: its port and its process id."""
    port = free_port()
    process = multiprocessing.get_context("spawn").Process(target=_serve, args=(kind, port, files), daemon=True)
    process.start()
    try:
        _wait_for(port)
        assert process.pid is not None
        yield port, process.pid
    finally:
        process.kill()
        process.join()


def _serve(kind: str, port: int, files: int) -> None:
    raise_file_limit(files)
    SERVERS[kind](port)


def _wait_for(port: int) -> None:
    until = time.monotonic() + LONGEST_START
    while time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            return
        except ConnectionRefusedError:
            time.sleep(0.1)
    raise TimeoutError("the server did not start")


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def cpu_seconds(pid: int) -> float:
    """The processor time that another process has used (Linux: a clock id made of its process id)."""
    return time.clock_gettime(((~pid) << 3) | 2)


def measure(kind: str, viewers: int, seconds: float) -> dict[str, Any]:
    """One run of one server."""
    with server(kind, 2 * viewers + 200) as (port, pid):
        crowd = Crowd(port, viewers, events=kind == "ours")
        crowd.read_for(WARM_UP)
        cpu, began = cpu_seconds(pid), time.monotonic()
        read = crowd.read_for(seconds)
        cpu, wall = cpu_seconds(pid) - cpu, time.monotonic() - began
        crowd.leave()
    delays = sorted(read.delays)
    return {
        "server": kind,
        "updates": read.updates,
        "updates_per_second": round(read.updates / wall, 1),
        "octets_per_update": round(read.octets / max(1, read.updates)),
        "cpu_seconds": round(cpu, 3),
        "cpu_share_of_a_core": round(cpu / wall, 4),
        "cpu_us_per_update": round(cpu / max(1, read.updates) * 1e6, 2),
        "p50_ms": round(delays[len(delays) // 2] * 1000, 1) if delays else None,
        "p99_ms": round(delays[int(len(delays) * 0.99)] * 1000, 1) if delays else None,
    }


def main() -> None:
    """Measure, print JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--viewers", type=int, default=5_000, help="open streams (at most 20,000)")
    parser.add_argument("--seconds", type=float, default=20, help="how long each run is measured (at most 120)")
    parser.add_argument("--runs", type=int, default=5, help="runs of each server")
    parser.add_argument("--json", action="store_true", help="one line of JSON instead of many")
    chosen = parser.parse_args()
    viewers, seconds = min(chosen.viewers, MOST_VIEWERS), min(chosen.seconds, LONGEST_RUN)
    raise_file_limit(2 * viewers + 200)
    load = os.getloadavg()[0]
    runs = [measure(kind, viewers, seconds) for _ in range(chosen.runs) for kind in ("ours", "bare")]
    ours, bare = ([run for run in runs if run["server"] == kind] for kind in ("ours", "bare"))
    cost, limit = (statistics.median(run["cpu_us_per_update"] for run in each) for each in (ours, bare))
    found = {
        "viewers": viewers,
        "cpu_share_of_a_core": statistics.median(run["cpu_share_of_a_core"] for run in ours),
        "p99_ms": max(run["p99_ms"] for run in ours),
        "cpu_us_per_update": cost,
        "bare_us_per_update": limit,
        "ratio_to_bare_write": round(cost / limit, 3),
        "load_before": round(load, 2),
        "runs": runs,
    }
    print(json.dumps(found, indent=None if chosen.json else 2))


if __name__ == "__main__":
    main()
