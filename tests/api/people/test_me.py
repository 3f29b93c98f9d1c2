"""Me: the profile, one answer at a time, consents, team, download and erasure over the API."""

from typing import Any

import pytest

from api import ids
from api.operations import named_operations
from models.kernel.tables import Account
from models.people.tables import Person, Purpose, Team
from models.skills.queries import skill_id
from tests.api.asking import context_for, data_of
from tests.factories import actor_for, make_person
from tests.models.people.stage import count
from tests.models.people.test_teams import make_team, placed

pytestmark = pytest.mark.usefixtures("geography", "skills", "open_connections")

PROFILE = """
query {
  me {
    id firstName lastName email language alias publicName displayName phone birthYear country postalCode place timeZone
    maximumDistanceKm weeklyMinutes pausedUntil rankHidden willing roles nextQuestion
    availability { weekday part } skills { evidence skill { label } } region { code } team { name memberCount }
    memberships { role } consents { purpose channel granted wordingVersion }
  }
}
"""
UPDATE = """
mutation ($input: MeUpdateInput!) {
  meUpdate(input: $input) {
    __typename
    ... on UserError { code field message }
    ... on MeUpdatePayload {
      me {
        firstName lastName phone birthYear willing nextQuestion postalCode
        region { code } availability { weekday part } skills { skill { label } }
      }
    }
  }
}
"""


async def update(account: Account, person: Person, **changes: Any) -> Any:
    """Change one's profile."""
    return (await data_of(UPDATE, context_for(account, actor_for(person)), input=changes))["meUpdate"]


async def test_everything_about_me(account: Account) -> None:
    person = await placed(account, last_name="Lovelace", willing=["cooking", "gone"], availability=1 | 1 << 20)
    me = (await data_of(PROFILE, context_for(account, actor_for(person))))["me"]
    assert me["id"] == ids.global_id("Person", person.id)
    assert (me["displayName"], me["email"], me["publicName"], me["roles"]) == ("Ada L.", person.email, "HIDDEN", [])
    assert me["willing"] == ["COOKING"]
    assert me["availability"] == [{"weekday": 0, "part": "MORNING"}, {"weekday": 6, "part": "EVENING"}]
    assert (me["region"], me["team"]) == ({"code": "US-NY-061"}, {"name": "New York City · Herons", "memberCount": 1})
    assert (me["nextQuestion"], me["memberships"]) == ("SKILLS", [])
    granted = {(state["purpose"], state["channel"]) for state in me["consents"] if state["granted"]}
    assert granted == {("SERVICE", "EMAIL"), ("THANKS", "EMAIL"), ("DUTIES", "EMAIL")}


async def test_answers_are_given_one_by_one_and_emptied(account: Account) -> None:
    person = await make_person(account, birth_year=1990, last_name="Lovelace")
    answer = await update(account, person, willing=["CANVASS"], phone="212 555 0123", birthYear=None)
    assert answer["me"] | {"skills": None} == {
        "firstName": "Ada",
        "lastName": "Lovelace",
        "phone": "+12125550123",
        "birthYear": None,
        "willing": ["CANVASS"],
        "nextQuestion": "SKILLS",
        "postalCode": "10001",
        "region": {"code": "US-NY-061"},
        "availability": None,
        "skills": None,
    }
    cooking = ids.global_id("Skill", skill_id("cooking"))
    answer = await update(account, person, skillIds=[cooking], availability=[{"weekday": 5, "part": "AFTERNOON"}])
    assert answer["me"]["availability"] == [{"weekday": 5, "part": "AFTERNOON"}]
    assert len(answer["me"]["skills"]) == 1
    answer = await update(account, person, dismissQuestion="BIRTH_YEAR", lastName="", availability=[])
    assert (answer["me"]["nextQuestion"], answer["me"]["lastName"]) == ("AVAILABILITY", "")


async def test_moving_house(account: Account) -> None:
    person = await make_person(account)
    answer = await update(account, person, postalCode="90210")
    assert answer["me"]["region"] == {"code": "US-CA-037"}
    assert await Team.exists(account_id=account.id, region_path="US/CA/037/")


