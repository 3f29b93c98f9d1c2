"""People are put into a team of neighbours; places are taken and given back one by one, under the team's lock."""

from uuid import UUID

from tortoise.expressions import F

from models.kernel import clock, ids, work
from models.kernel.actor import Role
from models.people.actions.remember_home import remember_home
from models.people.rules.teams import LARGEST, friendly_name
from models.people.tables import Membership, Person, PersonKind, Team

_NEAREST = """
SELECT id FROM teams
 WHERE account_id = $1 AND region_path = $2 AND member_count < $3
 ORDER BY (latitude - $4) ^ 2 + ((longitude - $5) * cos(radians($4))) ^ 2 NULLS LAST, id
 LIMIT 1 FOR UPDATE
"""
_LOCK = "SELECT id FROM teams WHERE account_id = $1 AND id = ANY($2::uuid[]) ORDER BY id FOR UPDATE"
_LOCK_FOR_MOVE = """
SELECT id FROM teams
 WHERE account_id = $1 AND (id = $2 OR region_path = $3 AND member_count < $4) ORDER BY id FOR UPDATE
"""
_TAKE = """
WITH taken AS (
    UPDATE teams SET member_count = member_count + 1
     WHERE account_id = $1 AND id = $3 AND member_count < $4 RETURNING id
)
UPDATE people SET team_id = taken.id FROM taken WHERE people.account_id = $1 AND people.id = $2
"""


async def place_in_team(person: Person) -> UUID:
    """
    Put somebody who has no team into the nearest one of their region that has a place, or found one; returns its id.

    Newcomers of one region queue up here, so that they fill one team rather than found one each.
    """
    await _queue_up(person.account_id, person.region_path)
    team_id: UUID | None = await work.fetch_value(
        _NEAREST, person.account_id, person.region_path, LARGEST, person.latitude, person.longitude
    )
    if team_id is None:
        team_id = (await create_team(person, await _new_name(person))).id
    await take_place(person.account_id, person.id, team_id)
    return team_id


async def _queue_up(account_id: UUID, region_path: str) -> None:
    lock = f"teams:{account_id}:{region_path}"
    await work.execute("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", lock)


async def move_to_team_of(person: Person, home: Person) -> None:
    """
    Out of the team of `person` as they were, into one near their new `home`. All teams that may be touched are locked at
    once and in order, so that two who change places do not wait for each other.
    """
    await _queue_up(home.account_id, home.region_path)
    await work.execute(_LOCK_FOR_MOVE, home.account_id, person.team_id, home.region_path, LARGEST)
    await _leave(home.account_id, home.id)
    if home.kind is PersonKind.VOLUNTEER:
        await place_in_team(home)


async def lock_teams(account_id: UUID, *team_ids: UUID | None) -> None:
    """Lock several teams in the order in which everybody does."""
    await work.execute(_LOCK, account_id, [team_id for team_id in team_ids if team_id is not None])


async def _new_name(person: Person) -> str:
    teams = Team.filter(account_id=person.account_id, region_path=person.region_path)
    taken = await teams.values_list("name", flat=True)
    return friendly_name(person.place, person.language, {str(name) for name in taken})


async def create_team(founder: Person, name: str) -> Team:
    """A team without members, where its founder lives."""
    return await Team.create(
        id=ids.new_id(),
        account_id=founder.account_id,
        name=name,
        region_id=founder.region_id,
        region_path=founder.region_path,
        latitude=founder.latitude,
        longitude=founder.longitude,
        created_at=clock.now(),
    )


async def take_place(account_id: UUID, person_id: UUID, team_id: UUID) -> bool:
    """Take a place for somebody without a team; False if there is none left."""
    return bool(await work.execute(_TAKE, account_id, person_id, team_id, LARGEST))


async def give_up_place(account_id: UUID, person_id: UUID) -> None:
    """Leave the team that somebody is in, if any: what they did so far stays with it; who led it does so no longer."""
    person = await Person.filter(account_id=account_id, id=person_id).select_for_update().first()
    if person is not None and person.team_id is not None:
        await remember_home(person)
        await _leave(account_id, person_id)


async def _leave(account_id: UUID, person_id: UUID) -> None:
    member = Person.filter(account_id=account_id, id=person_id)
    person = await member.select_for_update().first()
    if person is None or person.team_id is None:
        return
    await member.update(team_id=None)
    await Team.filter(account_id=account_id, id=person.team_id).update(member_count=F("member_count") - 1)
    led = Membership.filter(
        account_id=account_id, person_id=person_id, role=Role.TEAM_LEADER, team_id__isnull=False, ended_at__isnull=True
    )
    await led.update(ended_at=clock.now())
