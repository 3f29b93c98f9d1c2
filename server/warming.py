"""Has matching compiled before it is needed, by a process beside the worker's that gives way to everything."""

import signal
import subprocess
import sys
from pathlib import Path

from models.matching.solver import warm_up
from server.embedded.process import tie_to_parent


def warm_up_beside(folder: Path) -> subprocess.Popen[bytes] | None:
    """Start to compile into a folder, where that is not done; on Linux it ends with us. None: nothing to do."""
    if warm_up.is_done(folder) or not warm_up.can_be_kept(folder):
        return None
    return subprocess.Popen(
        [sys.executable, "-m", warm_up.__name__, str(folder)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=tie_to_parent(signal.SIGKILL),
    )
