"""Keeps child processes running: starts them, starts them again when they exit, and stops exactly them."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from server.embedded import process

_LONGEST_PAUSE = 30.0
_SETTLED_AFTER = 60.0
_FAREWELL = signal.SIGTERM


@dataclass
class Child:
    """A command of ours that shall run; `name` also names its log."""

    name: str
    arguments: list[str]
    log: Path
    running: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    falls: int = 0

    def start(self) -> None:
        """Start it in a process group of its own, so that the terminal's Ctrl-C reaches only us."""
        with self.log.open("ab") as output:
            self.running = subprocess.Popen(
                [sys.executable, "-m", "server.cli", *self.arguments],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
                preexec_fn=process.tie_to_parent(_FAREWELL),
                env={**os.environ, "PYTHONUNBUFFERED": "1"},
            )
        self.started_at = time.monotonic()

    def has_exited(self) -> bool:
        """Whether it was started and is gone."""
        return self.running is not None and self.running.poll() is not None

    def pause_before_next_start(self) -> float:
        """Seconds: 0 after the first fall, then 1, 2, 4 … at most 30; forgotten after a minute without one."""
        if time.monotonic() - self.started_at > _SETTLED_AFTER:
            self.falls = 0
        self.falls += 1
        return 0.0 if self.falls == 1 else min(2.0 ** (self.falls - 2), _LONGEST_PAUSE)

    def stop(self) -> None:
        """Stop it and wait until it is gone."""
        if self.running is not None:
            process.stop(self.running, _FAREWELL)


@dataclass
class Supervisor:
    """Watches children; `say` hears what a person should know."""

    children: list[Child]
    say: Callable[[str], None]
    _due: dict[str, float] = field(default_factory=dict)

    def start(self) -> None:
        """Start all children."""
        for child in self.children:
            child.start()

    def look(self) -> None:
        """Start again whoever has exited, once its pause is over. Called a few times a second."""
        for child in self.children:
            if child.has_exited():
                self._bring_back(child)

    def restart(self) -> None:
        """Stop all children and start them again: their servers have new addresses."""
        self.stop()
        self.start()

    def stop(self) -> None:
        """Stop all children, the last started first."""
        for child in reversed(self.children):
            child.stop()

    def _bring_back(self, child: Child) -> None:
        now = time.monotonic()
        if child.name not in self._due:
            self._due[child.name] = now + child.pause_before_next_start()
            self.say(f"The {child.name} stopped; starting it again. Its log: {child.log}")
        if now >= self._due[child.name]:
            del self._due[child.name]
            child.start()
