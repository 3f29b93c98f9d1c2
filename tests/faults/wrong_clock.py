"""
`groundswell` on a machine whose clock is wrong: `python -m tests.faults.wrong_clock SECONDS work`.

Everything in the process that asks for the time of day is told one that lies so many seconds ahead: our own clock, arq's
queue and arq's schedule. What measures how long something takes (`time.monotonic`) is right, as on such a machine.
"""

import sys
import time
from datetime import datetime, timedelta, tzinfo
from typing import Self

SECONDS = float(sys.argv.pop(1))
_right_time = time.time


class WrongDatetime(datetime):
    """A datetime that is mistaken about now."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Self:
        """Now, and so many seconds."""
        return super().now(tz) + timedelta(seconds=SECONDS)


def _wrong_time() -> float:
    return _right_time() + SECONDS


if __name__ == "__main__":
    time.time = _wrong_time  # before arq is imported: it keeps what it finds
    import arq.worker

    from models.kernel import clock
    from server.cli import main

    clock.datetime = arq.worker.datetime = WrongDatetime  # type: ignore[attr-defined, misc]
    main()
