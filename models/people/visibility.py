"""Which people an actor sees: the condition with which every list of people starts."""

from typing import Any
from uuid import UUID

from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from models.kernel.actor import READING, Actor
from models.kernel.search_keys import prefix_range
from models.people.tables import Person


def visible_to(actor: Actor) -> QuerySet[Person]:
    """The people that an actor sees: themself, the team they lead, the regions where they read."""
    people = Person.filter(account_id=actor.account_id)
    paths = readable_paths(actor)
    if "" in paths:
        return people
    nobody = Q(id__in=[])
    regions = (Q(region_path__gte=start, region_path__lt=end) for start, end in map(prefix_range, paths))
    return people.filter(Q(nobody, Q(id=actor.person_id), Q(team_id__in=led_teams(actor)), *regions, join_type=Q.OR))


def visible_condition(actor: Actor, first: int) -> tuple[str, list[Any]]:
    """The same as SQL on a table `p`, and its parameters, which are numbered from `first`."""
    paths = readable_paths(actor)
    if "" in paths:
        return "TRUE", []
    ranges = [f"(p.region_path >= ${number} AND p.region_path < ${number + 1})" for number in _pairs(first + 2, paths)]
    condition = " OR ".join([f"p.id = ${first}", f"p.team_id = ANY(${first + 1}::uuid[])", *ranges])
    bounds = [bound for path in paths for bound in prefix_range(path)]
    return f"({condition})", [actor.person_id, led_teams(actor), *bounds]


def _pairs(first: int, paths: list[str]) -> range:
    return range(first, first + 2 * len(paths), 2)


def readable_paths(actor: Actor) -> list[str]:
    """The region paths beneath which an actor reads people; `[""]`: everywhere."""
    if actor.system:
        return [""]
    return sorted({scope.region_path for scope in actor.scopes_with(*READING) if scope.team_id is None})


def led_teams(actor: Actor) -> list[UUID]:
    """The teams that an actor leads."""
    return sorted({scope.team_id for scope in actor.scopes if scope.team_id is not None})
