"""How big races, faults and replays are: a tenth in `make test`, full size in `make verify`."""

import os


def scaled(full: int, least: int = 1) -> int:
    """A tenth of `full` (at least `least`), or all of it where GROUNDSWELL_TEST_SIZE is 1."""
    return max(least, round(full * float(os.environ.get("GROUNDSWELL_TEST_SIZE", "0.1"))))
