"""Start a server in a process group of its own, wait until it answers, and stop exactly that."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from server.embedded.account import Account
from server.embedded.errors import EmbeddedServerError

_SET_PARENT_DEATH_SIGNAL = 1
_PATIENCE_SECONDS = 60.0
_PAUSE_SECONDS = 0.02


def spawn(command: list[str], log: Path, account: Account, farewell: signal.Signals) -> subprocess.Popen[bytes]:
    """Start a server that no Ctrl-C reaches and that, on Linux, gets `farewell` when our thread dies."""
    with log.open("ab") as output:
        return subprocess.Popen(  # type: ignore[call-overload, no-any-return]
            command,
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
            preexec_fn=tie_to_parent(farewell),
            env={**os.environ, "LC_ALL": "C", "TZ": "UTC"},
            **account.identity(),
        )


def wait_until(ready: Callable[[], bool], process: subprocess.Popen[bytes], name: str, log: Path) -> None:
    """Wait for a server to answer; raise EmbeddedServerError with the end of its log if it does not."""
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while not ready():
        if process.poll() is not None or time.monotonic() > deadline:
            raise EmbeddedServerError(f"{name} did not start. The end of its log ({log}):\n{last_lines(log)}")
        time.sleep(_PAUSE_SECONDS)


def stop(process: subprocess.Popen[bytes], farewell: signal.Signals) -> None:
    """Ask a server to stop, and end its whole process group if it does not."""
    if process.poll() is not None:
        return
    process.send_signal(farewell)
    try:
        process.wait(timeout=_PATIENCE_SECONDS / 2)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def stop_stranger(process_id: int, farewell: signal.Signals) -> None:
    """Stop a server that an earlier, killed process of ours left behind."""
    deadline = time.monotonic() + _PATIENCE_SECONDS / 2
    os.kill(process_id, farewell)
    while is_alive(process_id):
        if time.monotonic() > deadline:
            os.kill(process_id, signal.SIGKILL)
        time.sleep(_PAUSE_SECONDS)


def is_alive(process_id: int) -> bool:
    """Whether a process exists and is no zombie."""
    return _answers(process_id) and not _state_of(process_id).startswith("Z")


def command_of(process_id: int) -> str:
    """The command line of a process, its words separated by spaces; empty when unknown."""
    words = Path(f"/proc/{process_id}/cmdline")
    if words.exists():
        return words.read_bytes().replace(b"\0", b" ").decode(errors="replace").strip()
    return _listed(process_id, "args")


def last_lines(log: Path, count: int = 12) -> str:
    """The end of a log file."""
    if not log.exists():
        return "(no log was written)"
    return "\n".join(log.read_text(errors="replace").splitlines()[-count:])


def _answers(process_id: int) -> bool:
    try:
        os.kill(process_id, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _state_of(process_id: int) -> str:
    facts = Path(f"/proc/{process_id}/stat")
    try:
        return facts.read_text().rpartition(")")[2].strip()
    except OSError:
        return _listed(process_id, "state")


def _listed(process_id: int, column: str) -> str:
    command = ["ps", "-ww", "-o", f"{column}=", "-p", str(process_id)]
    try:
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()
    except FileNotFoundError:
        return ""


def tie_to_parent(farewell: signal.Signals) -> Callable[[], None] | None:
    """What the child runs before it becomes the server, so that kill -9 of us leaves nothing running."""
    if sys.platform != "linux":
        return None
    library = ctypes.CDLL(None)
    return lambda: library.prctl(_SET_PARENT_DEATH_SIGNAL, int(farewell), 0, 0, 0)
