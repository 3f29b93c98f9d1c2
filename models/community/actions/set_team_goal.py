"""A member says what the team wants to give this week."""

from typing import Any

from models.community.policy import team_of
from models.community.queries.team_room import monday_of
from models.community.rules.goals import ensure_possible
from models.community.tables import TeamGoal
from models.kernel import audit, clock, ids, work
from models.kernel.actor import Actor
from models.people.queries import me
from models.people.tables import Team


async def set_team_goal(actor: Actor, *, minutes: int) -> TeamGoal:
    """
    Set the goal of the actor's team for the current week, in place of what was set before. Any member may.

    Raises Invalid, NotFound (no team), SignInRequired.
    """
    team = await team_of(actor)
    ensure_possible(minutes)
    monday = monday_of((await me(actor)).time_zone)
    async with work.unit_of_work(actor):
        await Team.filter(account_id=team.account_id, id=team.id).select_for_update(no_key=True).first()
        week: dict[str, Any] = {"account_id": team.account_id, "team_id": team.id, "week_start": monday}
        changed: dict[str, Any] = {"minutes": minutes, "set_by": actor.person_id, "set_at": clock.now()}
        if not await TeamGoal.filter(**week).update(**changed):
            await TeamGoal.create(id=ids.new_id(), **week, **changed)
        await audit.record(actor, "team.goal", "team", team.id, minutes=minutes)
        return await TeamGoal.get(**week)
