"""A profile is filled one small answer at a time; moving house means new neighbours."""

from datetime import UTC, datetime
from typing import Any

import pytest

from models.kernel import clock, ids
from models.kernel.actor import stranger
from models.kernel.errors import Invalid, NotFound, SignInRequired
from models.kernel.tables import Account
from models.people import actions
from models.people.queries import next_question_of, skills_by_person
from models.people.rules.questions import ProfileQuestion
from models.people.tables import Evidence, PastHome, Person, PersonSkill, PublicName, Team
from models.regions.errors import PostalCodeUnknown
from models.skills.queries import skill_id
from tests.factories import actor_for, make_person
from tests.models.people.stage import count, join

pytestmark = pytest.mark.usefixtures("geography", "skills")


async def test_every_answer_is_kept_in_its_form(account: Account) -> None:
    actor = actor_for(await make_person(account))
    pause = datetime(2026, 12, 1, tzinfo=UTC)
    changed = await actions.update_me(
        actor,
        {
            "first_name": " Łucja ",
            "last_name": "Żak",
            "alias": "Lu",
            "public_name": PublicName.ALIAS,
            "language": "pl-PL",
            "phone": "(212) 555-0123",
            "birth_year": 1990,
            "willing": ["canvass", "cooking", "canvass"],
            "availability": 5,
            "maximum_distance_km": 12,
            "weekly_minutes": 90,
            "paused_until": pause,
            "rank_hidden": True,
        },
    )
    person = await Person.get(account_id=account.id)
    assert (person.first_name, person.last_name, person.sort_key, person.name_key) == (
        "Łucja",
        "Żak",
        "zak lucja",
        "lucja zak",
    )
    assert (person.alias, person.public_name, person.language) == ("Lu", PublicName.ALIAS, "pl")
    assert (person.phone, person.birth_year, person.willing) == ("+12125550123", 1990, ["canvass", "cooking"])
    assert (person.availability, person.maximum_distance_km, person.weekly_minutes) == (5, 12, 90)
    assert (person.paused_until, person.rank_hidden, person.version) == (pause, True, 2)
    assert changed.version == 2
    assert await count("outbox_rows", account) == 1


async def test_what_is_not_said_stays_and_none_empties(account: Account) -> None:
    actor = actor_for(await make_person(account, phone="+12125550123", birth_year=1990))
    person = await actions.update_me(actor, {"phone": None, "last_name": "Byron"})
    assert (person.phone, person.birth_year, person.first_name, person.last_name) == (None, 1990, "Ada", "Byron")


async def test_questions_come_one_at_a_time_and_never_again(account: Account) -> None:
    person = await make_person(account)
    actor = actor_for(person)
    answers: list[tuple[ProfileQuestion, actions.ProfileChanges]] = [
        (ProfileQuestion.WILLING, {"willing": ["canvass"]}),
        (ProfileQuestion.SKILLS, {"skill_ids": [skill_id("cooking")]}),
        (ProfileQuestion.AVAILABILITY, {"dismissed_question": "availability"}),
        (ProfileQuestion.PHONE, {"phone": "2125550123"}),
        (ProfileQuestion.BIRTH_YEAR, {"birth_year": 1990}),
    ]
    for question, answer in answers:
        assert await next_question_of(person) is question
        person = await actions.update_me(actor, answer)
    assert await next_question_of(person) is None


async def test_skills_are_replaced_but_what_was_shown_stays(account: Account) -> None:
    person = await make_person(account)
    actor, cooking, driving = actor_for(person), skill_id("cooking"), skill_id("driving-licence")
    await actions.update_me(actor, {"skill_ids": [cooking]})
    await PersonSkill.filter(account_id=account.id).update(evidence=Evidence.ENDORSED)
    await actions.update_me(actor, {"skill_ids": [driving, cooking, driving]})
    rows = (await skills_by_person(account.id, [person.id]))[person.id]
    assert {row.skill_id: row.evidence for row in rows} == {cooking: Evidence.ENDORSED, driving: Evidence.DECLARED}
    await actions.update_me(actor, {"skill_ids": []})
    assert await count("person_skills", account) == 0


async def test_moving_brings_a_team_of_new_neighbours(account: Account) -> None:
    person = await join(account)
    old_team = await Team.get(account_id=account.id)
    moved = await actions.update_me(actor_for(person), {"postal_code": "90210"})
    assert (moved.postal_code, moved.region_path, moved.time_zone) == ("90210", "US/CA/037/", "America/Los_Angeles")
    new_team = await Team.get(account_id=account.id, region_path="US/CA/037/")
    assert (moved.team_id, new_team.member_count) == (new_team.id, 1)
    assert (await Team.get(account_id=account.id, id=old_team.id)).member_count == 0
    (past,) = await PastHome.filter(account_id=account.id, person_id=person.id)
    assert (past.region_id, past.team_id, past.time_zone) == (person.region_id, old_team.id, "America/New_York")
    assert past.until <= clock.now()


async def test_moving_within_the_region_keeps_the_team(account: Account) -> None:
    person = await join(account)
    moved = await actions.update_me(actor_for(person), {"postal_code": "10002"})
    assert (moved.postal_code, moved.team_id) == ("10002", person.team_id)


async def test_saying_the_same_place_again_is_no_move(account: Account) -> None:
    person = await make_person(account, country="JO", postal_code=None, region_path="JO/")
    changed = await actions.update_me(actor_for(person), {"country": "JO", "postal_code": "", "first_name": "Bob"})
    assert (changed.first_name, changed.region_path, changed.postal_code) == ("Bob", "JO/", None)


async def test_another_country_needs_a_place_in_it(account: Account) -> None:
    person = await make_person(account)
    with pytest.raises(Invalid) as refusal:
        await actions.update_me(actor_for(person), {"country": "PL"})
    assert refusal.value.field == "postalCode"
    moved = await actions.update_me(actor_for(person), {"country": "PL", "postal_code": "00-950"})
    assert (moved.country, moved.time_zone) == ("PL", "Europe/Warsaw")


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"first_name": "Bob", "phone": "12"}, Invalid),
        ({"first_name": "Bob", "postal_code": "00000"}, PostalCodeUnknown),
        ({"first_name": "Bob", "skill_ids": [ids.new_pseudonym()]}, NotFound),
        ({"first_name": "Bob", "city_id": ids.new_pseudonym()}, NotFound),
    ],
)
async def test_a_refusal_changes_nothing(account: Account, changes: Any, error: type[Exception]) -> None:
    person = await make_person(account)
    with pytest.raises(error):
        await actions.update_me(actor_for(person), changes)
    again = await Person.get(account_id=account.id)
    assert (again.first_name, again.version, await count("outbox_rows", account)) == ("Ada", 1, 0)


async def test_strangers_have_no_profile(account: Account) -> None:
    with pytest.raises(SignInRequired):
        await actions.update_me(stranger(account.id), {"first_name": "Bob"})
