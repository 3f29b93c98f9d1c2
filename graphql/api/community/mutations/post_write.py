"""postWrite."""

from typing import Annotated

import strawberry

from api import ids
from api.arguments import Given
from api.community.types import Post
from api.context import Info
from api.errors import CommonErrors
from api.rows import wrap
from models.community import actions


@strawberry.input(description="What you want to say to your team.")
class PostWriteInput:
    """Input of postWrite."""

    text: str = strawberry.field(description="At most 2,000 characters.")
    reply_to: strawberry.ID | None = strawberry.field(description="The post that you answer.", default=None)


@strawberry.type(description="It is said.")
class PostWritePayload:
    """What postWrite answers."""

    post: Post = strawberry.field(description="What you said.")


PostWriteResult = Annotated[
    PostWritePayload | CommonErrors,
    strawberry.union("PostWriteResult", description="What you said, or why not."),
]


@strawberry.type
class PostWrite:
    """Belongs to Mutation."""

    @strawberry.mutation(description="Say something to your team, or answer somebody.")
    async def post_write(self, info: Info, input: Given[PostWriteInput]) -> PostWriteResult:
        """Write a post."""
        reply_to = None if input.reply_to is None else ids.row_id("Post", input.reply_to)
        post = await actions.write_post(info.context.actor, text=input.text, reply_to=reply_to)
        return PostWritePayload(post=wrap(Post, post))
