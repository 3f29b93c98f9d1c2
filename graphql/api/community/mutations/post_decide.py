"""postDecide."""

from typing import Annotated

import strawberry

from api import ids
from api.arguments import Given
from api.context import Info
from api.errors import CommonErrors
from models.community import actions


@strawberry.input(description="What becomes of a reported post.")
class PostDecideInput:
    """Input of postDecide."""

    id: strawberry.ID = strawberry.field(description="The post.")
    hide: bool = strawberry.field(description="True takes it out of sight, false lets it stand.")


@strawberry.type(description="It is decided.")
class PostDecidePayload:
    """What postDecide answers."""

    hidden: bool = strawberry.field(description="Whether the post is out of sight.")


PostDecideResult = Annotated[
    PostDecidePayload | CommonErrors,
    strawberry.union("PostDecideResult", description="What was decided, or why not."),
]


@strawberry.type
class PostDecide:
    """Belongs to Mutation."""

    @strawberry.mutation(description="Decide about a reported post, as an organizer of the team's region.")
    async def post_decide(self, info: Info, input: Given[PostDecideInput]) -> PostDecideResult:
        """Decide about a post."""
        post_id = ids.row_id("Post", input.id)
        post = await actions.decide_report(info.context.actor, post_id=post_id, hide=input.hide)
        return PostDecidePayload(hidden=post.hidden_at is not None)
