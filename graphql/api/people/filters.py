"""Which people are listed."""

from uuid import UUID

import strawberry

from api import ids
from api.activity.kinds import ActivityKind
from api.people.enums import PersonKind
from models.activity.queries.people_by_work import ledger_ids_by_work
from models.kernel.actor import Actor
from models.kernel.errors import NotFound
from models.people.queries import PeopleFilter as Wanted
from models.regions import queries as regions


@strawberry.input(description="Whom a list holds. What is not said does not matter.")
class PeopleFilter:
    """Becomes a `PeopleFilter` of the domain."""

    region_id: strawberry.ID | None = strawberry.field(description="The region they live in.", default=None)
    search: str | None = strawberry.field(
        description="How a first or last name begins, in any spelling; or a whole e-mail address.", default=None
    )
    skill_id: strawberry.ID | None = strawberry.field(description="A skill they have.", default=None)
    willing: ActivityKind | None = strawberry.field(description="A kind of work they like to do.", default=None)
    kind: ActivityKind | None = strawberry.field(description="A kind of work they have done.", default=None)
    minimum_minutes: int | None = strawberry.field(
        description="How much they have done at least: of that kind, if one is named.", default=None
    )
    person_kind: PersonKind | None = strawberry.field(description="How far they have come in.", default=None)
    newcomers_only: bool | None = strawberry.field(
        description="Only volunteers whom nobody has greeted yet.", default=None
    )


async def wanted_people(actor: Actor, given: PeopleFilter | None) -> Wanted:
    """The filter, with what other domains know of it looked up."""
    given = given or PeopleFilter()
    by_work = given.kind is not None or bool(given.minimum_minutes)
    return Wanted(
        region_path=await path_of_region(given.region_id),
        search=given.search,
        skill_id=ids.row_id("Skill", given.skill_id) if given.skill_id else None,
        willing=given.willing,
        kind=given.person_kind,
        newcomers_only=bool(given.newcomers_only),
        ledger_ids=await _doers(actor, given) if by_work else None,
    )


async def path_of_region(region_id: str | None) -> str | None:
    """The path of a region; of an unknown one a path that nobody lives in."""
    if region_id is None:
        return None
    try:
        return (await regions.region_by_id(ids.row_id("Region", region_id))).path
    except NotFound:
        return "nowhere/"


async def _doers(actor: Actor, given: PeopleFilter) -> list[UUID]:
    return await ledger_ids_by_work(
        actor.account_id, kind=given.kind, minimum_minutes=max(given.minimum_minutes or 0, 0)
    )
