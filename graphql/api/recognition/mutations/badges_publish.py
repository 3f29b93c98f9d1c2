"""Publish a new version of the badges."""

from typing import Annotated

import strawberry
from strawberry.scalars import JSON

from api.arguments import Given
from api.context import Info
from api.errors import CommonErrors
from api.recognition.badges import BadgeRules
from models.recognition import actions


@strawberry.input(description="A new version of the badges.")
class BadgesPublishInput:
    """Input of badgesPublish."""

    body: JSON = strawberry.field(description="The badges, in the shape of `badgeRules.body`.")


@strawberry.type(description="The badges are published; everybody's days are counted anew by them.")
class BadgesPublishPayload:
    """What badgesPublish answers."""

    badges: BadgeRules = strawberry.field(description="The new version.")


BadgesPublishResult = Annotated[
    BadgesPublishPayload | CommonErrors,
    strawberry.union("BadgesPublishResult", description="The new version, or what is wrong with it."),
]


@strawberry.type
class BadgesPublish:
    """Belongs to Mutation."""

    @strawberry.mutation(description="Publish badges. For administrators of the whole campaign.")
    async def badges_publish(self, info: Info, input: Given[BadgesPublishInput]) -> BadgesPublishResult:
        """Store a version."""
        return BadgesPublishPayload(
            badges=BadgeRules(book=await actions.publish_badges(info.context.actor, body=input.body))
        )
