"""A team of neighbours, for tests of what they say and aim at."""

from typing import Any

from models.kernel import clock, ids
from models.kernel.actor import Actor
from models.kernel.tables import Account
from models.people.tables import Team
from tests.factories import actor_for, make_person


async def make_team(account: Account, **changes: Any) -> Team:
    """A team of New York County; members are put in by `make_member`."""
    values: dict[str, Any] = {
        "id": ids.new_id(),
        "account_id": account.id,
        "name": "Herons",
        "region_id": ids.id_for("region:US-NY-061"),
        "region_path": "US/NY/061/",
        "created_at": clock.now(),
    }
    return await Team.create(**values | changes)


async def make_member(team: Team, **changes: Any) -> Actor:
    """Somebody of the team, as an actor."""
    account = await Account.get(id=team.account_id)
    person = await make_person(account, team_id=team.id, **changes)
    await Team.filter(account_id=team.account_id, id=team.id).update(
        member_count=await type(person).filter(account_id=team.account_id, team_id=team.id).count()
    )
    return actor_for(person)
