"""
Processes that start at once, because they are forked from one that has imported all of ours already.

Importing takes a worker three seconds of a core; whoever kills forty of them would do little else. Each is a process of
its own, in a session of its own, that is killed, frozen and cut off like any other.
"""

import os
import runpy
import signal
import sys
from collections.abc import Mapping
from functools import cache
from multiprocessing import forkserver, get_context
from multiprocessing.context import ForkServerContext, ForkServerProcess
from pathlib import Path
from unittest.mock import patch

from server.embedded.process import tie_to_parent

ADDING = os.O_WRONLY | os.O_APPEND | os.O_CREAT
PRELOADED = ("server.cli", "server.app", "workers.worker", "tests.faults.client")


def fork(
    arguments: list[str], environment: Mapping[str, str], read: Path, answers: Path, log: Path
) -> ForkServerProcess:
    """Run `python -m …` with this environment, stdin, stdout and stderr."""
    process = _context().Process(target=_become, args=(arguments, dict(environment), read, answers, log))
    process.start()
    return process


@cache
def _context() -> ForkServerContext:
    context = get_context("forkserver")
    context.set_forkserver_preload(list(PRELOADED))
    # Python 3.11 does not hand the path on; and consoles learn how wide they are when they are imported.
    with patch.dict(os.environ, PYTHONPATH=os.pathsep.join(sys.path), COLUMNS="200"):
        forkserver.ensure_running()
    return context


def _become(arguments: list[str], environment: dict[str, str], read: Path, answers: Path, log: Path) -> None:
    os.setsid()
    if tie := tie_to_parent(signal.SIGKILL):
        tie()
    os.environ.clear()
    os.environ.update(environment)
    os.dup2(os.open(read, os.O_RDONLY), 0)
    os.dup2(os.open(answers, ADDING), 1)
    os.dup2(os.open(log, ADDING), 2)
    sys.stdin = open(0)  # noqa: SIM115 (as long as the process lives)
    sys.argv = list(arguments)
    runpy.run_module(arguments[0], run_name="__main__", alter_sys=True)
