"""Which tasks are to be listed."""

from datetime import datetime

import strawberry

from api import ids
from api.activity.kinds import ActivityKind
from api.context import Context
from api.regions.places import home_of
from models.matching.rules.limits import FARTHEST_KM
from models.regions.queries import region_by_id
from models.tasks.queries import Near
from models.tasks.queries import TaskFilter as Wanted


@strawberry.input(description="Which tasks to list; what is not said does not matter.")
class TaskFilter:
    """All conditions have to hold."""

    near_me: bool | None = strawberry.field(description="Only where you would go to, and remote work.", default=None)
    kind: ActivityKind | None = strawberry.field(description="Only this kind of work.", default=None)
    region_id: strawberry.ID | None = strawberry.field(
        description="Only in this region and what lies in it.", default=None
    )
    in_my_regions: bool | None = strawberry.field(
        description="Only in the regions where you organize, analyse or administer.", default=None
    )
    remote: bool | None = strawberry.field(description="Only remote work, or only places.", default=None)
    starts_after: datetime | None = strawberry.field(
        name="from", description="Shifts that end after this moment; now if not said.", default=None
    )
    starts_before: datetime | None = strawberry.field(
        name="to", description="Shifts that start before this moment.", default=None
    )
    with_free_places: bool | None = strawberry.field(
        description="Only with a shift that has a free place.", default=None
    )


async def wanted_tasks(context: Context, given: TaskFilter | None) -> Wanted:
    """The filter of the domain. Raises NotFound for an unknown region."""
    if given is None:
        return Wanted()
    path = (await region_by_id(ids.row_id("Region", given.region_id))).path if given.region_id else None
    return Wanted(
        near=await _near(context) if given.near_me else None,
        kind=given.kind,
        region_path=path,
        organized_by=context.actor if given.in_my_regions else None,
        remote=given.remote,
        starts_after=given.starts_after,
        starts_before=given.starts_before,
        with_free_places=bool(given.with_free_places),
    )


async def _near(context: Context) -> Near | None:
    """The circle in which the actor would go; None where nobody knows where they live."""
    person_id = context.actor.person_id
    home = await context.load(home_of, person_id) if person_id else None
    if home is None or home.latitude is None or home.longitude is None:
        return None
    return Near(home.latitude, home.longitude, min(home.maximum_distance_km or FARTHEST_KM, FARTHEST_KM))
