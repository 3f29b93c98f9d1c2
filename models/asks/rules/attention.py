"""
Attention is a budget (`rules.md` A1, A2): one per person, across channels and organizers.

Each needless notice makes a volunteer deaf for a while (Manshadi & Rodilitz, Management Science 2022). An ask costs one,
an answer of whatever kind refunds half of it; after the time of `recovery` it is forgotten: 30 days, until a campaign's own
asks tell better (`learning/recovery.py`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from itertools import accumulate

QUIET = timedelta(days=3)
WEEK = timedelta(days=7)
MONTH = timedelta(days=30)
MOST_IN_WEEK = 2
MOST_IN_MONTH = 5
BUDGET = 4.0
REFUND = 0.5


class Unheard(StrEnum):
    """Why somebody is not asked now."""

    QUIET_DAYS = "quiet_days"
    WEEK_FULL = "week_full"
    MONTH_FULL = "month_full"
    BUDGET_SPENT = "budget_spent"


BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
"""For somebody who was not asked for a month: free for long."""


@dataclass(frozen=True, slots=True)
class PastAsk:
    """When somebody was asked, and whether they answered."""

    asked_at: datetime
    answered: bool


def attention_left(past: Sequence[PastAsk], now: datetime, recovery: timedelta = MONTH) -> float:
    """What is left of the budget, in asks: 4 for somebody whose last ask is forgotten."""
    recent = [ask for ask in past if now - ask.asked_at < recovery]
    return BUDGET - len(recent) + REFUND * sum(ask.answered for ask in recent)


def why_unheard(past: Sequence[PastAsk], now: datetime, recovery: timedelta = MONTH) -> Unheard | None:
    """The first rule that forbids to ask this person now, or None if they may be asked."""
    ages = [now - ask.asked_at for ask in past]
    if any(age < QUIET for age in ages):
        return Unheard.QUIET_DAYS
    if sum(age < WEEK for age in ages) >= MOST_IN_WEEK:
        return Unheard.WEEK_FULL
    if sum(age < MONTH for age in ages) >= MOST_IN_MONTH:
        return Unheard.MONTH_FULL
    if attention_left(past, now, recovery) < 1:
        return Unheard.BUDGET_SPENT
    return None


def when_free(
    past: Sequence[PastAsk], recovery: timedelta = MONTH, quiet: timedelta = QUIET
) -> tuple[datetime, Unheard | None]:
    """
    From when on somebody may be asked again if nothing else happens, and the rule that forbids it longest until then.
    `quiet` is zero where the quiet days are waived: for urgent calls, to those who opted in (A13).

    What `why_unheard` says at every moment, in one: no limit that has lifted comes back by itself.
    """
    newest = sorted(past, key=lambda ask: ask.asked_at, reverse=True)
    limits = [
        (newest[number].asked_at + span, why)
        for number, span, why in (
            (0, quiet, Unheard.QUIET_DAYS),
            (MOST_IN_WEEK - 1, WEEK, Unheard.WEEK_FULL),
            (MOST_IN_MONTH - 1, MONTH, Unheard.MONTH_FULL),
            (_last_within_budget(newest), recovery, Unheard.BUDGET_SPENT),
        )
        if number < len(newest)
    ]
    return max(limits, key=lambda limit: limit[0], default=(BEGINNING, None))


def _last_within_budget(newest: Sequence[PastAsk]) -> int:
    """The first ask, newest first, that has to be forgotten before another one can be paid; as many as there are: none."""
    paid = accumulate(1 - REFUND * ask.answered for ask in newest)
    return next((number for number, spent in enumerate(paid) if BUDGET - spent < 1), len(newest))
