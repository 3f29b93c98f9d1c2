"""The newcomers' board: who still waits for a first human contact, who answers for them, and what comes next."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from models.kernel import work
from models.kernel.actor import Actor, Role
from models.kernel.paging import Page, decode_cursor, encode_cursor, ensure_first, page_of, read_moment
from models.kernel.search_keys import prefix_range
from models.people.actions.greeting_steps import clock_of
from models.people.policy import ensure_may_read_people, may_greet
from models.people.rules.greeting_outlook import Outlook, outlook_of
from models.people.rules.names import name_and_initial
from models.people.rules.roles import highest
from models.people.tables import GreetingLease, Membership, Person
from models.people.visibility import visible_condition

_DUE = "coalesce(l.due_at, '9999-01-01T00:00:00Z'::timestamptz)"
_OPEN = """
FROM people AS p LEFT JOIN greeting_leases AS l ON l.account_id = p.account_id AND l.person_id = p.id
WHERE p.account_id = $1 AND p.kind = 'volunteer' AND p.greeted_at IS NULL AND l.closed_at IS NULL
"""


@dataclass(frozen=True, slots=True)
class Newcomer:
    """
    Somebody who still waits to be greeted. `lease` None: came before there were clocks, and is in nobody's hands.

    `owner_name`, `owner_role`: who answers for them (first name and initial, highest role); None while nobody does.
    `can_hand_over`: whether the actor may take them over or hand them to somebody.
    """

    person: Person
    lease: GreetingLease | None
    owner_name: str | None
    owner_role: Role | None
    can_hand_over: bool

    @property
    def outlook(self) -> Outlook:
        """What comes next by itself."""
        return outlook_of(None if self.lease is None else clock_of(self.lease))


async def newcomers_page(
    actor: Actor, *, region_path: str | None = None, first: int | None = None, after: str | None = None
) -> Page[Newcomer]:
    """
    Those newcomers whom the actor sees, by the time that is left; those without a clock come last, oldest first.

    Raises NotAllowed for who sees nobody but themself, SignInRequired, Invalid for a bad page.
    """
    ensure_may_read_people(actor)
    size = ensure_first(first)
    where, arguments = visible_condition(actor, 2)
    arguments = [actor.account_id, *arguments]
    if region_path:
        where += f" AND p.region_path >= ${len(arguments) + 1} AND p.region_path < ${len(arguments) + 2}"
        arguments += prefix_range(region_path)
    if after is not None:
        where += f" AND ({_DUE}, p.id) > (${len(arguments) + 1}, ${len(arguments) + 2})"
        arguments += decode_cursor(after, read_moment, UUID)
    rows = await work.fetch(
        f"SELECT p.id, {_DUE} AS due {_OPEN} AND {where} ORDER BY {_DUE}, p.id LIMIT {size + 1}", *arguments
    )
    found = await _newcomers(actor, [row["id"] for row in rows])
    return page_of(found, size, [encode_cursor(row["due"], row["id"]) for row in rows])


async def newcomer_by_id(actor: Actor, person_id: UUID) -> Newcomer | None:
    """One of those whom the actor sees; None for everybody else. Raises NotAllowed, SignInRequired."""
    ensure_may_read_people(actor)
    where, arguments = visible_condition(actor, 3)
    rows = await work.fetch(f"SELECT p.id {_OPEN} AND p.id = $2 AND {where}", actor.account_id, person_id, *arguments)
    return next(iter(await _newcomers(actor, [row["id"] for row in rows])), None)


async def _newcomers(actor: Actor, person_ids: list[UUID]) -> list[Newcomer]:
    people = {row.id: row for row in await Person.filter(account_id=actor.account_id, id__in=person_ids)}
    leases = await GreetingLease.filter(account_id=actor.account_id, person_id__in=person_ids)
    by_person = {lease.person_id: lease for lease in leases}
    owners = {lease.greeter_person_id for lease in leases if lease.greeter_person_id is not None}
    names = await _names(actor.account_id, owners)
    roles = await _roles(actor.account_id, owners)
    return [
        _newcomer(actor, people[person_id], by_person.get(person_id), names, roles)
        for person_id in person_ids
        if person_id in people
    ]


def _newcomer(
    actor: Actor, person: Person, lease: GreetingLease | None, names: dict[UUID, str], roles: dict[UUID, Role]
) -> Newcomer:
    owner: Any = lease.greeter_person_id if lease else None
    can = person.id != actor.person_id and may_greet(actor, person)
    return Newcomer(person, lease, names.get(owner), roles.get(owner), can)


async def _names(account_id: UUID, person_ids: set[UUID]) -> dict[UUID, str]:
    rows = await Person.filter(account_id=account_id, id__in=person_ids)
    return {row.id: name_and_initial(row.first_name, row.last_name) for row in rows}


async def _roles(account_id: UUID, person_ids: set[UUID]) -> dict[UUID, Role]:
    rows = await Membership.filter(account_id=account_id, person_id__in=person_ids, ended_at__isnull=True)
    held: dict[UUID, list[Role]] = {person_id: [Role.VOLUNTEER] for person_id in person_ids}
    for row in rows:
        held[row.person_id].append(row.role)
    return {person_id: highest(roles) for person_id, roles in held.items()}
