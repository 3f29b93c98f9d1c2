"""The regions of a board, league by league, as they are stored and shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

import numpy as np

from models.leaderboards.rules.fair.arrays import Integers
from models.leaderboards.rules.fair.leagues import Leagues
from models.leaderboards.rules.fair.standings import fair_standings


@dataclass(frozen=True, slots=True)
class RankedRegion:
    """
    A region's standing in its league (1: the largest regions). Points and rates are thousandths of a point.

    `counted`: its points as they count, nobody with more than the league's 90th percentile; `variance`: of a person's
    points in the league.
    """

    region_id: UUID
    league: int
    place: int
    score: float
    shown: int
    lowest: int
    highest: int
    active: int
    points: int
    counted: int
    variance: float


def ranked_regions(points: Mapping[UUID, Integers], leagues: Leagues) -> list[RankedRegion]:
    """
    The standings of all leagues, best first within each; `points` of each active person by region, in thousandths.

    A region without active people in this window is left out of its league.
    """
    rows: list[RankedRegion] = []
    for number, league in enumerate(leagues, start=1):
        rows += _ranked_league(number, [(region_id, points[region_id]) for region_id in league if region_id in points])
    return rows


def _ranked_league(number: int, regions: Sequence[tuple[UUID, Integers]]) -> list[RankedRegion]:
    if not regions:
        return []
    active = np.array([len(points) for _, points in regions])
    standings = fair_standings(np.concatenate([points for _, points in regions]).astype(np.float64), active)
    rows = [
        RankedRegion(
            region_id,
            number,
            int(standings.place[index]),
            float(standings.score[index]),
            round(standings.shown[index]),
            max(0, round(standings.lowest[index])),
            round(standings.highest[index]),
            len(points),
            int(points.sum()),
            round(standings.rate[index] * len(points)),
            standings.variance,
        )
        for index, (region_id, points) in enumerate(regions)
        if standings.place[index]
    ]
    return sorted(rows, key=lambda row: (-row.score, row.region_id))
