"""
Counting on from where one was (incremental), with the same result as counting everything anew.

All days before `through` are in `before`; `now` has the day `through` as well, which may still grow. A day at or after
`through` is counted on; one before it means counting that person's days anew.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from models.recognition.rules.badges import BadgeRule, Days, State, Tally, count_days


@dataclass(frozen=True, slots=True)
class Progress:
    """How far somebody is by the set of badges of that `version`."""

    version: int
    through: date
    before: State = field(default_factory=dict)
    now: State = field(default_factory=dict)


def must_begin_anew(progress: Progress | None, version: int, touched: Collection[date]) -> bool:
    """Whether the days that were touched cannot be counted on."""
    return progress is None or progress.version != version or min(touched, default=progress.through) < progress.through


def begin(rules: Sequence[BadgeRule], version: int, days: Days) -> Progress | None:
    """Count all of somebody's days; None if there are none."""
    return count_on(rules, Progress(version, min(days)), days) if days else None


def count_on(rules: Sequence[BadgeRule], progress: Progress, days: Days) -> Progress:
    """
    Count the day `through` and later ones, which are all in `days` as they are now (left out if nothing is left of one).
    """
    if not days:
        return replace(progress, now=progress.before)
    last = max(days)
    before = count_days(rules, progress.before, {on: work for on, work in days.items() if on < last})
    return replace(progress, through=last, before=before, now=count_days(rules, before, {last: days[last]}))


def to_json(progress: Progress) -> dict[str, Any]:
    """Both states as JSON keeps them."""
    return {"before": _plain(progress.before), "now": _plain(progress.now)}


def from_json(version: int, through: date, body: dict[str, Any]) -> Progress:
    """What `to_json` kept."""
    return Progress(version, through, _state(body["before"]), _state(body["now"]))


def _plain(state: State) -> dict[str, list[Any]]:
    return {code: [*tally] for code, tally in state.items()}


def _state(body: dict[str, list[Any]]) -> State:
    return {
        code: Tally(window, value, tuple(keys), earned_on) for code, (window, value, keys, earned_on) in body.items()
    }
