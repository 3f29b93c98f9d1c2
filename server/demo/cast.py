"""The people of the demo campaign, their teams, consents and roles."""

import csv
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from random import Random
from uuid import UUID

from models.activity.tables import ActivityKind
from models.asks.tables import AskSigner
from models.kernel import clock, ids, work
from models.kernel.actor import Actor, Role
from models.people.rules.holdout import is_held_out
from models.people.rules.names import name_key, sort_key
from models.people.tables import (
    Channel,
    Consent,
    Evidence,
    Membership,
    Person,
    PersonKind,
    PersonQualification,
    PersonSkill,
    PublicName,
    Purpose,
    Team,
)
from models.people.wordings import current_version
from models.regions.places import Place
from models.regions.queries import find_postal_code, largest_cities
from models.skills.queries import campaign_skills
from server.demo.places import NEIGHBOURHOODS, Neighbourhood
from server.demo.qualifications import qualifications_of_cast

TEAM_SIZE = 9
TEAM_NAMES = ("Lighthouse", "Harbor", "Tide", "Beacon", "Anchor", "Delta", "Spring", "Current")
EVERY_SLOT = (1 << 21) - 1
NEWCOMERS_EACH = 2
FIRST_NAMES = {"volunteer": "Ada", "organizer": "Rosa", "administrator": "Sam"}


@dataclass(frozen=True, slots=True)
class Crowd:
    """Everybody of one neighbourhood, in their teams, and where it is."""

    neighbourhood: Neighbourhood
    place: Place
    people: list[Person]
    teams: list[Team]


async def gather(actor: Actor, dice: Random) -> list[Crowd]:
    """Make everybody, neighbourhood by neighbourhood, and give the first three of the first their parts."""
    names = _names(dice)
    crowds = [await _gather_crowd(actor.account_id, one, names, dice) for one in NEIGHBOURHOODS]
    async with work.unit_of_work(actor):
        for crowd in crowds:
            await Team.bulk_create(crowd.teams)
            await Person.bulk_create(crowd.people)
        await Consent.bulk_create(
            [consent for crowd in crowds for person in crowd.people for consent in _consents(person)]
        )
        memberships = _memberships(crowds)
        await Membership.bulk_create(memberships)
        await AskSigner.bulk_create(map(_lend_name, memberships))
        await PersonSkill.bulk_create(await _skills(crowds, dice))
        await PersonQualification.bulk_create(await qualifications_of_cast(actor.account_id, crowds))
    return crowds


def cast_of(crowds: list[Crowd]) -> dict[str, Person]:
    """Who plays the volunteer, the organizer and the administrator."""
    return dict(zip(FIRST_NAMES, crowds[0].people, strict=False))