@pytest.mark.parametrize(
    ("changes", "member", "field"),
    [
        ({"phone": "1"}, "InvalidInput", "phone"),
        ({"postalCode": "00000"}, "PostalCodeUnknown", "postalCode"),
        ({"skillIds": ["nonsense"]}, "NotFound", None),
        ({"availability": [{"weekday": 7, "part": "MORNING"}]}, "InvalidInput", "availability"),
    ],
)
async def test_refusals(account: Account, changes: dict[str, Any], member: str, field: str | None) -> None:
    person = await make_person(account)
    answer = await update(account, person, firstName="Bob", **changes)
    assert (answer["__typename"], answer["field"]) == (member, field)
    assert (await Person.get(account_id=account.id)).first_name == "Ada"


async def test_strangers_sign_in_first(account: Account) -> None:
    answer = await data_of(UPDATE, context_for(account), input={"firstName": "Bob"})
    assert answer["meUpdate"]["__typename"] == "SignInRequired"


async def test_consents_are_given_and_taken_back(account: Account) -> None:
    person = await make_person(account)
    document = """
    mutation ($input: Consent%sInput!) {
      consent%s(input: $input) { ... on Consent%sPayload { consents { purpose channel granted } } ... on UserError { code } }
    }
    """
    given = {"purpose": "ASKS", "channel": "EMAIL"}
    for verb, granted in (("Grant", True), ("Revoke", False)):
        context = context_for(account, actor_for(person))
        data = await data_of(document.replace("%s", verb), context, input=given)
        states = {(s["purpose"], s["channel"]): s["granted"] for s in data[f"consent{verb}"]["consents"]}
        assert states["ASKS", "EMAIL"] is granted
    refused = await data_of(
        document.replace("%s", "Grant"), context_for(account, actor_for(person)), input=given | {"channel": "PUBLIC"}
    )
    assert refused["consentGrant"] == {"code": "INVALID"}
    assert await count("consents", account) == 2
    assert Purpose.ASKS == "asks"


async def test_teams_are_joined_founded_and_left(account: Account) -> None:
    person = await placed(account)
    team = await make_team(account, name="Others")
    actor = actor_for(person)
    choices = await data_of("{ me { teamsToJoin { name } } }", context_for(account, actor))
    assert [choice["name"] for choice in choices["me"]["teamsToJoin"]] == ["New York City · Herons", "Others"]
    join = """
    mutation ($input: TeamJoinInput!) {
      teamJoin(input: $input) {
        ... on TeamJoinPayload { team { name members { displayName isMe } } }
        ... on UserError { code }
      }
    }
    """
    data = await data_of(join, context_for(account, actor), input={"teamId": ids.global_id("Team", team.id)})
    assert data["teamJoin"]["team"] == {"name": "Others", "members": [{"displayName": "Ada", "isMe": True}]}
    found = await data_of(named_operations()["TeamFound"], context_for(account, actor), input={"name": "Night Owls"})
    assert found["teamFound"]["__typename"] == "TeamFoundPayload"
    left = await data_of(named_operations()["TeamLeave"], context_for(account, actor), input={})
    assert left["teamLeave"]["__typename"] == "TeamLeavePayload"
    assert (await Person.get(account_id=account.id)).team_id is None
    await Team.filter(account_id=account.id, id=team.id).update(member_count=15)
    full = await data_of(join, context_for(account, actor), input={"teamId": ids.global_id("Team", team.id)})
    assert full["teamJoin"] == {"code": "TEAM_FULL"}


async def test_one_s_own_data_is_taken_along_and_erased(account: Account) -> None:
    person = await placed(account)
    context = context_for(account, actor_for(person))
    data = await data_of("{ myData }", context)
    assert data["myData"]["profile"]["first_name"] == "Ada"
    erase = named_operations()["MyDataErase"]
    refused = await data_of(erase, context_for(account, actor_for(person)), input={"confirmEmail": "x@example.org"})
    assert refused["myDataErase"]["field"] == "confirmEmail"
    assert await count("people", account) == 1
    data = await data_of(erase, context, input={"confirmEmail": person.email})
    assert data["myDataErase"]["__typename"] == "MyDataErasePayload"
    assert context.session_cookie is not None
    assert context.session_cookie.token is None
    assert await count("people", account) == 0
