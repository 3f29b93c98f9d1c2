"""A team's own page: what it aims at this week."""

from dataclasses import dataclass
from datetime import date, timedelta

from models.activity.queries import team_minutes
from models.community.rules.goals import proposed_minutes
from models.community.tables import TeamGoal
from models.kernel import clock
from models.kernel.actor import Actor
from models.people.queries import me
from models.people.tables import Team

_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Goal:
    """What a team wants to give in a week from Monday on, and gave, in minutes. `proposed`: nobody has set it."""

    starts_on: date
    minutes: int
    done: int
    proposed: bool


@dataclass(frozen=True, slots=True)
class TeamRoom:
    """The room of a team, as its members see it."""

    team: Team
    goal: Goal


async def team_room(actor: Actor) -> TeamRoom | None:
    """The room of the actor's team; None for whoever has no team. Raises SignInRequired."""
    person = await me(actor)
    team = await Team.get_or_none(account_id=actor.account_id, id=person.team_id) if person.team_id else None
    if team is None:
        return None
    return TeamRoom(team, await goal_of(team, monday_of(person.time_zone)))


async def goal_of(team: Team, monday: date) -> Goal:
    """What a team aims at in the week from `monday` on, set or proposed."""
    stored = await TeamGoal.get_or_none(account_id=team.account_id, team_id=team.id, week_start=monday)
    done = await _minutes(team, monday)
    if stored is not None:
        return Goal(monday, stored.minutes, done, proposed=False)
    return Goal(monday, proposed_minutes(team.member_count, await _minutes(team, monday - _WEEK)), done, proposed=True)


def monday_of(time_zone: str) -> date:
    """The Monday of the current week on a person's clock."""
    today = clock.local_date(clock.now(), time_zone)
    return today - timedelta(days=today.weekday())


async def _minutes(team: Team, monday: date) -> int:
    return await team_minutes(team.account_id, team.id, monday, monday + _WEEK - timedelta(days=1))
