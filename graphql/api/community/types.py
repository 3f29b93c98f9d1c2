"""A team's room, what its members say, and news."""

from datetime import date, datetime
from uuid import UUID

import strawberry

from api import ids
from api.community.enums import ReportReason
from api.community.loaders import author_by_post, news_by_id, post_by_id, replies_by_thread
from api.connections import After, Connection, First, connect
from api.context import Info
from api.costs import costs
from api.node import Node
from api.people.teams import Team
from api.regions.loaders import region_by_id
from api.regions.types import Region
from api.rows import wrap, wrap_all, wrap_or_none
from models.community import queries, tables
from models.people.visibility import led_teams


@strawberry.type(description="What a team wants to give in a week.")
class TeamGoal:
    """Shows a `Goal` of the domain."""

    starts_on: date = strawberry.field(description="The Monday of the week.")
    minutes: int = strawberry.field(description="How many minutes it wants to give.")
    done: int = strawberry.field(description="How many minutes it gave so far.")
    proposed: bool = strawberry.field(description="Whether nobody of the team has set it yet.")


@strawberry.type(description="Something that a member says to their team.")
class Post(Node, row=tables.Post, loader=post_by_id):
    """Shows a row of `posts`."""

    person_id: strawberry.Private[UUID]
    team_id: strawberry.Private[UUID]
    thread_id: strawberry.Private[UUID]
    text: str = strawberry.field(description="What was said.")
    created_at: datetime = strawberry.field(description="When.")

    @strawberry.field(description="Who said it, as team-mates see each other.")
    async def author_name(self, info: Info) -> str:
        """First name and initial."""
        return await info.context.load(author_by_post, self.id) or ""

    @strawberry.field(description="Whether you said it.")
    def is_mine(self, info: Info) -> bool:
        """Whether the author asks."""
        return self.person_id == info.context.actor.person_id

    @strawberry.field(description="Whether you may remove it: your own, and all of the team you lead.")
    def may_remove(self, info: Info) -> bool:
        """As the action decides."""
        actor = info.context.actor
        return self.person_id == actor.person_id or self.team_id in led_teams(actor)

    @strawberry.field(description="What was answered, oldest first.", metadata=costs(20, rows=10))
    async def replies(self, info: Info) -> list["Post"]:
        """At most 50; none for a reply, which stands in the talk of the first post."""
        return wrap_all(Post, await info.context.load(replies_by_thread, self.thread_id) or [])


@strawberry.type(description="The room of your team: only its members see it.")
class TeamRoom:
    """Shows a `TeamRoom` of the domain."""

    found: strawberry.Private[queries.TeamRoom]

    @strawberry.field(description="The team.")
    def team(self) -> Team:
        """The team."""
        return wrap(Team, self.found.team)

    @strawberry.field(description="What it wants to give this week.")
    def goal(self) -> TeamGoal:
        """The goal of the week."""
        return wrap(TeamGoal, self.found.goal)

    @strawberry.field(description="What its members say, the newest talk first.", metadata=costs(20))
    async def posts(self, info: Info, first: First = None, after: After = None) -> Connection[Post]:
        """A page of talks."""
        return connect(Post, await queries.posts_page(info.context.actor, first=first, after=after), after)


@strawberry.type(description="A post that somebody reported, for whoever organizes there to decide about.")
class ReportedPost:
    """Shows a `ReportedPost` of the domain."""

    post_id: strawberry.Private[UUID]
    text: str = strawberry.field(description="What was said.")
    created_at: datetime = strawberry.field(description="When.")
    author_name: str = strawberry.field(description="Who said it: first name and initial.")
    team_name: str = strawberry.field(description="In which team.")
    reasons: list[ReportReason] = strawberry.field(description="Why it should not stand, each reason once.")
    number: int = strawberry.field(description="How many members reported it.")
    is_mine: bool = strawberry.field(description="Whether you wrote it: then somebody else decides.")

    @strawberry.field(description="The id of the post.")
    def id(self) -> strawberry.ID:
        """The global id."""
        return strawberry.ID(ids.global_id("Post", self.post_id))


@strawberry.type(description="What the campaign tells everybody who lives in a region.")
class News(Node, row=tables.News, loader=news_by_id):
    """Shows a row of `news`."""

    region_id: strawberry.Private[UUID]
    title: str = strawberry.field(description="What it is about.")
    text: str = strawberry.field(description="The news, in plain text with line breaks.")
    published_at: datetime = strawberry.field(description="Since when it stands here.")

    @strawberry.field(description="For whom it is: whoever lives there.")
    async def region(self, info: Info) -> Region | None:
        """The region."""
        return wrap_or_none(Region, await info.context.load(region_by_id, self.region_id))
