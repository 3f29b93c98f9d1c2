"""The embedded Redis: kept data when durable, one process a home, stale notes."""

import os
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from redis import Redis

from server.embedded.errors import AlreadyRunning
from server.embedded.redis import start_redis


@pytest.fixture
def home() -> Iterator[Path]:
    """A folder with a short path."""
    with tempfile.TemporaryDirectory(prefix="gs-home-") as folder:
        yield Path(folder)


def test_what_was_written_survives_a_stop_and_a_kill(home: Path) -> None:
    first = start_redis(home)
    Redis.from_url(first.url).set("a", "1")
    first.stop()
    second = start_redis(home)
    client = Redis.from_url(second.url)
    client.set("b", "2")
    assert client.config_get("appendonly") == {"appendonly": "yes"}
    os.killpg(second.process.pid, signal.SIGKILL)
    second.process.wait()
    second.stop()
    third = start_redis(home)
    try:
        assert Redis.from_url(third.url).mget("a", "b") == [b"1", b"2"]
    finally:
        third.stop()


def test_one_home_is_run_by_one_process(home: Path) -> None:
    server = start_redis(home, durable=False)
    try:
        with pytest.raises(AlreadyRunning):
            start_redis(home, durable=False)
        assert Redis.from_url(server.url).ping()
    finally:
        server.stop()


def test_discarded_means_gone(home: Path) -> None:
    server = start_redis(home, durable=False)
    Redis.from_url(server.url).set("a", "1")
    server.discard()
    assert not server.data.exists()


def test_it_listens_on_no_port(home: Path) -> None:
    server = start_redis(home, durable=False)
    try:
        assert Redis.from_url(server.url).config_get("port") == {"port": "0"}
        assert server.url.startswith("unix://")
    finally:
        server.stop()
