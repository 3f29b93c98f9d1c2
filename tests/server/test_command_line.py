"""The command `groundswell`, as a person runs it."""

import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from models.kernel import redis_connection
from server.cli import app
from server.embedded.process import is_alive
from server.environment_example import name_in_environment
from server.settings import Settings
from tests.faults.processes import start_process
from tests.server.test_no_network import outside as outside
from workers.queue import HEALTH_KEY


@dataclass(frozen=True)
class Ended:
    """How a command ended and what it said."""

    returncode: int
    stdout: str
    stderr: str


COMMANDS = sorted(get_command(app).commands)  # type: ignore[attr-defined]


@pytest.fixture
def home() -> Iterator[Path]:
    """A data folder that anybody may enter."""
    with tempfile.TemporaryDirectory(prefix="gs-up-") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@pytest.fixture(scope="module")
def migrated() -> Iterator[Path]:
    """Data that `groundswell migrate` has made, reference data and all; nothing runs on it."""
    with tempfile.TemporaryDirectory(prefix="gs-up-") as folder:
        Path(folder).chmod(0o755)
        assert groundswell(Path(folder), "migrate").stdout.startswith("Applying 0001")
        yield Path(folder)


@pytest.fixture
def ready_home(home: Path, migrated: Path) -> Path:
    """A data folder with a copy of that."""
    subprocess.run(["cp", "-a", migrated / "data", home], check=True)
    return home


def environment(home: Path, **more: str) -> dict[str, str]:
    """Ours, without its settings."""
    ours = {name_in_environment(field) for field in Settings.model_fields} - {"GROUNDSWELL_COMPILED"}
    kept = {name: value for name, value in os.environ.items() if name not in ours}
    return {**kept, "GROUNDSWELL_HOME": str(home / "data"), "COLUMNS": "200", **more}


def groundswell(home: Path, *arguments: str, **more: str) -> Ended:
    """Run a command to its end, in a fork that has imported everything already."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "command"
        process = start_process(["server.cli", *arguments], environment(home, **more), place, whole=True)
        process.wait()
        assert process.exit_code is not None
        return Ended(process.exit_code, process.answers.read_text(), process.log.read_text())


class Running:
    """`groundswell up`, until stopped."""

    def __init__(self, home: Path, port: int) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "server.cli", "up", "--no-demo"],
            env=environment(home, GROUNDSWELL_PORT=str(port)),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.said = ""

    def wait_until_up(self) -> int:
        """Read on until it says that it is up; the port it listens on."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said += line
            if found := re.search(r"is up: http://localhost:(\d+)", line):
                return int(found[1])
        raise AssertionError(f"it ended: {self.said}")

    def stop(self, number: signal.Signals = signal.SIGINT) -> int:
        """Interrupt it; the exit code."""
        self.process.send_signal(number)
        rest, _ = self.process.communicate(timeout=60)
        self.said += rest
        return self.process.returncode


def status_of(port: int, path: str) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", path)
    status = connection.getresponse().status
    connection.close()
    return status


def servers_of(home: Path) -> list[int]:
    """The process ids of the embedded servers."""
    data = home / "data"
    return [
        int((data / "postgres" / "data" / "postmaster.pid").read_text().splitlines()[0]),
        int((data / "redis" / "redis.pid").read_text()),
    ]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(name: str) -> None:
    answer = CliRunner().invoke(app, [name, "--help"])
    assert answer.exit_code == 0
    assert len(answer.stdout) > 200


def test_a_file_that_cannot_be_written_is_refused_in_words(tmp_path: Path) -> None:
    nowhere = str(tmp_path / "nowhere" / "schema.graphql")
    answer = CliRunner().invoke(app, ["schema", nowhere])
    assert answer.exit_code == 1
    assert "cannot be used: No such file or directory." in answer.stderr


