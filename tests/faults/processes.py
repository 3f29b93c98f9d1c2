"""Processes of ours that tests kill, freeze and start again; none outlives its test."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any

from server.embedded.process import last_lines, tie_to_parent
from tests.faults import forks

ROOT = Path(__file__).parents[2]


@dataclass
class Process:
    """A child in a process group of its own; what it says is in `log`, what it answers in `answers`."""

    running: subprocess.Popen[bytes] | ForkServerProcess
    log: Path
    answers: Path

    @property
    def number(self) -> int:
        """Its process id."""
        assert self.running.pid is not None
        return self.running.pid

    @property
    def exit_code(self) -> int | None:
        """How it ended; None while it runs."""
        return self.running.poll() if isinstance(self.running, subprocess.Popen) else self.running.exitcode

    def is_running(self) -> bool:
        """Whether it has not ended."""
        return self.exit_code is None

    def is_at_work(self) -> bool:
        """Whether a worker has opened all it needs and looks for jobs. Fails when it has ended instead."""
        assert self.is_running(), self.story()
        return b"Starting worker" in self.log.read_bytes()

    def kill(self) -> None:
        """End it as `kill -9` does: nothing of it runs any more when this returns."""
        self.send(signal.SIGKILL)
        self.wait()

    def wait(self) -> None:
        """Return when nothing of it runs any more."""
        if isinstance(self.running, subprocess.Popen):
            self.running.wait()
        else:
            self.running.join()

    def freeze(self) -> None:
        """Let it sleep, as a machine that is suspended: it notices nothing."""
        self.send(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let it go on where it was."""
        self.send(signal.SIGCONT)

    def said(self) -> Iterator[dict[str, Any]]:
        """What it has answered so far, line by line; a line that was cut off by its end is no answer."""
        for line in self.answers.read_bytes().splitlines(keepends=True):
            if line.endswith(b"\n"):
                yield json.loads(line)

    def story(self) -> str:
        """The end of its log, for messages about failures."""
        return last_lines(self.log, 40)

    def send(self, number: signal.Signals) -> None:
        """Send it a signal, unless it has ended."""
        if self.is_running():
            os.kill(self.number, number)


def start_process(
    arguments: list[str], environment: Mapping[str, str], place: Path, told: object = None, *, whole: bool = False
) -> Process:
    """
    Run `python -m …`; `told` is what it reads, as JSON.

    Its environment is ours with `environment` added, or, where that is `whole`, nothing but `environment`.
    """
    log, answers, read = (place.with_suffix(suffix) for suffix in (".log", ".answers", ".told"))
    read.write_text(json.dumps(told, default=str))
    for empty in (log, answers):
        empty.touch()
    if not whole:
        environment = {**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'graphql'}", **environment}
    if arguments[0] in forks.PRELOADED:
        return Process(forks.fork(arguments, environment, read, answers, log), log, answers)
    with read.open("rb") as input_, answers.open("ab") as output, log.open("ab") as errors:
        running = subprocess.Popen(
            [sys.executable, "-m", *arguments],
            cwd=ROOT,
            stdin=input_,
            stdout=output,
            stderr=errors,
            start_new_session=True,
            preexec_fn=tie_to_parent(signal.SIGKILL),
            env=environment,
        )
    return Process(running, log, answers)
