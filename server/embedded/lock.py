"""One starter per data folder: a lock that the kernel drops when its holder dies, however it dies."""

import fcntl
import os
from pathlib import Path

from server.embedded.errors import AlreadyRunning


class FolderLock:
    """An exclusive hold on a folder, taken at once or refused."""

    def __init__(self, path: Path, purpose: str) -> None:
        """Take the lock file at `path`; raise AlreadyRunning if another process holds it."""
        self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(self._descriptor)
            raise AlreadyRunning(
                f"{purpose} in {path.parent} is already running, started by another process. "
                "Stop that one first, or choose another folder with GROUNDSWELL_HOME."
            ) from None

    def release(self) -> None:
        """Let the next process in. May be called twice."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1