@pytest.mark.fault
def test_up_serves_without_a_network_steps_aside_from_a_taken_port_and_stops_all_it_started(
    ready_home: Path, outside: Path
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        number = taken.getsockname()[1]
        running = Running(ready_home, number)
        port = running.wait_until_up()
        assert port != number
        assert f"Port {number} is taken" in running.said
        assert status_of(port, "/readyz") == 200
        servers = servers_of(ready_home)
        second = groundswell(ready_home, "up")
        assert second.returncode == 1
        assert "already running" in second.stderr
        assert groundswell(ready_home, "migrate").stdout.strip() == "The database is up to date."
        assert running.stop() == 0
    assert [is_alive(server) for server in servers] == [False, False]
    assert "Your data is kept" in running.said
    assert not outside.exists()


@pytest.mark.fault
def test_up_comes_back_after_a_kill_and_keeps_everything(home: Path) -> None:
    first = Running(home, 18400 + os.getpid() % 1000)
    first.wait_until_up()
    first.process.kill()
    first.process.communicate(timeout=60)
    second = Running(home, 18400 + os.getpid() % 1000)
    port = second.wait_until_up()
    assert "Migrating" in first.said
    assert "Migrating" not in second.said
    assert status_of(port, "/readyz") == 200
    assert second.stop(signal.SIGTERM) == 0


def test_a_backup_goes_from_one_home_to_another(ready_home: Path) -> None:
    home = ready_home
    file = str(home / "backup.tar")
    there = str(home / "other")
    assert "tables to" in groundswell(home, "backup", file).stdout
    assert "all agree" in groundswell(home, "restore", file, GROUNDSWELL_HOME=there).stdout
    again = groundswell(home, "restore", file, GROUNDSWELL_HOME=there)
    assert again.returncode == 1
    assert "not empty" in again.stderr


def test_doctor_says_what_is_wrong_and_how_to_mend_it(home: Path, migrated: Path) -> None:
    ill = groundswell(home, "doctor")
    assert ill.returncode == 1
    assert "Run `groundswell migrate`." in ill.stdout
    shutil.rmtree(home / "data")
    subprocess.run(["cp", "-a", migrated / "data", home], check=True)
    well = groundswell(home, "doctor")
    assert (well.returncode, "✗" in well.stdout) == (0, False)
    assert all(name_in_environment(field) in well.stdout for field in Settings.model_fields)
    cut_off = groundswell(home, "doctor", DATABASE_URL="postgres://a@127.0.0.1:1/b", REDIS_URL="redis://127.0.0.1:1")
    assert cut_off.returncode == 1
    assert "DATABASE_URL" in cut_off.stdout


@pytest.mark.parametrize("command", ["serve", "work"])
def test_what_needs_servers_says_which_setting_is_missing(command: str, home: Path) -> None:
    answer = groundswell(home, command)
    assert answer.returncode == 1
    assert "DATABASE_URL is not set" in answer.stderr
    assert "Traceback" not in answer.stderr


async def test_a_worker_that_noted_that_it_lives_is_found(
    home: Path, database_url: str, redis_url: str, open_connections: None
) -> None:
    addresses = {"DATABASE_URL": database_url, "REDIS_URL": redis_url}
    await redis_connection.redis().delete(HEALTH_KEY)
    assert groundswell(home, "work", "--check", **addresses).returncode == 1
    await redis_connection.redis().set(HEALTH_KEY, "alive")
    assert groundswell(home, "work", "--check", **addresses).returncode == 0
    await redis_connection.redis().delete(HEALTH_KEY)


def test_a_home_that_cannot_be_written_is_explained(home: Path) -> None:
    (home / "data").write_text("in the way")
    answer = groundswell(home, "up")
    assert answer.returncode == 1
    assert "GROUNDSWELL_HOME" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_a_wrong_setting_is_explained(home: Path) -> None:
    answer = groundswell(home, "doctor", GROUNDSWELL_ENVIRONMENT="production")
    assert answer.returncode == 1
    assert "GROUNDSWELL_SECRET_KEY" in answer.stderr
    assert "Traceback" not in answer.stderr
