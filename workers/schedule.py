"""
What happens by the clock: one list.

Times are UTC: a job at a local hour would be left out or done twice when clocks change, so whoever needs the local time
of a person or an account computes it. A line runs once, however many workers there are; one that was missed because no
worker ran is not made up for, so a line asks what is due instead of assuming when it ran last.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from models.leaderboards.actions import request_advance, request_standings, watch_boards
from workers.jobs.asks import (
    choose_daily,
    learn_nightly,
    recount_nightly,
    sweep_deliveries,
    thank_daily,
    watch_appeals,
    watch_shifts,
)
from workers.jobs.chances import fit_nightly
from workers.jobs.greetings import watch_greetings
from workers.jobs.matching import match_nightly
from workers.jobs.people import forget_nightly
from workers.sweep import sweep

EVERY = None


@dataclass(frozen=True, slots=True)
class Line:
    """A function and the UTC hours, minutes and seconds at which it runs; EVERY stands for all of them."""

    name: str
    run: Callable[[], Awaitable[object]]
    hours: frozenset[int] | None = EVERY
    minutes: frozenset[int] | None = EVERY
    seconds: frozenset[int] | None = frozenset({0})


SCHEDULE: list[Line] = [
    Line("asks.choose_daily", choose_daily, hours=frozenset({8, 14, 20}), minutes=frozenset({0})),
    Line("asks.learn_nightly", learn_nightly, hours=frozenset({4}), minutes=frozenset({40})),
    Line("asks.recount_nightly", recount_nightly, hours=frozenset({4}), minutes=frozenset({15})),
    Line("asks.sweep_deliveries", sweep_deliveries, seconds=frozenset(range(3, 60, 10))),
    Line("asks.thank_daily", thank_daily, hours=frozenset({15}), minutes=frozenset({30})),
    Line("asks.watch_shifts", watch_shifts, minutes=frozenset(range(4, 60, 5))),
    Line("asks.watch_appeals", watch_appeals, seconds=frozenset({40})),
    Line("chances.nightly", fit_nightly, hours=frozenset({2}), minutes=frozenset({30})),
    Line("greetings.watch", watch_greetings, seconds=frozenset({25})),
    Line("matching.nightly", match_nightly, hours=frozenset({3}), minutes=frozenset({30})),
    Line("people.forget", forget_nightly, hours=frozenset({2}), minutes=frozenset({15})),
    Line("season.advance", request_advance, minutes=frozenset({11})),
    Line("sweep", sweep, seconds=frozenset(range(0, 60, 2))),
    Line("standings.request", request_standings, minutes=frozenset({7, 22, 37, 52})),
    Line("boards.watch", watch_boards, seconds=frozenset({5, 25, 45})),
]
