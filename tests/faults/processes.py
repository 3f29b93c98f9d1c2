"""Processes of ours that tests kill, freeze and start again; none outlives its test."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from server.embedded.process import last_lines, tie_to_parent

ROOT = Path(__file__).parents[2]


@dataclass
class Process:
    """A child in a process group of its own; what it says is in `log`, what it answers in `answers`."""

    running: subprocess.Popen[bytes]
    log: Path
    answers: Path

    @property
    def number(self) -> int:
        """Its process id."""
        return self.running.pid

    def is_running(self) -> bool:
        """Whether it has not ended."""
        return self.running.poll() is None

    def is_at_work(self) -> bool:
        """Whether a worker has opened all it needs and looks for jobs. Fails when it has ended instead."""
        assert self.is_running(), self.story()
        return b"Starting worker" in self.log.read_bytes()

    def kill(self) -> None:
        """End it as `kill -9` does: nothing of it runs any more when this returns."""
        self._signal(signal.SIGKILL)
        self.running.wait()

    def freeze(self) -> None:
        """Let it sleep, as a machine that is suspended: it notices nothing."""
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let it go on where it was."""
        self._signal(signal.SIGCONT)

    def said(self) -> Iterator[dict[str, Any]]:
        """What it has answered so far, line by line; a line that was cut off by its end is no answer."""
        for line in self.answers.read_bytes().splitlines(keepends=True):
            if line.endswith(b"\n"):
                yield json.loads(line)

    def story(self) -> str:
        """The end of its log, for messages about failures."""
        return last_lines(self.log, 40)

    def _signal(self, number: signal.Signals) -> None:
        if self.is_running():
            os.kill(self.running.pid, number)


def start_process(arguments: list[str], environment: dict[str, str], place: Path, told: object = None) -> Process:
    """Run `python -m …` with an environment of its own; `told` is what it reads, as JSON."""
    log, answers = place.with_suffix(".log"), place.with_suffix(".answers")
    with log.open("ab") as errors, answers.open("ab") as output:
        running = subprocess.Popen(
            [sys.executable, "-m", *arguments],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=errors,
            start_new_session=True,
            preexec_fn=tie_to_parent(signal.SIGKILL),
            env={**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'graphql'}", **environment},
        )
    assert running.stdin is not None
    running.stdin.write(json.dumps(told, default=str).encode())
    running.stdin.close()
    return Process(running, log, answers)
