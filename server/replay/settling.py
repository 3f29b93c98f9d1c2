"""Founds the account of a replay, and settles its people and teams in it: all at once, or not at all."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from models.kernel import clock, ids, work
from models.kernel.actor import Actor, system_actor
from models.kernel.tables import Account
from models.leaderboards.tables import Season
from models.people.actions import add_known_qualifications
from models.people.rules.teams import friendly_name
from models.people.tables import (
    Channel,
    Consent,
    Import,
    Person,
    PersonKind,
    PublicName,
    Purpose,
    Team,
)
from models.people.wordings import current_version
from server.replay.placing import Home, TeamOfNeighbours, form_teams, fraction_of, place_people
from server.replay.stream import Action, Stream

SUBJECT = "replay"
BIRTH_YEAR = 1980
ON_PUBLIC_BOARDS = 0.25
_AGREEMENTS = (
    (Purpose.PARTICIPATION, Channel.APP),
    (Purpose.ASKS, Channel.APP),
    (Purpose.ASKS, Channel.EMAIL),
)
_HOMES = """
SELECT code.code, code.place, code.region_id, region.path AS region_path, region.population,
       code.latitude, code.longitude, code.time_zone
FROM postal_codes AS code JOIN regions AS region ON region.id = code.region_id
WHERE code.country = 'US' ORDER BY code.code
"""


async def find_or_found_account(slug: str, actions: list[Action]) -> Account:
    """The account of that slug; made, with one season that holds the whole stream, if there is none."""
    account = await Account.get_or_none(slug=slug)
    if account is not None:
        return account
    account_id = ids.new_id()
    async with work.unit_of_work(system_actor(account_id)):
        account = await Account.create(id=account_id, slug=slug, name="Replay", created_at=clock.now())
        await add_known_qualifications(account_id)
        await Season.create(
            id=ids.new_id(),
            account_id=account_id,
            name="Replay",
            starts_on=actions[0].at.date() - timedelta(days=1),
            ends_on=actions[-1].at.date() + timedelta(days=1),
        )
    return account


async def find_or_settle(actor: Actor, stream: Stream) -> Import:
    """The replay of this stream in the account, with its people; settled now, if they are not there yet."""
    known = await Import.get_or_none(account_id=actor.account_id, digest=stream.digest, subject=SUBJECT)
    if known is not None:
        return known
    async with work.unit_of_work(actor):
        replay = await Import.create(
            id=ids.new_id(),
            account_id=actor.account_id,
            subject=SUBJECT,
            digest=stream.digest,
            mapping={},
            counts={"taken": 0},
            started_at=clock.now(),
        )
        await _settle(actor.account_id, replay.id, stream.actions)
    return replay


async def ledger_ids(replay: Import) -> dict[int, UUID]:
    """The pseudonyms of a replay's people, by their number in the stream."""
    rows = await work.fetch(
        "SELECT import_key, ledger_id FROM people WHERE account_id = $1 AND import_id = $2",
        replay.account_id,
        replay.id,
    )
    return {int(row["import_key"]): row["ledger_id"] for row in rows}


async def _settle(account_id: UUID, replay_id: UUID, actions: list[Action]) -> None:
    first_seen: dict[int, datetime] = {}
    willing: dict[int, set[str]] = defaultdict(set)
    for action in actions:
        first_seen.setdefault(action.person, action.at)
        willing[action.person].add(action.work.kind.value)
    home_of = place_people(first_seen, [Home(**row) for row in await work.fetch(_HOMES)])
    teams = list(form_teams(home_of))
    team_ids = dict(zip((id(team) for team in teams), ids.new_ids(len(teams)), strict=True))
    team_of = {person: team_ids[id(team)] for team in teams for person in team.people}
    await _copy(Team, _team_rows(account_id, teams, team_ids))
    people = [
        _person_row(account_id, replay_id, person, home, team_of.get(person), first_seen[person], willing[person])
        for person, home in home_of.items()
    ]
    await _copy(Person, people)
    await _copy(Consent, [row for person in people for row in _consent_rows(person)])


def _team_rows(account_id: UUID, teams: Iterable[TeamOfNeighbours], team_ids: dict[int, UUID]) -> list[dict[str, Any]]:
    taken: dict[str, set[str]] = defaultdict(set)
    rows = []
    for team in teams:
        name = friendly_name(team.home.place, "en", taken[team.home.place])
        taken[team.home.place].add(name)
        rows.append(
            {
                "id": team_ids[id(team)],
                "account_id": account_id,
                "name": name,
                "region_id": team.home.region_id,
                "region_path": team.home.region_path,
                "latitude": team.home.latitude,
                "longitude": team.home.longitude,
                "member_count": len(team.people),
                "created_at": clock.now(),
            }
        )
    return rows


def _person_row(
    account_id: UUID,
    replay_id: UUID,
    person: int,
    home: Home,
    team_id: UUID | None,
    first_seen: datetime,
    willing: Iterable[str],
) -> dict[str, Any]:
    address = f"traveller-{person}@replay.invalid"
    shows_name = fraction_of(-person) < ON_PUBLIC_BOARDS
    return {
        "id": ids.new_id(),
        "account_id": account_id,
        "ledger_id": ids.new_pseudonym(),
        "kind": PersonKind.VOLUNTEER.value,
        **dict.fromkeys(("email", "email_key", "sign_in_key"), address),
        "first_name": f"Traveller {person}",
        "alias": f"Traveller {person}",
        "public_name": (PublicName.ALIAS if shows_name else PublicName.HIDDEN).value,
        **dict.fromkeys(("sort_key", "name_key"), f"traveller {person}"),
        "language": "en",
        "birth_year": BIRTH_YEAR,
        "country": "US",
        "postal_code": home.code,
        "place": home.place,
        "region_id": home.region_id,
        "region_path": home.region_path,
        "latitude": home.latitude,
        "longitude": home.longitude,
        "time_zone": home.time_zone,
        "team_id": team_id,
        "willing": sorted(willing),
        "source": SUBJECT,
        "import_id": replay_id,
        "import_key": str(person),
        "created_at": first_seen,
        "confirmed_at": first_seen,
    }


def _consent_rows(person: dict[str, Any]) -> Iterable[dict[str, Any]]:
    shows_name = person["public_name"] == PublicName.ALIAS.value
    public = ((Purpose.PUBLIC_BOARD, Channel.PUBLIC),) if shows_name else ()
    for purpose, channel in (*_AGREEMENTS, *public):
        yield {
            "id": ids.new_id(),
            "account_id": person["account_id"],
            "person_id": person["id"],
            "purpose": purpose.value,
            "channel": channel.value,
            "granted": True,
            "wording_version": current_version(purpose),
            "source": SUBJECT,
            "at": person["created_at"],
        }


async def _copy(table: type[Person | Team | Consent], rows: list[dict[str, Any]]) -> None:
    """Bulk insert; columns that a row leaves out get the table's default."""
    fields = table._meta.fields_map
    defaults = {name: field.default for name, field in fields.items()}
    values = [
        [
            row[name] if name in row else (default() if callable(default) else default)
            for name, default in defaults.items()
        ]
        for row in rows
    ]
    await work.copy_rows(table._meta.db_table, list(defaults), values)
