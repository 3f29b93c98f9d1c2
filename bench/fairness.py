"""
Does size decide who wins? Seasons of made-up regions, ranked by raw total, raw rate, shrunk rate and by our places.

Each season draws regions of 6 to 60,000 active volunteers (evenly on a logarithmic scale) and every volunteer's points,
in four settings: all regions try equally hard, or by a factor of their own (lognormal, 0.15); people do about the same
(normal, mean 100, deviation 30), or few do most (lognormal, 1.25: half of all work by a tenth of the people).

Prints one JSON object. For each rule and setting: Spearman's correlation of size and place (0: size explains nothing;
below 0: large ones have the good places), that of true effort and place (-1: places tell effort), and for each tenth of
the regions by size, smallest first, how many per cent of them had one of the first tenth of the places (10 each: fair; a
tie that crosses the boundary is shared out). `ours` puts all sizes into one league, the hardest case; `ours_order` is the
order by score where places are shared; `ours_in_leagues` compares place and size within size leagues of 16.
`fixtures`: seasons of matches, predicted against actual (`bench/fairness_fixtures.py`).
"""

import argparse
import json
import os
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.fairness_fixtures import play_fixtures
from models.leaderboards.rules.fair import fair_standings, rates_of
from models.leaderboards.rules.fair.arrays import Floats, Integers
from models.leaderboards.rules.fair.leagues import USUAL_SIZE

SMALLEST, LARGEST = 6, 60_000
EFFORT_SPREAD = 0.15
TENTHS = 10


@dataclass(slots=True)
class Tally:
    """What one rule did in one setting, summed over seasons."""

    size: float = 0.0
    effort: float = 0.0
    first: float = 0.0
    tenths: Floats = field(default_factory=lambda: np.zeros(TENTHS))
    regions: Floats = field(default_factory=lambda: np.zeros(TENTHS))
    seasons: int = 0

    def add(self, other: "Tally") -> None:
        """Take in another tally of the same rule and setting."""
        self.size += other.size
        self.effort += other.effort
        self.first += other.first
        self.tenths = self.tenths + other.tenths
        self.regions = self.regions + other.regions
        self.seasons += other.seasons


Tallies = dict[tuple[str, str], Tally]
"""By rule and setting."""


def ranks(values: Floats) -> Floats:
    """From 1 for the lowest; equal ones share the mean of their ranks."""
    _, group, count = np.unique(values, return_inverse=True, return_counts=True)
    ends = np.cumsum(count)
    return np.asarray((ends - (count - 1) / 2)[group])


def correlation(one: Floats, other: Floats) -> float:
    """Spearman's; 0 where one of them is the same everywhere."""
    a, b = ranks(one), ranks(other)
    return float(np.corrcoef(a, b)[0, 1]) if a.std() > 0 and b.std() > 0 else 0.0


def first_tenth(place: Floats) -> Floats:
    """How much of the first tenth of the places each region has: 1, 0, or its share of a tie that crosses the boundary."""
    _, group, count = np.unique(place, return_inverse=True, return_counts=True)
    better = np.cumsum(count) - count
    return np.asarray((np.clip(len(place) / TENTHS - better, 0, count) / count)[group])


def judge(place: Floats, active: Integers, effort: Floats) -> Tally:
    """One season's places of one rule."""
    tenth_by_size = (np.argsort(np.argsort(active, kind="stable"), kind="stable") * TENTHS) // len(active)
    tenths = np.bincount(tenth_by_size, weights=first_tenth(place), minlength=TENTHS).astype(float)
    first = float((place == place.min()).mean())
    regions = np.bincount(tenth_by_size, minlength=TENTHS).astype(float)
    return Tally(correlation(active.astype(float), place), correlation(effort, place), first, tenths, regions, 1)


