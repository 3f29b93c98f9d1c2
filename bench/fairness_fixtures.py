"""
Are matches as even as promised? Seasons of fixtures between made-up regions: the fixtures' part of `bench/fairness.py`.

48 regions of 20 to 3,000 volunteers in three size leagues; each has a lasting effort of its own (lognormal, 0.15) and each
week a form (lognormal, 0.05); a week's active people vary by a fifth; work per person has a heavy tail (lognormal, 1.25).
Eight weeks are known, the next twelve are scheduled at once and played. The higher rate wins.

`fixtures` are those of the schedule, `by_lot` pairs drawn by lot and predicted in the same way: the prediction is worth
something if its Brier score is below 0.25 there. `favourites` says, by predicted chance of the favourite, how many
matches there were, what was predicted, and how many of a hundred favourites won.
"""

from collections.abc import Iterable
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np

from models.leaderboards.rules.fair import Forecast, Round, activity_of, brier, forecast_of, joint_target, schedule
from models.leaderboards.rules.fair.arrays import Floats, Integers

REGIONS, LEAGUE = 48, 16
SMALLEST, LARGEST = 20, 3_000
KNOWN_WEEKS, WEEKS = 8, 12
STEPS = [0.5, 0.55, 0.6, 0.7, 0.8, 1.0]


class Match(NamedTuple):
    """A predicted chance and what came (1, ½, 0); whether the joint target was reached."""

    chance: float
    outcome: float
    joint_target: bool


class Weeks(NamedTuple):
    """A league's rates and active people (weeks, k), and the variance of people's points in the known weeks."""

    rates: Floats
    active: Integers
    variance: float


def live_through(random: np.random.Generator, sizes: Floats) -> Weeks:
    """What a league does in the known and the coming weeks."""
    effort = np.exp(0.15 * random.standard_normal(len(sizes)))
    rates, active, variances = [], [], []
    for _ in range(KNOWN_WEEKS + WEEKS):
        people = np.maximum(5, sizes * random.uniform(0.8, 1.2, len(sizes))).astype(np.int64)
        form = effort * np.exp(0.05 * random.standard_normal(len(sizes)))
        week = activity_of(100 * random.lognormal(0, 1.25, people.sum()) * np.repeat(form, people), people)
        rates.append(week.rate)
        active.append(people)
        variances.append(week.variance)
    return Weeks(np.array(rates), np.array(active), float(np.mean(variances[:KNOWN_WEEKS])))


def played(forecast: Forecast, weeks: Weeks, rounds: Iterable[Round]) -> list[Match]:
    """How the matches of these rounds ended."""
    matches = []
    for week, fixtures in enumerate(rounds, start=KNOWN_WEEKS):
        rate, points = weeks.rates[week], weeks.rates[week] * weeks.active[week]
        for one, other in fixtures.pairs:
            together = bool(points[one] + points[other] >= joint_target(forecast, one, other))
            outcome = float(np.sign(rate[one] - rate[other]) + 1) / 2
            matches.append(Match(forecast.chance(one, other), outcome, together))
    return matches


def by_lot(random: np.random.Generator, regions: int) -> list[Round]:
    """Rounds of pairs that nobody chose."""
    orders = [random.permutation(regions).tolist() for _ in range(WEEKS)]
    return [Round(tuple(zip(order[::2], order[1::2], strict=True))) for order in orders]


def opponents(rounds: Iterable[Round]) -> float:
    """How many different regions a region of a full league met, on average."""
    return 2 * len({pair for fixtures in rounds for pair in fixtures.pairs}) / LEAGUE


def met_again(rounds: list[Round]) -> int:
    """How often two met in two weeks that follow each other."""
    return sum(len(set(one.pairs) & set(next_one.pairs)) for one, next_one in pairwise(rounds))


def favourites(matches: list[Match]) -> list[dict[str, float]]:
    """Predicted against actual wins of the favourite, by steps of its chance."""
    chance = np.array([max(match.chance, 1 - match.chance) for match in matches])
    won = np.array([match.outcome if match.chance >= 0.5 else 1 - match.outcome for match in matches])
    rows = []
    for low, high in pairwise(STEPS):
        here = (chance >= low) & (chance < high)
        if here.any():
            rows.append(
                {
                    "matches": int(here.sum()),
                    "predicted": round(100 * float(chance[here].mean()), 1),
                    "won": round(100 * float(won[here].mean()), 1),
                }
            )
    return rows


def summary(matches: list[Match]) -> dict[str, Any]:
    """The figures of a number of matches."""
    chances, outcomes, together = (np.array(column, dtype=float) for column in zip(*matches, strict=True))
    return {
        "matches": len(matches),
        "brier": round(brier(chances, outcomes), 4),
        "distance_from_even": round(float(np.abs(chances - 0.5).mean()), 3),
        "joint_target_reached": round(float(together.mean()), 3),
        "favourites": favourites(matches),
    }


def play_fixtures(seasons: int, seed: int) -> dict[str, Any]:
    """Play that many seasons of three leagues."""
    matches: dict[str, list[Match]] = {"fixtures": [], "by_lot": []}
    met, again = [], 0
    for number in range(seasons):
        random = np.random.default_rng([seed, number])
        sizes = np.sort(np.exp(random.uniform(np.log(SMALLEST), np.log(LARGEST), REGIONS)))
        for start in range(0, REGIONS, LEAGUE):
            weeks = live_through(random, sizes[start : start + LEAGUE])
            forecast = forecast_of(weeks.rates[:KNOWN_WEEKS], weeks.active[:KNOWN_WEEKS], weeks.variance)
            rounds = schedule(forecast, WEEKS, seed + number)
            matches["fixtures"] += played(forecast, weeks, rounds)
            matches["by_lot"] += played(forecast, weeks, by_lot(random, LEAGUE))
            met.append(opponents(rounds))
            again += met_again(rounds)
    figures = {name: summary(some) for name, some in matches.items()}
    return {**figures, "opponents_in_twelve_weeks": round(float(np.mean(met)), 1), "met_again_at_once": again}
