"""Whether a parent or guardian agreed."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

import strawberry

from models.kernel.actor import Actor
from models.people import queries
from models.people.queries import GuardianState


@strawberry.type(description="What a parent or guardian says; it matters as long as somebody may be under 16.")
class Guardian:
    """Shows a `GuardianState` of the domain."""

    needed: bool = strawberry.field(description="Whether somebody has to agree before the person is asked anything.")
    given_at: datetime | None = strawberry.field(description="When they agreed; null as long as nobody did.")
    guardian_name: str | None = strawberry.field(description="Who agreed.")
    wording: str = strawberry.field(description="What they agreed to, or what to read to them now.")


async def guardian_by_person(actor: Actor, person_ids: list[UUID]) -> Mapping[UUID, GuardianState]:
    """What guardians said about the actor, and about people whom the actor organizes."""
    return await queries.guardian_states(actor, person_ids)
