"""Lists of people for those who organize: filtered, sorted, page by page."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from models.kernel import work
from models.kernel.actor import Actor
from models.kernel.errors import Invalid
from models.kernel.paging import Page, decode_cursor, encode_cursor, ensure_first, page_of, read_moment, read_text
from models.kernel.search_keys import prefix_range, search_key
from models.people.policy import ensure_may_read_people
from models.people.rules.emails import email_key
from models.people.tables import Person, PersonKind
from models.people.visibility import visible_condition


class PeopleSort(StrEnum):
    """In which order people are listed."""

    NAME = "name"
    NEWEST = "newest"
    LAST_ACTIVE = "last_active"


@dataclass(frozen=True, slots=True)
class PeopleFilter:
    """
    Whom a list holds. What is None does not matter.

    `search` begins a first or a last name, in any spelling, or is a whole e-mail address. `newcomers_only`: confirmed,
    and greeted by nobody. `ledger_ids` keeps to people found in the ledger, which this domain does not know.
    """

    region_path: str | None = None
    search: str | None = None
    skill_id: UUID | None = None
    willing: str | None = None
    kind: PersonKind | None = None
    newcomers_only: bool = False
    ledger_ids: Sequence[UUID] | None = None


@dataclass(frozen=True, slots=True)
class _Order:
    """A sort expression, its direction."""

    expression: str
    descending: bool

    @property
    def clause(self) -> str:
        direction = "DESC" if self.descending else "ASC"
        return f"{self.expression} {direction}, p.id {direction}"

    def after(self, first: int) -> str:
        sign = "<" if self.descending else ">"
        return f"({self.expression}, p.id) {sign} (${first}, ${first + 1})"


_ORDERS = {
    PeopleSort.NAME: _Order("p.sort_key", descending=False),
    PeopleSort.NEWEST: _Order("p.created_at", descending=True),
    PeopleSort.LAST_ACTIVE: _Order("coalesce(p.last_active_at, '1970-01-01T00:00:00Z'::timestamptz)", descending=True),
}


async def people_page(
    actor: Actor,
    *,
    people_filter: PeopleFilter | None = None,
    sort: PeopleSort = PeopleSort.NAME,
    first: int | None = None,
    after: str | None = None,
) -> Page[Person]:
    """
    A page of the people whom the actor sees. Raises NotAllowed for who sees nobody but themself, Invalid for a bad page.
    """
    ensure_may_read_people(actor)
    size = ensure_first(first)
    order = _ORDERS[sort]
    conditions, arguments = _conditions(actor, people_filter or PeopleFilter())
    if after is not None:
        conditions.append(order.after(len(arguments) + 1))
        arguments += _key_of_cursor(after, sort)
    rows = await work.fetch(
        f"SELECT p.id, {order.expression} AS sorted_by FROM people AS p WHERE {' AND '.join(conditions)} "
        f"ORDER BY {order.clause} LIMIT {size + 1}",
        *arguments,
    )
    people = await _in_order(actor, [row["id"] for row in rows])
    return page_of(people, size, [encode_cursor(row["sorted_by"], row["id"]) for row in rows])


async def _in_order(actor: Actor, person_ids: list[UUID]) -> list[Person]:
    found = {person.id: person for person in await Person.filter(account_id=actor.account_id, id__in=person_ids)}
    return [found[person_id] for person_id in person_ids if person_id in found]


def _conditions(actor: Actor, wanted: PeopleFilter) -> tuple[list[str], list[Any]]:
    visible, parameters = visible_condition(actor, 2)
    conditions, arguments = ["p.account_id = $1", visible], [actor.account_id, *parameters]
    for condition, values in _wanted_conditions(wanted):
        numbers = [f"${len(arguments) + position}" for position in range(1, len(values) + 1)]
        conditions.append(condition.format(*numbers))
        arguments += values
    return conditions, arguments


def _wanted_conditions(wanted: PeopleFilter) -> list[tuple[str, list[Any]]]:
    found: list[tuple[str, list[Any]]] = []
    if wanted.region_path:
        found.append(("p.region_path >= {} AND p.region_path < {}", [*prefix_range(wanted.region_path)]))
    if wanted.search and wanted.search.strip():
        found.append(_search_condition(wanted.search))
    if wanted.skill_id is not None:
        found.append((_HAS_SKILL, [wanted.skill_id]))
    if wanted.willing is not None:
        found.append(("{} = ANY(p.willing)", [wanted.willing]))
    if wanted.kind is not None:
        found.append(("p.kind = {}", [wanted.kind]))
    if wanted.newcomers_only:
        found.append(("p.kind = {} AND p.greeted_at IS NULL", [PersonKind.VOLUNTEER]))
    if wanted.ledger_ids is not None:
        found.append(("p.ledger_id = ANY({}::uuid[])", [list(wanted.ledger_ids)]))
    return found


_HAS_SKILL = """
EXISTS (SELECT 1 FROM person_skills AS s WHERE s.account_id = p.account_id AND s.person_id = p.id AND s.skill_id = {})
"""


def _search_condition(text: str) -> tuple[str, list[Any]]:
    if "@" in text:
        return "p.email_key = {}", [_email_key(text)]
    start, end = prefix_range(search_key(text[:100]))
    return "(p.sort_key >= {0} AND p.sort_key < {1} OR p.name_key >= {0} AND p.name_key < {1})", [start, end]


def _email_key(text: str) -> str:
    """The key of an address; of what is no address, one that nobody has."""
    try:
        return email_key(text)
    except Invalid:
        return "@"


def _key_of_cursor(cursor: str, sort: PeopleSort) -> list[Any]:
    return decode_cursor(cursor, read_text if sort is PeopleSort.NAME else read_moment, UUID)