def _names(dice: Random) -> dict[str, Iterator[tuple[str, str]]]:
    by_locale: dict[str, list[tuple[str, str]]] = defaultdict(list)
    with (Path(__file__).parent / "names.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            by_locale[row["locale"]].append((row["first_name"], row["last_name"]))
    return {locale: _endless(found, dice) for locale, found in by_locale.items()}


def _endless(names: list[tuple[str, str]], dice: Random) -> Iterator[tuple[str, str]]:
    while True:
        yield from names
        names = [(dice.choice(names)[0], dice.choice(names)[1]) for _ in names]


async def _gather_crowd(
    account_id: UUID, neighbourhood: Neighbourhood, names: dict[str, Iterator[tuple[str, str]]], dice: Random
) -> Crowd:
    place = await _place_of(neighbourhood)
    number = max(1, neighbourhood.people // TEAM_SIZE)
    teams = [_team(account_id, place, index) for index in range(number)]
    people = []
    for index in range(neighbourhood.people):
        first, last = next(names[dice.choice(neighbourhood.locales)])
        people.append(_person(account_id, neighbourhood, place, teams[index % number], index, (first, last), dice))
    if neighbourhood is NEIGHBOURHOODS[0]:
        _cast(people)
    for team in teams:
        team.member_count = sum(person.team_id == team.id for person in people)
    return Crowd(neighbourhood, place, people, teams)


async def _place_of(neighbourhood: Neighbourhood) -> Place:
    if neighbourhood.postal_code is None:
        return (await largest_cities(neighbourhood.country, 1))[0]
    return await find_postal_code(neighbourhood.country, neighbourhood.postal_code)


def _team(account_id: UUID, place: Place, index: int) -> Team:
    return Team(
        id=ids.new_id(),
        account_id=account_id,
        name=f"{place.name} {TEAM_NAMES[index % len(TEAM_NAMES)]}",
        region_id=place.region_id,
        region_path=place.region_path,
        latitude=place.latitude,
        longitude=place.longitude,
        created_at=clock.now() - timedelta(days=60),
    )


def _person(
    account_id: UUID,
    neighbourhood: Neighbourhood,
    place: Place,
    team: Team,
    index: int,
    name: tuple[str, str],
    dice: Random,
) -> Person:
    is_new = index >= neighbourhood.people - NEWCOMERS_EACH
    joined = clock.now() - (timedelta(hours=dice.randint(3, 60)) if is_new else timedelta(days=dice.randint(8, 120)))
    email = f"demo-{neighbourhood.country.lower()}-{neighbourhood.postal_code or 'city'}-{index}@example.org"
    ledger_id = ids.new_pseudonym()
    person = Person(
        id=ids.new_id(),
        account_id=account_id,
        ledger_id=ledger_id,
        holdout=is_held_out(account_id, ledger_id),
        kind=PersonKind.VOLUNTEER,
        email=email,
        email_key=email,
        sign_in_key=email,
        public_name=dice.choice((PublicName.HIDDEN, PublicName.INITIAL, PublicName.INITIAL)),
        language=neighbourhood.language,
        country=place.country,
        postal_code=place.postal_code,
        place=place.name,
        region_id=place.region_id,
        region_path=place.region_path,
        latitude=place.latitude + dice.uniform(-0.03, 0.03),
        longitude=place.longitude + dice.uniform(-0.03, 0.03),
        time_zone=place.time_zone,
        team_id=team.id,
        birth_year=dice.randint(1955, 2005),
        availability=dice.getrandbits(21) | dice.getrandbits(21),
        willing=sorted(kind.value for kind in dice.sample(list(ActivityKind), 6)),
        source="demo",
        created_at=joined,
        confirmed_at=joined,
        greeted_at=None if is_new else joined + timedelta(hours=dice.randint(2, 30)),
    )
    _rename(person, *name)
    return person


def _rename(person: Person, first: str, last: str) -> None:
    person.first_name, person.last_name = first, last
    person.sort_key, person.name_key = sort_key(first, last), name_key(first, last)


def _cast(people: list[Person]) -> None:
    """The three whom the printed sign-in links belong to: everybody can tell what they see."""
    for (part, first), person in zip(FIRST_NAMES.items(), people, strict=False):
        _rename(person, first, "Demo")
        person.email = person.email_key = person.sign_in_key = f"{part}@example.org"
        person.public_name, person.availability, person.language = PublicName.INITIAL, EVERY_SLOT, "en"
        person.holdout = False


def _consents(person: Person) -> list[Consent]:
    granted = [(Purpose.PARTICIPATION, Channel.APP), (Purpose.ASKS, Channel.EMAIL)]
    if person.public_name is not PublicName.HIDDEN:
        granted.append((Purpose.PUBLIC_BOARD, Channel.PUBLIC))
    return [
        Consent(
            id=ids.new_id(),
            account_id=person.account_id,
            person_id=person.id,
            purpose=purpose,
            channel=channel,
            granted=True,
            wording_version=current_version(purpose),
            source="demo",
            at=person.created_at,
        )
        for purpose, channel in granted
    ]


def _memberships(crowds: list[Crowd]) -> list[Membership]:
    cast = cast_of(crowds)
    parts = [(cast["organizer"], Role.ORGANIZER, "US/NY/"), (cast["administrator"], Role.ADMIN, "")]
    parts.extend((crowd.people[0], Role.ORGANIZER, crowd.place.region_path) for crowd in crowds[1:])
    return [
        Membership(
            id=ids.new_id(),
            account_id=person.account_id,
            person_id=person.id,
            role=role,
            region_path=path,
            created_at=person.created_at,
        )
        for person, role, path in parts
    ]


def _lend_name(membership: Membership) -> AskSigner:
    """Whoever organizes may be named in asks."""
    since = membership.created_at
    return AskSigner(id=ids.new_id(), account_id=membership.account_id, person_id=membership.person_id, since=since)


async def _skills(crowds: list[Crowd], dice: Random) -> list[PersonSkill]:
    """Up to three skills for everybody, a few of them shown or vouched for."""
    known = await campaign_skills()
    evidence = [Evidence.DECLARED, Evidence.DECLARED, Evidence.DEMONSTRATED, Evidence.ENDORSED]
    return [
        PersonSkill(
            id=ids.new_id(),
            account_id=person.account_id,
            person_id=person.id,
            skill_id=skill.id,
            evidence=dice.choice(evidence),
            since=person.created_at,
        )
        for crowd in crowds
        for person in crowd.people
        for skill in dice.sample(known, dice.randint(0, 3))
    ]
