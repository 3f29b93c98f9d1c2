"""A team says what it wants to give in a week, and sees how far it is."""

from datetime import UTC, date, datetime

import pytest

from models.activity.actions import log_activity
from models.activity.tables import ActivityKind
from models.community.actions import set_team_goal
from models.community.queries import Goal, team_room
from models.community.tables import TeamGoal
from models.kernel import clock
from models.kernel.actor import Actor
from models.kernel.errors import Invalid, NotFound
from models.kernel.tables import Account
from tests.factories import actor_for, make_person
from tests.models.community.stage import make_member, make_team

WEDNESDAY = datetime(2026, 11, 25, 18, tzinfo=UTC)
LAST_WEDNESDAY = datetime(2026, 11, 18, 18, tzinfo=UTC)
MONDAY = date(2026, 11, 23)


async def give(actor: Actor, minutes: int, at: datetime) -> None:
    with clock.freeze(at):
        await log_activity(
            actor,
            client_key=f"{actor.ledger_id}-{at:%d}",
            kind=ActivityKind.COOKING,
            quantity=1,
            minutes=minutes,
            started_at=at,
        )


async def goal_of(actor: Actor) -> Goal:
    with clock.freeze(WEDNESDAY):
        room = await team_room(actor)
    assert room is not None
    return room.goal


async def test_an_hour_for_each_is_proposed_until_somebody_sets_a_goal(account: Account) -> None:
    team = await make_team(account)
    ada, bo = await make_member(team), await make_member(team)
    await give(ada, 200, LAST_WEDNESDAY)
    await give(bo, 45, WEDNESDAY)
    assert await goal_of(ada) == Goal(MONDAY, 240, 45, proposed=True)
    with clock.freeze(WEDNESDAY):
        await set_team_goal(bo, minutes=300)
        await set_team_goal(ada, minutes=360)
    assert await goal_of(bo) == Goal(MONDAY, 360, 45, proposed=False)
    assert await TeamGoal.filter(team_id=team.id).count() == 1


async def test_what_others_give_is_not_theirs(account: Account) -> None:
    mine, theirs = await make_team(account), await make_team(account, name="Swallows")
    ada, other = await make_member(mine), await make_member(theirs)
    await give(other, 90, WEDNESDAY)
    assert (await goal_of(ada)).done == 0


async def test_impossible_goals_and_no_team(account: Account) -> None:
    ada = await make_member(await make_team(account))
    with pytest.raises(Invalid):
        await set_team_goal(ada, minutes=5)
    alone = actor_for(await make_person(account))
    with pytest.raises(NotFound):
        await set_team_goal(alone, minutes=300)
    assert await team_room(alone) is None
    assert not await TeamGoal.exists(account_id=account.id)
