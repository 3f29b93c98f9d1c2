"""Where an activity stands: corroborated, provisional, implausible, or taken out."""

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from models.activity.rules.formula import KindRule
from models.activity.tables import ActivityKind, Source, Verdict

SHORTEST_MINUTES = 15
"""Rates are judged over at least a quarter of an hour: three doors in five minutes are no riddle."""

CORROBORATING = frozenset({Source.CHECK_IN, Source.ORGANIZER})
"""Sources in which somebody else saw the work."""


class Standing(StrEnum):
    """How far an activity is believed."""

    CORROBORATED = "corroborated"
    PROVISIONAL = "provisional"
    IMPLAUSIBLE = "implausible"
    EXCLUDED = "excluded"


class EffectiveActivity(NamedTuple):
    """The revision of an activity that counts, with the latest verdict (if any) and the revision it was made on."""

    client_key: str
    kind: ActivityKind
    quantity: int
    minutes: int
    started_at: datetime
    region_id: UUID
    team_id: UUID | None
    source: Source
    revision: int = 0
    voided: bool = False
    verdict: Verdict | None = None
    verdict_revision: int = 0
    flagged: bool = False
    shift_id: UUID | None = None


def standing_of(rule: KindRule, activity: EffectiveActivity) -> Standing:
    """
    Voided or reversed work is excluded. A person's corroboration settles everything up to the revision they saw; else an
    implausible rate stays open whoever reported it, and so does what was flagged; a check-in or an organizer's report
    counts as corroborated.
    """
    if activity.voided or activity.verdict == Verdict.REVERSED:
        return Standing.EXCLUDED
    if is_confirmed(activity):
        return Standing.CORROBORATED
    if is_implausible(rule, activity.quantity, activity.minutes):
        return Standing.IMPLAUSIBLE
    seen = activity.source in CORROBORATING and not activity.flagged
    return Standing.CORROBORATED if seen else Standing.PROVISIONAL


def is_confirmed(activity: EffectiveActivity) -> bool:
    """Whether a person has corroborated this very revision, or a later one."""
    return activity.verdict == Verdict.CORROBORATED and activity.verdict_revision >= activity.revision


def is_provisional(rule: KindRule, activity: EffectiveActivity) -> bool:
    """Whether somebody has yet to corroborate the activity."""
    return standing_of(rule, activity) in (Standing.PROVISIONAL, Standing.IMPLAUSIBLE)


def is_implausible(rule: KindRule, quantity: int, minutes: int) -> bool:
    """Whether more units were counted than the rule takes for possible in that time (at least a quarter of an hour)."""
    if rule.plausible_per_hour is None:
        return False
    return quantity * 60 > rule.plausible_per_hour * max(minutes, SHORTEST_MINUTES)


def units_per_hour(quantity: int, minutes: int) -> int:
    """How many units an hour that is, over at least a quarter of an hour; rounded up."""
    return -(-quantity * 60 // max(minutes, SHORTEST_MINUTES))
