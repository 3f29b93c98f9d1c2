"""
Regions of any size compete fairly: who stands where, in which league, against whom (`rules.md` G5, G6).

Pure functions on arrays with one entry per region; `docs/decisions/0014` says why these and no others.
"""

from models.leaderboards.rules.fair.activity import Activity, activity_of, rates_of
from models.leaderboards.rules.fair.fixtures import Round, schedule
from models.leaderboards.rules.fair.forecast import Forecast, brier, forecast_of, joint_target
from models.leaderboards.rules.fair.leagues import (
    Leagues,
    leagues_by_size,
    leagues_of_next_season,
    leagues_within_season,
)
from models.leaderboards.rules.fair.matches import Match, RegionWeek, drawn, outcome
from models.leaderboards.rules.fair.regions import RankedRegion, ranked_regions
from models.leaderboards.rules.fair.standings import RULE_VERSION, FairStandings, fair_standings

__all__ = [
    "RULE_VERSION",
    "Activity",
    "FairStandings",
    "Forecast",
    "Leagues",
    "Match",
    "RankedRegion",
    "RegionWeek",
    "Round",
    "activity_of",
    "brier",
    "drawn",
    "fair_standings",
    "forecast_of",
    "joint_target",
    "leagues_by_size",
    "leagues_of_next_season",
    "leagues_within_season",
    "outcome",
    "ranked_regions",
    "rates_of",
    "schedule",
]
