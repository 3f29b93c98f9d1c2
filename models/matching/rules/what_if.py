"""How a task would stand if it were a little different: solved as always, stored nowhere, told in counts."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import numpy as np

from models.kernel.errors import Invalid
from models.matching.rules.candidates import Choice
from models.matching.rules.columns import Flags
from models.matching.rules.crowd import Crowd
from models.matching.rules.emptiness import CARE_LIMITS, FEWEST, count
from models.matching.rules.limits import FARTHEST_KM, Limit, Reach, within_limits
from models.matching.rules.match import match
from models.matching.rules.openings import Opening
from models.matching.rules.outlook import chances_of
from models.matching.rules.reasons import reasons_for
from models.tasks.bound import free_places

MOST_HOURS = 14 * 24
"""How far a shift can be moved."""
ENDLESS = 1_000_000


@dataclass(frozen=True, slots=True)
class Change:
    """
    What would be different; what is None stays. `any_age` drops the minimum age, `no_qualifications` the licences and
    trainings. `without`: limits of care that would not count (`CARE_LIMITS`). `within_km`: people come from as far
    as this and no farther, whatever they said about the way; `hours_later` moves every shift (back, if negative).
    """

    within_km: float | None = None
    minimum_age: int | None = None
    any_age: bool = False
    remote: bool | None = None
    capacity: int | None = None
    hours_later: int = 0
    latitude: float | None = None
    longitude: float | None = None
    no_skills: bool = False
    no_qualifications: bool = False
    without: tuple[Limit, ...] = ()


@dataclass(frozen=True, slots=True)
class Seats:
    """The places of a shift as they are taken now: columns of `shifts`."""

    confirmed: int = 0
    expected: float = 0.0
    overbook: int = 0

    def free_of(self, capacity: int) -> int:
        """How many could still be given if there were so many; what is taken stays so."""
        return free_places(capacity, min(self.overbook, capacity), self.confirmed, self.expected)


@dataclass(frozen=True, slots=True)
class Forecast:
    """
    What can be expected of a task: free places, people within all limits of a shift, those who would be suggested
    (without reserves), the places that are filled then by their chances, and how many of them each reason speaks for.
    """

    places: int
    possible: int
    suggested: int
    expected: float
    reasons: Sequence[tuple[str, int]]


def ensure_possible(change: Change) -> None:
    """Raise Invalid, naming the field, for a change that no task could have."""
    bounds: dict[str, tuple[float | None, float, float]] = {
        "withinKm": (change.within_km, 1, FARTHEST_KM),
        "minimumAge": (change.minimum_age, 1, 99),
        "capacity": (change.capacity, 1, 10_000),
        "hoursLater": (change.hours_later, -MOST_HOURS, MOST_HOURS),
        "latitude": (change.latitude, -90, 90),
        "longitude": (change.longitude, -180, 180),
    }
    if not set(change.without) <= set(CARE_LIMITS):
        raise Invalid(
            "Only ways between shifts, rest, shifts in a row and full weeks can be set aside.", field="without"
        )
    for field, (value, least, most) in bounds.items():
        if value is not None and not least <= value <= most:
            least, most = round(least), round(most)
            raise Invalid("Please choose a number from {least} to {most}.", field=field, least=least, most=most)


def changed_opening(opening: Opening, change: Change, seats: Seats) -> Opening:
    """The shift as it would be; with another number of places it is overbooked as it is now."""
    shift = timedelta(hours=change.hours_later)
    moved = replace(opening, starts_at=opening.starts_at + shift, ends_at=opening.ends_at + shift)
    if change.capacity is not None:
        moved = replace(moved, free=seats.free_of(change.capacity))
    if change.any_age or change.minimum_age is not None:
        moved = replace(moved, minimum_age=None if change.any_age else change.minimum_age)
    if change.latitude is not None and change.longitude is not None:
        moved = replace(moved, latitude=change.latitude, longitude=change.longitude)
    if change.remote is not None:
        moved = replace(moved, remote=change.remote)
    if change.no_qualifications:
        moved = replace(moved, qualifications={})
    return replace(moved, skills={}) if change.no_skills else moved


def changed_crowd(crowd: Crowd, change: Change) -> Crowd:
    """The people as they would be: with a lift, or without what only looks after them."""
    everybody = range(len(crowd))
    if change.within_km is not None:
        crowd = replace(crowd, maximum_km=np.full(len(crowd), change.within_km))
    if Limit.WAY_BETWEEN in change.without:
        nowhere = crowd.busy.copy()
        nowhere[:, -2:] = np.nan
        crowd = replace(crowd, busy=nowhere)
    if Limit.REST in change.without:
        crowd = replace(crowd, rest_hours=dict.fromkeys(everybody, 0))
    if Limit.IN_A_ROW in change.without:
        crowd = replace(crowd, most_in_a_row=dict.fromkeys(everybody, ENDLESS))
    if Limit.CARE in change.without:
        crowd = replace(crowd, weekly_minutes=np.full(len(crowd), ENDLESS, dtype=np.int64))
    return crowd


def forecast(crowd: Crowd, openings: Iterable[Opening], readable: Flags, now: datetime) -> Forecast:
    """What can be expected of shifts, of those among them that are still to come and have places left."""
    ahead = [opening for opening in openings if opening.starts_at > now and opening.free > 0]
    choices = match(crowd, ahead).choices
    possible = np.unique(np.concatenate([np.empty(0, int), *(within_limits(crowd, each).numbers for each in ahead)]))
    suggested = [choice for choice in choices if not choice.reserve]
    return Forecast(
        places=sum(opening.free for opening in ahead),
        possible=count(possible, readable),
        suggested=count(np.unique([choice.number for choice in suggested]).astype(np.int64), readable),
        expected=sum(_expected(crowd, choices, number, opening) for number, opening in enumerate(ahead)),
        reasons=_reasons(crowd, ahead, suggested),
    )


def expected_fill(free: int, chances: Iterable[float]) -> float:
    """The mean of min(free, how many come) when each comes by their own chance (Poisson binomial, by convolution)."""
    come = np.zeros(free + 1)
    come[0] = 1.0
    for chance in chances:
        more = come[:-1] * chance
        full = come[-1]
        come = come * (1 - chance)
        come[1:] += more
        come[-1] += full * chance
    return float(come @ np.arange(free + 1))


def _expected(crowd: Crowd, choices: Sequence[Choice], number: int, opening: Opening) -> float:
    chosen = [choice for choice in choices if choice.opening == number]
    people = np.array([choice.number for choice in chosen], dtype=np.int64)
    reach = Reach(people, np.array([choice.km for choice in chosen], dtype=np.float64))
    return expected_fill(opening.free, chances_of(crowd, opening, reach).both) if chosen else 0.0


def _reasons(crowd: Crowd, openings: Sequence[Opening], suggested: Sequence[Choice]) -> list[tuple[str, int]]:
    """Reasons that speak for at least five of those who would be suggested, the most frequent first."""
    codes: Counter[str] = Counter()
    for choice in suggested:
        reasons = reasons_for(crowd, openings[choice.opening], choice.number, choice.km)
        codes.update({reason["code"] for reason in reasons})
    return sorted(
        ((code, people) for code, people in codes.items() if people >= FEWEST), key=lambda one: (-one[1], one[0])
    )
