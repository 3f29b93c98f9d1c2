"""
Attention is a budget (`rules.md` A1, A2): one per person, across channels and organizers.

Each needless notice makes a volunteer deaf for a while (Manshadi & Rodilitz, Management Science 2022). An ask costs one,
an answer of whatever kind refunds half of it; what lies more than 30 days back is forgotten.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

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


@dataclass(frozen=True, slots=True)
class PastAsk:
    """When somebody was asked, and whether they answered."""

    asked_at: datetime
    answered: bool


def attention_left(past: Sequence[PastAsk], now: datetime) -> float:
    """What is left of the budget, in asks: 4 for somebody who was not asked for 30 days."""
    recent = [ask for ask in past if now - ask.asked_at < MONTH]
    return BUDGET - len(recent) + REFUND * sum(ask.answered for ask in recent)


def why_unheard(past: Sequence[PastAsk], now: datetime) -> Unheard | None:
    """The first rule that forbids to ask this person now, or None if they may be asked."""
    ages = [now - ask.asked_at for ask in past]
    if any(age < QUIET for age in ages):
        return Unheard.QUIET_DAYS
    if sum(age < WEEK for age in ages) >= MOST_IN_WEEK:
        return Unheard.WEEK_FULL
    if sum(age < MONTH for age in ages) >= MOST_IN_MONTH:
        return Unheard.MONTH_FULL
    if attention_left(past, now) < 1:
        return Unheard.BUDGET_SPENT
    return None
