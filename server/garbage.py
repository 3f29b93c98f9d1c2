"""How often Python looks for garbage in cycles."""

import gc

THRESHOLDS = (50_000, 20, 50)


def collect_rarely() -> None:
    """
    Leave alone what is there after the start, and look for cycles rarely.

    Thousands of open streams are live objects that each full collection would walk through: with 5,000 viewers that cost
    as much as writing to them; and a worker that makes letters spent a third of its time on them.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*THRESHOLDS)
