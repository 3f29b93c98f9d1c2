"""newsWithdraw."""

from typing import Annotated

import strawberry

from api import ids
from api.arguments import Given
from api.context import Info
from api.errors import CommonErrors
from models.community import actions


@strawberry.input(description="Which news nobody shall see any more.")
class NewsWithdrawInput:
    """Input of newsWithdraw."""

    id: strawberry.ID = strawberry.field(description="The news.")


@strawberry.type(description="Nobody sees it any more.")
class NewsWithdrawPayload:
    """What newsWithdraw answers."""

    id: strawberry.ID = strawberry.field(description="The news that is withdrawn.")


NewsWithdrawResult = Annotated[
    NewsWithdrawPayload | CommonErrors,
    strawberry.union("NewsWithdrawResult", description="The news, or why not."),
]


@strawberry.type
class NewsWithdraw:
    """Belongs to Mutation."""

    @strawberry.mutation(description="Withdraw news of a region that you organize.")
    async def news_withdraw(self, info: Info, input: Given[NewsWithdrawInput]) -> NewsWithdrawResult:
        """Withdraw news."""
        await actions.withdraw_news(info.context.actor, news_id=ids.row_id("News", input.id))
        return NewsWithdrawPayload(id=input.id)
