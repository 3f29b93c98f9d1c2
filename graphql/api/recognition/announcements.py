"""Badges of the week, told to everybody in a region."""

from collections.abc import AsyncGenerator
from datetime import date

import strawberry

from api import ids
from api.connections import First
from api.context import Info
from api.costs import costs
from api.leaderboards.types import Within
from api.recognition.shown import ShownBadge
from api.rows import wrap_all
from models.leaderboards.stream import changes
from models.leaderboards.tables import BoardKind, Window
from models.recognition import queries


@strawberry.type(description="Somebody who agreed to be named has earned a badge.")
class Announcement(ShownBadge):
    """Shows an `Announcement` of the domain. No ids of people, ever."""

    name: str = strawberry.field(description="The name that they chose for the public.")
    earned_on: date = strawberry.field(description="On which day.")


@strawberry.type
class AnnouncementQueries:
    """Belongs to Query."""

    @strawberry.field(
        description="Badges that people of a region earned this week, the latest first: by their consent. Public.",
        metadata=costs(40),
    )
    async def announcements(self, info: Info, region_id: Within = None, first: First = None) -> list[Announcement]:
        """Of the whole campaign, if no region is said."""
        region = ids.row_id("Region", region_id) if region_id is not None else None
        return wrap_all(Announcement, await queries.announcements(info.context.actor, region_id=region, first=first))


@strawberry.type
class AnnouncementSubscriptions:
    """Belongs to Subscription."""

    @strawberry.subscription(
        description="Badges that people of a region earned this week, now and whenever the list changes. Public."
    )
    async def announcements_changed(
        self, info: Info, region_id: Within = None
    ) -> AsyncGenerator[list[Announcement], None]:
        """The list, again and again; whoever no longer wants to be named is gone within seconds."""
        actor = info.context.actor
        region = ids.row_id("Region", region_id) if region_id is not None else None
        shown = await queries.announcements(actor, region_id=region)
        yield wrap_all(Announcement, shown)
        async for _ in changes(actor.account_id, BoardKind.PERSON, Window.WEEK, None):
            found = await queries.announcements(actor, region_id=region)
            if found != shown:
                shown = found
                yield wrap_all(Announcement, shown)
