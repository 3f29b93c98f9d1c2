"""People, roles, tokens and imports over the API, for those who organize."""

from typing import Any

import pytest

from api import ids
from api.operations import named_operations
from models.kernel.actor import Actor, Role, system_actor
from models.kernel.tables import Account, AuditEntry
from models.people import actions
from models.people.queries import actor_of_token
from models.people.rules.names import name_key, sort_key
from models.people.tables import Person
from models.regions.queries import region_by_code
from tests.api.asking import ask, context_for, data_of
from tests.factories import actor_for, make_organizer, make_person
from tests.models.people.stage import count, make_work
from tests.models.people.test_people_page import named
from tests.models.people.test_teams import make_team, placed

pytestmark = pytest.mark.usefixtures("geography", "skills", "open_connections")

PEOPLE = """
query ($filter: PeopleFilter, $sort: PeopleSort, $first: Int, $after: String) {
  people(filter: $filter, sort: $sort, first: $first, after: $after) {
    edges { node { firstName } }
    pageInfo { hasNextPage endCursor }
  }
}
"""


async def names(account: Account, actor: Actor, **variables: Any) -> list[str]:
    """The first names of a page."""
    data = await data_of(PEOPLE, context_for(account, actor), **variables)
    return [edge["node"]["firstName"] for edge in data["people"]["edges"]]


@pytest.fixture
async def organizer(account: Account) -> Actor:
    """Organizes New York."""
    keys = {"first_name": "Olga", "sort_key": sort_key("Olga", ""), "name_key": name_key("Olga", "")}
    return await make_organizer(account, "US/NY/", **keys)


async def test_lists_are_filtered_sorted_and_paged(account: Account, organizer: Actor) -> None:
    ada = await named(account, "Ada", "Zed", willing=["cooking"])
    await named(account, "Bob", "Abel")
    await named(account, "Cleo", "", region_path="US/CA/037/")
    await make_work(ada)
    assert await names(account, organizer) == ["Bob", "Olga", "Ada"]
    assert await names(account, organizer, sort="NEWEST") == ["Bob", "Ada", "Olga"]
    for filters in (
        {"search": "zed"},
        {"willing": "COOKING"},
        {"kind": "CANVASS"},
        {"minimumMinutes": 60},
        {"kind": "CANVASS", "minimumMinutes": 60, "personKind": "VOLUNTEER"},
    ):
        assert await names(account, organizer, filter=filters) == ["Ada"]
    for filters in ({"kind": "COOKING"}, {"minimumMinutes": 61}, {"regionId": "nonsense"}, {"personKind": "CONTACT"}):
        assert await names(account, organizer, filter=filters) == []
    county = await region_by_code("US-NY-061")
    inside = {"regionId": ids.global_id("Region", county.id)}
    assert await names(account, organizer, filter=inside, first=1) == ["Bob"]


async def test_a_page_costs_the_same_queries_for_few_and_for_many(
    account: Account, organizer: Actor, statements: list[str]
) -> None:
    document = named_operations()["People"]
    counts = []
    for _ in range(2):
        await placed(account)
        statements.clear()
        await data_of(document, context_for(account, organizer))
        counts.append(len(statements))
        await placed(account)
    assert counts[0] > 3
    assert counts[0] == counts[1]


async def test_volunteers_and_strangers_list_nobody(account: Account) -> None:
    volunteer = actor_for(await make_person(account))
    for actor, code in ((volunteer, "NOT_ALLOWED"), (None, "SIGN_IN_REQUIRED")):
        answer = await ask(PEOPLE, context_for(account, actor))
        assert [error["extensions"]["code"] for error in answer.errors] == [code]  # type: ignore[typeddict-item]


