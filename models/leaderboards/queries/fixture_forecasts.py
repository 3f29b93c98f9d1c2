"""Whether matches were as even as promised: predicted against actual odds, for organizers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from uuid import UUID

import numpy as np

from models.kernel.actor import Actor
from models.leaderboards.policy import ensure_may_judge_forecasts
from models.leaderboards.queries.frame import frame_of
from models.leaderboards.rules.fair import brier
from models.leaderboards.tables import BoardKind, Fixture, Window

STEPS = (0.5, 0.55, 0.6, 0.7, 0.8, 1.0)
"""Within which bounds favourites are counted together; the last one belongs to its step."""


@dataclass(frozen=True, slots=True)
class Favourites:
    """Matches whose favourite was predicted about alike: how often these were to win, and did (0 to 1; draws: half)."""

    from_chance: float
    to_chance: float
    matches: int
    predicted: float
    won: float


@dataclass(frozen=True, slots=True)
class FixtureForecasts:
    """
    The settled matches of a season. `brier`: 0 is perfect, 0.25 what "even odds" always gets; None without matches.

    `unevenness`: the mean distance of the predicted odds from even; `joint_targets`: which share was reached (0 to 1).
    """

    starts_on: date
    matches: int
    brier: float | None
    unevenness: float | None
    joint_targets: float | None
    favourites: tuple[Favourites, ...]


async def fixture_forecasts(actor: Actor, *, region_id: UUID | None = None, on: date | None = None) -> FixtureForecasts:
    """
    The matches between the parts of a region in the season that holds a date (the present one, if not said).

    For organizers and analysts: raises NotAllowed, SignInRequired; NotFound, Invalid.
    """
    ensure_may_judge_forecasts(actor)
    frame = await frame_of(actor.account_id, kind=BoardKind.REGION, window=Window.SEASON, on=on, region_id=region_id)
    rows = await Fixture.filter(
        account_id=actor.account_id,
        parent_id=frame.region.id if frame.region else None,
        season_start=frame.name.starts_on,
        outcome__isnull=False,
    )
    return judged(frame.name.starts_on, rows)


def judged(starts_on: date, rows: Sequence[Fixture]) -> FixtureForecasts:
    """What these settled matches say of their forecasts."""
    if not rows:
        return FixtureForecasts(starts_on, 0, None, None, None, ())
    chances = np.array([row.chance for row in rows])
    outcomes = np.array([row.outcome for row in rows], dtype=float)
    reached = np.array([(row.joint_points or 0) >= row.joint_target for row in rows])
    chance, won = np.maximum(chances, 1 - chances), np.where(chances >= 0.5, outcomes, 1 - outcomes)
    steps = []
    for low, high in pairwise(STEPS):
        here = (chance >= low) & ((chance < high) | (high == STEPS[-1]))
        if here.any():
            steps.append(Favourites(low, high, int(here.sum()), float(chance[here].mean()), float(won[here].mean())))
    return FixtureForecasts(
        starts_on,
        len(rows),
        brier(chances, outcomes),
        float(np.abs(chances - 0.5).mean()),
        float(reached.mean()),
        tuple(steps),
    )
