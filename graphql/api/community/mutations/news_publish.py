"""newsPublish."""

from typing import Annotated

import strawberry

from api import ids
from api.arguments import Given
from api.community.types import News
from api.context import Info
from api.errors import CommonErrors
from api.rows import wrap
from models.community import actions


@strawberry.input(description="News for everybody who lives in a region.")
class NewsPublishInput:
    """Input of newsPublish."""

    region_id: strawberry.ID = strawberry.field(description="For whom.")
    title: str = strawberry.field(description="At most 120 characters.")
    text: str = strawberry.field(description="At most 5,000 characters, in plain text.")


@strawberry.type(description="It is published.")
class NewsPublishPayload:
    """What newsPublish answers."""

    news: News = strawberry.field(description="The news.")


NewsPublishResult = Annotated[
    NewsPublishPayload | CommonErrors,
    strawberry.union("NewsPublishResult", description="The news, or why not."),
]


@strawberry.type
class NewsPublish:
    """Belongs to Mutation."""

    @strawberry.mutation(description="Publish news for a region that you organize.")
    async def news_publish(self, info: Info, input: Given[NewsPublishInput]) -> NewsPublishResult:
        """Publish news."""
        news = await actions.publish_news(
            info.context.actor, region_id=ids.row_id("Region", input.region_id), title=input.title, text=input.text
        )
        return NewsPublishPayload(news=wrap(News, news))
