"""postRemove."""

from typing import Annotated

import strawberry

from api import ids
from api.arguments import Given
from api.context import Info
from api.errors import CommonErrors
from models.community import actions


@strawberry.input(description="Which post goes.")
class PostRemoveInput:
    """Input of postRemove."""

    id: strawberry.ID = strawberry.field(description="The post.")


@strawberry.type(description="It is gone; what was answered stays.")
class PostRemovePayload:
    """What postRemove answers."""

    id: strawberry.ID = strawberry.field(description="The post that is gone.")


PostRemoveResult = Annotated[
    PostRemovePayload | CommonErrors,
    strawberry.union("PostRemoveResult", description="The post, or why not."),
]


@strawberry.type
class PostRemove:
    """Belongs to Mutation."""

    @strawberry.mutation(description="Remove what you said, or a post of the team you lead.")
    async def post_remove(self, info: Info, input: Given[PostRemoveInput]) -> PostRemoveResult:
        """Remove a post."""
        await actions.remove_post(info.context.actor, post_id=ids.row_id("Post", input.id))
        return PostRemovePayload(id=input.id)