def settings_of_season(random: np.random.Generator, regions: int) -> Iterator[tuple[str, Floats, Integers, Floats]]:
    """Name, true effort per region, active volunteers, and everybody's points of each of the four settings."""
    sizes = np.exp(random.uniform(np.log(SMALLEST), np.log(LARGEST), regions))
    active = np.sort(sizes.astype(np.int64))
    people = random.standard_normal(active.sum(), dtype=np.float32).astype(float)
    kinds = {"normal": np.maximum(100 + 30 * people, 1), "skewed": 100 * np.exp(1.25 * people)}
    effort = np.exp(EFFORT_SPREAD * random.standard_normal(regions))
    for kind, points in kinds.items():
        yield f"equal_{kind}", effort, active, points
        yield f"spread_{kind}", effort, active, points * np.repeat(effort, active)


def places_in_leagues(points: Floats, active: Integers) -> Iterator[tuple[slice, Floats]]:
    """Regions come by size already: leagues are pieces of the row."""
    count = max(1, round(len(active) / USUAL_SIZE))
    before = np.concatenate([[0], np.cumsum(active)])
    for league in range(count):
        start, end = len(active) * league // count, len(active) * (league + 1) // count
        standings = fair_standings(points[before[start] : before[end]], active[start:end])
        yield slice(start, end), standings.place.astype(float)


def season(regions: int, seed: np.random.SeedSequence) -> Tallies:
    """Play one season in all settings under all rules."""
    tallies: Tallies = defaultdict(Tally)
    for setting, effort, active, points in settings_of_season(np.random.default_rng(seed), regions):
        rate = rates_of(points, active)
        ours = fair_standings(points, active)
        rules = {
            "raw_total": -rate * active,
            "raw_rate": -rate,
            "shrunk": -ours.shown,
            "ours": ours.place.astype(float),
            "ours_order": -ours.score,
        }
        for rule, place in rules.items():
            tallies[rule, setting].add(judge(place, active, effort))
        for league, place in places_in_leagues(points, active):
            tallies["ours_in_leagues", setting].add(judge(place, active[league], effort[league]))
    return tallies


def play(regions: int, seasons: int, seed: int, processes: int) -> Tallies:
    """All seasons; the same for any number of processes."""
    seeds = np.random.SeedSequence(seed).spawn(seasons)
    summed: Tallies = defaultdict(Tally)
    with ProcessPoolExecutor(processes) as pool:
        for tallies in pool.map(partial(season, regions), seeds):
            for key, tally in tallies.items():
                summed[key].add(tally)
    return summed


def report(tallies: Tallies) -> dict[str, Any]:
    """The figures by rule and setting."""
    figures: dict[str, Any] = defaultdict(dict)
    for (rule, setting), tally in tallies.items():
        share = 100 * tally.tenths / tally.regions
        figures[f"correlation_{rule}"][setting] = round(tally.size / tally.seasons, 3)
        figures[f"correlation_{rule}_with_effort"][setting] = round(tally.effort / tally.seasons, 3)
        figures[f"top_tenth_{rule}"][setting] = [round(float(value), 1) for value in share]
        figures[f"share_at_best_place_{rule}"][setting] = round(tally.first / tally.seasons, 3)
    return dict(sorted(figures.items()))


def main() -> None:
    """Read the options, play, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="one line")
    parser.add_argument("--regions", type=int, default=200)
    parser.add_argument("--seasons", type=int, default=200)
    parser.add_argument("--seed", type=int, default=20261122)
    parser.add_argument("--processes", type=int, default=os.cpu_count())
    options = parser.parse_args()
    load, began = os.getloadavg()[0], time.monotonic()
    figures = report(play(options.regions, options.seasons, options.seed, options.processes))
    fixtures = play_fixtures(options.seasons // 5, options.seed)
    head = {
        "bench": "fairness",
        "cores": os.cpu_count(),
        "load": round(load, 2),
        "seed": options.seed,
        "regions": options.regions,
        "seasons": options.seasons,
        "seconds": round(time.monotonic() - began, 1),
    }
    print(json.dumps(head | figures | {"fixtures": fixtures}, indent=None if options.json else 2))


if __name__ == "__main__":
    main()
