"""Activities and formulas for tests, with everything that a test does not care about filled in."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from models.activity.default_formula import default_formula
from models.activity.rules import EffectiveActivity, Formula, KindRule, Quality, Rate, Step
from models.activity.tables import ActivityKind, Source
from models.kernel import ids

MORNING = datetime(2026, 3, 4, 15, 0, tzinfo=UTC)
HOME = ids.id_for("region:US-NY-061")


def make_rule(**changes: Any) -> KindRule:
    """A point a minute, no steps, no caps, everything plausible."""
    values: dict[str, Any] = {
        "counts": "doors",
        "per": Rate.MINUTE,
        "points": 1000,
        "parity": 1000,
        "daily_cap": None,
        "steps": (),
        "plausible_per_hour": None,
    }
    return KindRule(**values | changes)


def make_formula(rule: KindRule | None = None, **changes: Any) -> Formula:
    """The same rule for every kind; at most a thousand points a day."""
    values: dict[str, Any] = {
        "version": 1,
        "valid_from": date.min,
        "quality": Quality(corroborated=1000, provisional=1000, implausible=500),
        "daily_cap": 1_000_000,
        "kinds": dict.fromkeys(ActivityKind, rule or make_rule()),
    }
    return Formula(**values | changes)


def make_activity(client_key: str = "key-00000001", **changes: Any) -> EffectiveActivity:
    """An hour of canvassing on a Wednesday morning."""
    values: dict[str, Any] = {
        "client_key": client_key,
        "kind": ActivityKind.CANVASS,
        "quantity": 10,
        "minutes": 60,
        "started_at": MORNING,
        "region_id": HOME,
        "team_id": None,
        "source": Source.WEB,
    }
    return EffectiveActivity(**values | changes)


def at(minutes: int) -> datetime:
    """So many minutes after MORNING."""
    return MORNING + timedelta(minutes=minutes)


STEPS = (Step(above=240_000, share=500),)
DEFAULT = default_formula()
