"""Who meets whom: about even odds, rotating opponents, byes in turn."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from models.leaderboards.rules.fair.forecast import Forecast

COST_OF_EARLIER_MEETING = 0.05
COST_OF_LAST_WEEK = 100.0

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Round:
    """A week's matches between regions, named by their position in the league; `bye`: who has none, in odd leagues."""

    pairs: tuple[Pair, ...]
    bye: int | None = None


def schedule(forecast: Forecast, weeks: int, seed: int) -> list[Round]:
    """
    A season's matches of one league, a week each; the same for the same seed.

    Each week's pairs keep two things small: the distance of the predicted odds from even, and a twentieth for each
    earlier meeting. Nobody meets the opponent of last week again (unless there are only two), and nobody has a second bye
    before all had one.
    """
    random = Random(seed)
    regions = list(range(len(forecast.rate)))
    met: Counter[Pair] = Counter()
    byes: Counter[int] = Counter()
    rounds: list[Round] = []
    for _ in range(weeks):
        before = rounds[-1] if rounds else Round(())
        bye = _bye(regions, byes, before.bye, random)
        costs = _Costs(forecast, met, set(before.pairs))
        pairs = _paired([region for region in regions if region != bye], costs, random)
        met.update(pairs)
        byes.update([] if bye is None else [bye])
        rounds.append(Round(tuple(pairs), bye))
    return rounds


class _Costs:
    """What it costs to let two regions meet this week."""

    def __init__(self, forecast: Forecast, met: Counter[Pair], last: set[Pair]) -> None:
        self._forecast = forecast
        self._met = met
        self._last = last
        self._known: dict[Pair, float] = {}

    def of(self, pair: Pair) -> float:
        """The distance from even odds, and what earlier meetings cost."""
        if pair not in self._known:
            uneven = abs(self._forecast.chance(*pair) - 0.5)
            again = COST_OF_EARLIER_MEETING * self._met[pair] + COST_OF_LAST_WEEK * (pair in self._last)
            self._known[pair] = uneven + again
        return self._known[pair]


def _bye(regions: Sequence[int], byes: Counter[int], before: int | None, random: Random) -> int | None:
    """One of those with the fewest byes, by lot; None where the number is even. Not twice in a row: three would repeat."""
    if len(regions) % 2 == 0:
        return None
    fewest = min(byes[region] for region in regions)
    due = [region for region in regions if byes[region] == fewest]
    return random.choice([region for region in due if region != before] or due)


def _paired(regions: list[int], costs: _Costs, random: Random) -> list[Pair]:
    """
    Begin with pairs by lot, then let two pairs change partners while that makes it better (2-opt: Croes 1958).

    It ends without a pair of last week if there are two pairs: to change partners between a pair of last week and
    any other never makes a new one, as each region had only one opponent.
    """
    order = regions.copy()
    random.shuffle(order)
    pairs = [_pair(one, other) for one, other in zip(order[::2], order[1::2], strict=True)]
    while _improve(pairs, costs):
        pass
    return sorted(pairs)


def _improve(pairs: list[Pair], costs: _Costs) -> bool:
    """One pass over all pairs of pairs; whether anything became better."""
    better = False
    for first in range(len(pairs)):
        for second in range(first):
            better = _change_partners(pairs, first, second, costs) or better
    return better


def _change_partners(pairs: list[Pair], first: int, second: int, costs: _Costs) -> bool:
    (a, b), (c, d) = pairs[first], pairs[second]
    now = costs.of(pairs[first]) + costs.of(pairs[second])
    for one, other in ((_pair(a, c), _pair(b, d)), (_pair(a, d), _pair(b, c))):
        if costs.of(one) + costs.of(other) < now - 1e-9:
            pairs[first], pairs[second] = one, other
            return True
    return False


def _pair(one: int, other: int) -> Pair:
    return (one, other) if one < other else (other, one)
