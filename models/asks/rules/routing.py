"""
Who asks (`rules.md` A8): somebody whom the person knows, a teammate, then the leader of the team, then an organizer; else
the system. A friend's call beats every message. Only who offered to ask people is given any, three a day at most.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from models.asks.tables import AskRoute

MOST_CARDS = 3
"""A day, for one asker."""
LEASE = timedelta(hours=24)
"""How much later the message goes out: its hour of the day stays, and with three days' lead there are two left."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody who is to be asked. `by_leaders`: they can be called at all; `by_teammates`: a teammate may have the number."""

    person_id: UUID
    team_id: UUID | None
    region_path: str
    language: str
    by_leaders: bool
    by_teammates: bool


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
    """Who asks, and as what; `asker` None: the system, at once."""

    route: AskRoute
    asker: UUID | None = None


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
    mates = members.get(asked.team_id, []) if asked.team_id and asked.by_teammates else []
    led_by = leaders.get(asked.team_id, []) if asked.team_id else []
    over = [each for each in organizers if asked.region_path.startswith(each.organize)]
    busy = False
    for route, tier in ((AskRoute.TEAMMATE, mates), (AskRoute.TEAM_LEADER, led_by), (AskRoute.ORGANIZER, over)):
        others = [each for each in tier if each.person_id != asked.person_id]
        if free := [each for each in others if each.left > 0]:
            asker = min(free, key=lambda each: _order(each, asked, route))
            asker.left -= 1
            return Routed(route, asker.person_id)
        busy = busy or bool(others)
    return Routed(AskRoute.BUSY if busy else AskRoute.NOBODY)


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
