"""How big races, faults and replays are: a tenth in `make test`, full size in `make verify`; and how long they may take."""

import os

SIZE = float(os.environ.get("GROUNDSWELL_TEST_SIZE", "0.1"))


def scaled(full: int, least: int = 1) -> int:
    """A tenth of `full` (at least `least`), or all of it where GROUNDSWELL_TEST_SIZE is 1."""
    return max(least, round(full * SIZE))


def patience(seconds: float) -> float:
    """How many seconds to wait for what takes up to `seconds` at a tenth: more where there is more to do, never fewer."""
    return seconds * max(1.0, 10 * SIZE)
