"""A region in numbers, for those who organize there."""

from asyncio import gather
from collections.abc import Mapping
from datetime import datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import strawberry

from api.activity.kinds import ActivityKind
from api.context import Context, Info
from api.costs import costs
from api.regions.loaders import skill_by_id
from api.regions.skills import Skill
from api.rows import wrap
from models.activity import queries as activity
from models.kernel import clock
from models.kernel.actor import READING
from models.people import queries as people
from models.tasks.open_places import open_places


@strawberry.type(description="A skill, and how many people have it.")
class SkillCount:
    """A row of a summary."""

    skill: Skill = strawberry.field(description="The skill.")
    people: int = strawberry.field(description="How many people say (or have shown) that they have it.")


@strawberry.type(description="A kind of work, and how many people it concerns.")
class KindCount:
    """A row of a summary."""

    kind: ActivityKind = strawberry.field(description="The kind of work.")
    people: int = strawberry.field(description="How many people.")


@strawberry.type(
    description="A region and all beneath it in numbers. They speak of volunteers who have confirmed their sign-up."
)
class RegionSummary:
    """What organizers see at a glance."""

    skills: strawberry.Private[list[tuple[UUID, int]]]
    people: int = strawberry.field(description="How many volunteers live there.")
    active_this_week: int = strawberry.field(description="How many of them did something since Monday.")
    newcomers_waiting: int = strawberry.field(description="How many of them nobody has greeted yet.")
    by_kind: list[KindCount] = strawberry.field(
        description="How many have done which kind of work, most first.", metadata=costs(rows=25)
    )
    by_willingness: list[KindCount] = strawberry.field(
        description="How many are willing to do which kind of work, most first.", metadata=costs(rows=25)
    )
    open_tasks: int = strawberry.field(description="How many open tasks have shifts to come.")
    unfilled_places: int = strawberry.field(description="How many places of these shifts are free.")

    @strawberry.field(description="The 20 most frequent skills, most people first.", metadata=costs(rows=20))
    async def by_skill(self, info: Info) -> list[SkillCount]:
        """The skills of the people there."""
        skills = await gather(*(info.context.load(skill_by_id, skill_id) for skill_id, _ in self.skills))
        return [
            SkillCount(skill=wrap(Skill, skill), people=number)
            for skill, (_, number) in zip(skills, self.skills, strict=True)
            if skill is not None
        ]


async def summarize(context: Context, region_path: str) -> RegionSummary | None:
    """The summary of a region, if the actor may read what happens in the whole of it."""
    if not context.actor.covers(region_path, *READING):
        return None
    account = context.account
    summary = await people.people_summary(context.actor, region_path)
    places = await open_places(account.id, region_path)
    return RegionSummary(
        skills=summary.by_skill,
        people=summary.people,
        active_this_week=await people.count_active_people(account.id, region_path, _monday(account.time_zone)),
        newcomers_waiting=summary.newcomers_waiting,
        by_kind=_kinds(await activity.people_by_kind(account.id, region_path)),
        by_willingness=_kinds({ActivityKind(kind): number for kind, number in summary.by_willingness}),
        open_tasks=places.tasks,
        unfilled_places=places.places,
    )


def _kinds(counts: Mapping[ActivityKind, int]) -> list[KindCount]:
    return [KindCount(kind=kind, people=number) for kind, number in counts.items()]


def _monday(time_zone: str) -> datetime:
    """When this week began in the account's time zone."""
    today = clock.local_date(clock.now(), time_zone)
    return datetime.combine(today - timedelta(days=today.weekday()), time(), ZoneInfo(time_zone))
