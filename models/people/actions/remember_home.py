"""Keeps where somebody was at home, before that changes."""

from models.kernel import clock, ids
from models.people.tables import PastHome, Person


async def remember_home(person: Person) -> None:
    """What they did until now stays with this region and team, even if we hear of it later (`rules.md` G15)."""
    await PastHome.create(
        id=ids.new_id(),
        account_id=person.account_id,
        person_id=person.id,
        until=clock.now(),
        region_id=person.region_id,
        team_id=person.team_id,
        time_zone=person.time_zone,
    )
