"""Size leagues: regions compete with those that have about as many active volunteers."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from uuid import UUID

from models.leaderboards.rules.places import FEWEST_PEOPLE

USUAL_SIZE = 16
MOVING_SHARE = 8
MOST_UNEVEN = 1.5

Leagues = list[list[UUID]]
"""Regions by league: the largest regions' league comes first."""


def leagues_by_size(active: Mapping[UUID, int]) -> Leagues:
    """
    Leagues of about 16 regions, as even in number as can be, by number of active volunteers (by id where equal).

    Regions with fewer than five active people are in none.
    """
    large_enough = [region_id for region_id, people in active.items() if people >= FEWEST_PEOPLE]
    ordered = sorted(large_enough, key=lambda region_id: (-active[region_id], region_id))
    count = _number_of_leagues(len(ordered))
    ends = [len(ordered) * league // count for league in range(count + 1)]
    return [ordered[start:end] for start, end in pairwise(ends) if end > start]


def leagues_of_next_season(
    leagues: Sequence[Sequence[UUID]], scores: Mapping[UUID, float], active: Mapping[UUID, int]
) -> Leagues:
    """
    At a season's end an eighth of each league (one region at least) changes places with the next one's.

    The best by score rise to the league above, the last of that come down. A region without a score (it was too small)
    does not move by merit; one with too few active people leaves, a new one joins the league whose regions are most like
    it in size. Where leagues have become too uneven in number by that, they are made anew by size.
    """
    kept = [[region_id for region_id in league if active.get(region_id, 0) >= FEWEST_PEOPLE] for league in leagues]
    ranked = [_by_score(league, scores) for league in kept]
    moved = _exchanged([list(league) for league in kept], ranked)
    return _settled(moved, active)


def leagues_within_season(leagues: Sequence[Sequence[UUID]], active: Mapping[UUID, int]) -> Leagues:
    """The same leagues with those who joined since; made anew by size if they became too uneven by that."""
    return _settled([[one for one in league if active.get(one, 0) >= FEWEST_PEOPLE] for league in leagues], active)


def _settled(leagues: Leagues, active: Mapping[UUID, int]) -> Leagues:
    joined = _with_new_ones([league for league in leagues if league], active)
    return joined if _is_even(joined) else leagues_by_size(active)


def _number_of_leagues(regions: int) -> int:
    return max(1, round(regions / USUAL_SIZE))


def _by_score(league: Sequence[UUID], scores: Mapping[UUID, float]) -> list[UUID]:
    """Best first; by id where equal."""
    return sorted((one for one in league if one in scores), key=lambda one: (-scores[one], one))


def _exchanged(leagues: Leagues, ranked: Sequence[Sequence[UUID]]) -> Leagues:
    """Each pair of neighbouring leagues changes as many regions as the smaller of both lets go; nobody moves twice."""
    for upper in range(len(leagues) - 1):
        count = _movers(ranked[upper], ranked[upper + 1])
        falling, rising = ranked[upper][len(ranked[upper]) - count :], ranked[upper + 1][:count]
        leagues[upper] = [one for one in leagues[upper] if one not in falling] + list(rising)
        leagues[upper + 1] = [one for one in leagues[upper + 1] if one not in rising] + list(falling)
    return leagues


def _movers(upper: Sequence[UUID], lower: Sequence[UUID]) -> int:
    """None where a region would have to rise and to fall at once."""
    smaller = min(len(upper), len(lower))
    return min(max(1, smaller // MOVING_SHARE), smaller // 2)


def _with_new_ones(leagues: Leagues, active: Mapping[UUID, int]) -> Leagues:
    known = {region_id for league in leagues for region_id in league}
    typical = [sorted(active[one] for one in league)[len(league) // 2] for league in leagues]
    for region_id in sorted(active):
        if leagues and region_id not in known and active[region_id] >= FEWEST_PEOPLE:
            leagues[_nearest(typical, active[region_id])].append(region_id)
    return leagues


def _nearest(typical: Sequence[int], people: int) -> int:
    """The league whose middle region is nearest in proportion."""
    return min(range(len(typical)), key=lambda league: max(typical[league], people) / min(typical[league], people))


def _is_even(leagues: Leagues) -> bool:
    sizes = [len(league) for league in leagues]
    wanted = _number_of_leagues(sum(sizes))
    return len(sizes) == wanted and max(sizes) <= MOST_UNEVEN * min(sizes)
