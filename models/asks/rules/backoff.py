"""How long a message waits after an attempt that failed, and how often it is tried."""

import secrets
from datetime import timedelta

MOST_ATTEMPTS = 8
LONGEST_WAIT_SECONDS = 3600


def pause_after(attempt: int) -> timedelta:
    """Full-jitter backoff (Brooker, “Exponential backoff and jitter”, 2015): up to 10 s after the first attempt, to an hour."""
    longest = min(2**attempt * 5, LONGEST_WAIT_SECONDS)
    return timedelta(seconds=secrets.randbelow(longest * 1000) / 1000)