async def test_a_person_is_seen_by_their_organizers_alone(account: Account, organizer: Actor) -> None:
    person = await named(account, "Ada", "Lovelace", phone="+12125550123")
    document = "query ($id: ID!) { person(id: $id) { displayName lastName hasPhone contributions { minutes } } }"
    given = ids.global_id("Person", person.id)
    seen = await data_of(document, context_for(account, organizer), id=given)
    assert seen["person"] == {
        "displayName": "Ada L.",
        "lastName": "Lovelace",
        "hasPhone": True,
        "contributions": {"minutes": 0},
    }
    analyst = await make_organizer(account, "US/", Role.ANALYST)
    assert (await data_of(document, context_for(account, analyst), id=given))["person"]["lastName"] is None
    elsewhere = await make_organizer(account, "PL/")
    for actor in (elsewhere, actor_for(await make_person(account)), None):
        assert await data_of(document, context_for(account, actor), id=given) == {"person": None}


async def test_how_to_reach_somebody_is_told_on_record(account: Account, organizer: Actor) -> None:
    person = await make_person(account, phone="+12125550123")
    document = "query ($id: ID!) { personContact(id: $id) { email phone } }"
    given = ids.global_id("Person", person.id)
    data = await data_of(document, context_for(account, organizer), id=given)
    assert data == {"personContact": {"email": person.email, "phone": "+12125550123"}}
    elsewhere = await make_organizer(account, "PL/")
    assert await data_of(document, context_for(account, elsewhere), id=given) == {"personContact": None}
    assert await AuditEntry.filter(account_id=account.id, verb="person.contact").count() == 1


async def test_greeting(account: Account, organizer: Actor) -> None:
    person = await make_person(account)
    greet = named_operations()["PersonGreet"]
    given = {"personId": ids.global_id("Person", person.id)}
    data = await data_of(greet, context_for(account, organizer), input=given)
    assert data["personGreet"]["person"]["greetedAt"] is not None
    refused = await data_of(greet, context_for(account, await make_organizer(account, "PL/")), input=given)
    assert refused["personGreet"]["__typename"] == "NotFound"


async def test_roles_are_given_listed_and_taken(account: Account, organizer: Actor) -> None:
    person, county = await make_person(account), await region_by_code("US-NY-061")
    grant = """
    mutation ($input: MembershipGrantInput!) {
      membershipGrant(input: $input) {
        __typename
        ... on MembershipGrantPayload { membership { id role region { code } person { firstName } node { name } } }
      }
    }
    """
    given = {
        "personId": ids.global_id("Person", person.id),
        "role": "ORGANIZER",
        "regionId": ids.global_id("Region", county.id),
    }
    data = await data_of(grant, context_for(account, organizer), input=given)
    membership = data["membershipGrant"]["membership"]
    assert membership | {"id": ""} == {
        "id": "",
        "role": "ORGANIZER",
        "region": {"code": "US-NY-061"},
        "person": {"firstName": "Ada"},
        "node": None,
    }
    above = await data_of(grant, context_for(account, organizer), input=given | {"role": "ADMIN"})
    assert above["membershipGrant"] == {"__typename": "NotAllowed"}
    listed = await data_of(
        "query ($id: ID!) { memberships(regionId: $id) { id } }", context_for(account, organizer), id=given["regionId"]
    )
    assert listed == {"memberships": [{"id": membership["id"]}]}
    mine = await data_of("{ memberships { id } }", context_for(account, organizer))
    assert {"id": membership["id"]} in mine["memberships"]
    elsewhere = await data_of("{ memberships { id } }", context_for(account, await make_organizer(account, "US/PA/")))
    assert {"id": membership["id"]} not in elsewhere["memberships"]
    end = "mutation ($input: MembershipEndInput!) { membershipEnd(input: $input) { __typename } }"
    data = await data_of(end, context_for(account, organizer), input={"id": membership["id"]})
    assert data["membershipEnd"]["__typename"] == "MembershipEndPayload"
    data = await data_of(end, context_for(account, organizer), input={"id": membership["id"]})
    assert data["membershipEnd"]["__typename"] == "NotFound"


