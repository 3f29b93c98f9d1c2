"""Queries about news, and about what was reported."""

import strawberry

from api.community.types import News, ReportedPost
from api.connections import After, Connection, First, connect
from api.context import Info
from api.costs import costs
from api.rows import wrap_all
from models.community import queries


@strawberry.type
class CommunityQueries:
    """Belongs to Query."""

    @strawberry.field(description="News for where you live, and of the regions you organize, the newest first.")
    async def news(self, info: Info, first: First = None, after: After = None) -> Connection[News]:
        """A page of news."""
        return connect(News, await queries.news_page(info.context.actor, first=first, after=after), after)

    @strawberry.field(
        description="Posts that were reported in the regions you organize, the oldest report first.",
        metadata=costs(60, rows=50),
    )
    async def reported_posts(self, info: Info) -> list[ReportedPost]:
        """At most 50."""
        return wrap_all(ReportedPost, await queries.reported_posts(info.context.actor))
