"""
Who asks (`rules.md` A8): somebody whom the person knows, a teammate, then the leader of the team, then an organizer; else
the system. A friend's call beats every message. Only who offered to ask people is given any, three a day at most.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from models.asks.rules.hours import next_allowed
from models.asks.tables import AskRoute

MOST_CARDS = 3
"""A day, for one asker."""
MOST_LAPSES = 3
"""Whoever lets so many cards in a row go by is given none, until they say that they are back."""
LEASE = timedelta(hours=24)
"""How much later the message goes out: its hour of the day stays, and with three days' lead there are two left."""
_TIERS = (AskRoute.TEAMMATE, AskRoute.TEAM_LEADER, AskRoute.ORGANIZER)


@dataclass(frozen=True, slots=True)
class Asked:
    """
    Somebody who is to be asked. `by_leaders`: they can be called at all; `by_teammates`: a teammate may have the number.
    `after`: the highest tier that had their card and let it go by; `not_by`: who did.
    """

    person_id: UUID
    team_id: UUID | None
    region_path: str
    language: str
    by_leaders: bool
    by_teammates: bool
    after: AskRoute | None = None
    not_by: frozenset[UUID] = frozenset()


@dataclass(slots=True)
class Asker:
    """
    Somebody who offered to ask: as a member of `team_id`, as leader of the teams that they `lead`, as an organizer of what lies
    beneath the paths that they `organize`. `left`: how many more cards they may be given today.
    """

    person_id: UUID
    language: str
    left: int
    team_id: UUID | None = None
    lead: frozenset[UUID] = field(default_factory=frozenset)
    organize: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Routed:
    """Who asks, and as what; `asker` None: the system, at once. `further`: how many tiers above could take over."""

    route: AskRoute
    asker: UUID | None = None
    further: int = 0


def route_asks(asked: Sequence[Asked], askers: Sequence[Asker]) -> list[Routed]:
    """
    Who asks each of them, in their order: the first are given out first.

    Of those who come next, whoever speaks the person's language, organizes the smallest region, has most room, goes first; ties
    by id. `left` of the askers goes down. Nobody asks themself.
    """
    members, leaders = _by_team(askers, leading=False), _by_team(askers, leading=True)
    organizers = [asker for asker in askers if asker.organize]
    return [_route(each, members, leaders, organizers) for each in asked]


def _route(
    asked: Asked, members: dict[UUID, list[Asker]], leaders: dict[UUID, list[Asker]], organizers: Sequence[Asker]
) -> Routed:
    if not asked.by_leaders:
        return Routed(AskRoute.PRIVATE)
    tiers = _tiers(asked, members, leaders, organizers)
    for number, (route, tier) in enumerate(tiers):
        if free := [each for each in tier if each.left > 0]:
            asker = min(free, key=lambda each: _order(each, asked, route))
            asker.left -= 1
            above = [any(each.left > 0 and each is not asker for each in later) for _, later in tiers[number + 1 :]]
            return Routed(route, asker.person_id, sum(above))
    return Routed(AskRoute.BUSY if any(tier for _, tier in tiers) else AskRoute.NOBODY)


def _tiers(
    asked: Asked, members: dict[UUID, list[Asker]], leaders: dict[UUID, list[Asker]], organizers: Sequence[Asker]
) -> list[tuple[AskRoute, list[Asker]]]:
    """Who could ask somebody, of those whose turn it still is: nobody asks themself."""
    mates = members.get(asked.team_id, []) if asked.team_id and asked.by_teammates else []
    led_by = leaders.get(asked.team_id, []) if asked.team_id else []
    over = [each for each in organizers if asked.region_path.startswith(each.organize)]
    first = _TIERS.index(asked.after) + 1 if asked.after else 0
    left_out = asked.not_by | {asked.person_id}
    everybody = list(zip(_TIERS, (mates, led_by, over), strict=True))[first:]
    return [(route, [each for each in tier if each.person_id not in left_out]) for route, tier in everybody]


def lease_ends(now: datetime, message_due: datetime, further: int, time_zone: str) -> datetime:
    """
    Until when a card is in somebody's hands: the first of equal parts of the time that is left, for them and each tier above;
    not in the quiet hours of whoever is asked, and never later than the message, which waits for nobody.
    """
    return min(next_allowed(now + (message_due - now) / (further + 1), time_zone), message_due)


def _order(asker: Asker, asked: Asked, route: AskRoute) -> tuple[bool, int, int, UUID]:
    paths = (
        [path for path in asker.organize if asked.region_path.startswith(path)] if route is AskRoute.ORGANIZER else []
    )
    return asker.language != asked.language, -max(map(len, paths), default=0), -asker.left, asker.person_id


def _by_team(askers: Iterable[Asker], *, leading: bool) -> dict[UUID, list[Asker]]:
    found: dict[UUID, list[Asker]] = {}
    for asker in askers:
        for team_id in asker.lead if leading else filter(None, (asker.team_id,)):
            found.setdefault(team_id, []).append(asker)
    return found