async def test_a_leader_s_team_is_named(account: Account) -> None:
    person, team = await make_person(account), await make_team(account)
    await actions.grant_membership(
        system_actor(account.id), person_id=person.id, role=Role.TEAM_LEADER, team_id=team.id
    )
    data = await data_of("{ me { memberships { role team { name } } } }", context_for(account, actor_for(person)))
    assert data["me"]["memberships"] == [{"role": "TEAM_LEADER", "team": {"name": "Team"}}]


async def test_the_organization_is_a_tree(account: Account) -> None:
    admin = await make_organizer(account, "", Role.ADMIN)
    root = await actions.create_organization_node(admin, name="National", level="national")
    await actions.create_organization_node(admin, name="State", level="state", parent_id=root.id)
    data = await data_of("{ organization { name parent { name } } }", context_for(account, admin))
    assert data == {
        "organization": [{"name": "National", "parent": None}, {"name": "State", "parent": {"name": "National"}}]
    }


async def test_tokens_are_made_listed_and_revoked(account: Account, organizer: Actor) -> None:
    create = """
    mutation ($input: ApiTokenCreateInput!) {
      apiTokenCreate(input: $input) {
        __typename ... on ApiTokenCreatePayload { token session { id name kind permissions } } ... on UserError { field }
      }
    }
    """
    given = {"name": "Map", "permissions": ["read"], "days": 7}
    data = await data_of(create, context_for(account, organizer), input=given)
    made = data["apiTokenCreate"]
    assert (made["session"]["kind"], made["session"]["permissions"]) == ("API_TOKEN", ["read"])
    reader = await actor_of_token(made["token"])
    assert reader is not None
    refused = await ask(create, context_for(account, reader), input=given)
    assert refused.data is None
    wrong = await data_of(create, context_for(account, organizer), input=given | {"days": 0})
    assert wrong["apiTokenCreate"] == {"__typename": "InvalidInput", "field": "days"}
    listed = await data_of("{ apiTokens { name } }", context_for(account, organizer))
    assert listed == {"apiTokens": [{"name": "Map"}]}
    revoke = """
    mutation ($input: ApiTokenRevokeInput!) {
      apiTokenRevoke(input: $input) { ... on ApiTokenRevokePayload { apiTokens { id } } }
    }
    """
    data = await data_of(revoke, context_for(account, organizer), input={"id": made["session"]["id"]})
    assert data == {"apiTokenRevoke": {"apiTokens": []}}
    assert await actor_of_token(made["token"]) is None


async def test_a_table_is_looked_at_taken_in_and_taken_back(account: Account, organizer: Actor) -> None:
    document = """
    mutation ($input: PeopleImportInput!) {
      peopleImport(input: $input) {
        __typename
        ... on PeopleImportPayload {
          report { importId rows added known leftOut problemCount problems { row column leftOut } mapping { field columns } }
        }
      }
    }
    """
    table = {"csv": "who;mail;zip\nAda;ada@example.org;10001\nBob;x;10001\nCleo;cleo@example.org;90210\n"}
    choose = {"mapping": [{"field": "first_name", "column": "who"}]}
    dry = (await data_of(document, context_for(account, organizer), input=table | choose))["peopleImport"]["report"]
    assert (dry["importId"], dry["rows"], dry["added"], dry["leftOut"]) == (None, 3, 2, 1)
    assert [(problem["row"], problem["leftOut"]) for problem in dry["problems"]] == [(3, False), (4, True)]
    assert await count("people", account) == 1
    real = await data_of(document, context_for(account, organizer), input=table | choose | {"dryRun": False})
    report = real["peopleImport"]["report"]
    assert (report["added"], await count("people", account)) == (2, 3)
    undo = "mutation ($input: ImportUndoInput!) { importUndo(input: $input) { ... on ImportUndoPayload { removed kept } } }"
    data = await data_of(undo, context_for(account, organizer), input={"id": report["importId"]})
    assert data == {"importUndo": {"removed": 2, "kept": 0}}
    assert await Person.filter(account_id=account.id).count() == 1
    volunteer = actor_for(await make_person(account))
    refused = await data_of(document, context_for(account, volunteer), input=table)
    assert refused["peopleImport"] == {"__typename": "NotAllowed"}
