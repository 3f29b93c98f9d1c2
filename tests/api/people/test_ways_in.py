"""Signing up, in and out over the API: as our own operations ask it."""

from typing import Any

import pytest

from api import ids
from api.operations import named_operations
from models.kernel.tables import Account
from models.people import sign_in_tokens
from models.people.queries import actor_of_token
from models.people.tables import Person, PersonKind
from tests.api.asking import ask, context_for, data_of
from tests.api.sessions import give_session
from tests.factories import actor_for, make_person
from tests.models.people.stage import BROWSER, count, latest_request

pytestmark = pytest.mark.usefixtures("geography", "open_connections")

SIGN_UP = named_operations()["SignUp"]
SIGN_IN_REQUEST = named_operations()["SignInRequest"]
SIGN_IN = named_operations()["SignIn"]
SIGN_OUT = named_operations()["SignOut"]
ADA = {
    "email": "ada@example.org",
    "firstName": "Ada",
    "country": "US",
    "postalCode": "10001",
    "consentParticipation": True,
    "consentAsks": True,
}
MOBILE = """
mutation ($input: SignInInput!) {
  signIn(input: $input) { ... on SignInPayload { accessToken refreshToken } ... on UserError { code } }
}
"""
REFRESH = """
mutation ($input: SessionRefreshInput!) {
  sessionRefresh(input: $input) {
    __typename
    ... on SessionRefreshPayload { accessToken refreshToken }
    ... on UserError { code message }
  }
}
"""


async def sign_up(account: Account, **changes: Any) -> Any:
    """Ask to join."""
    data = await data_of(SIGN_UP, context_for(account, browser_secret=BROWSER), input=ADA | changes)
    return data["signUp"]


async def test_from_signing_up_to_signing_out(account: Account) -> None:
    assert await sign_up(account) == {"__typename": "SignUpPayload", "delivered": True}
    token = sign_in_tokens.link_token((await latest_request(account)).id)
    context = context_for(account, browser_secret=BROWSER)
    data = await data_of(SIGN_IN, context, input={"link": token, "client": "BROWSER"})

    person = await Person.get(account_id=account.id)
    assert person.kind is PersonKind.VOLUNTEER
    assert data["signIn"]["__typename"] == "SignInPayload"
    assert data["signIn"]["accessToken"] is None
    assert data["signIn"]["me"] == {"id": ids.global_id("Person", person.id), "firstName": "Ada", "language": "en"}
    assert context.session_cookie is not None
    secret = context.session_cookie.token
    assert secret is not None
    actor = await actor_of_token(secret)
    assert actor is not None
    assert actor.person_id == person.id

    leaving = context_for(account, actor)
    assert (await data_of(SIGN_OUT, leaving, input={}))["signOut"]["__typename"] == "SignOutPayload"
    assert leaving.session_cookie is not None
    assert leaving.session_cookie.token is None
    assert await actor_of_token(secret) is None


async def test_the_answer_is_the_same_for_known_and_unknown_addresses(account: Account) -> None:
    await make_person(account, email="ada@example.org")
    assert await sign_up(account) == await sign_up(account, email="bob@example.org")
    answers = [
        await data_of(SIGN_IN_REQUEST, context_for(account), input={"email": email})
        for email in ("ada@example.org", "nobody@example.org")
    ]
    assert answers[0] == answers[1] == {"signInRequest": {"__typename": "SignInRequestPayload", "delivered": True}}


@pytest.mark.parametrize(
    ("changes", "member", "field"),
    [
        ({"email": "nobody"}, "InvalidInput", "email"),
        ({"postalCode": "00000"}, "PostalCodeUnknown", "postalCode"),
        ({"consentParticipation": False}, "ConsentNeeded", "consentParticipation"),
        ({"cityId": ids.global_id("City", ids.NOBODY)}, "NotFound", None),
    ],
)
async def test_refusals_are_members_that_name_their_field(
    account: Account, changes: dict[str, Any], member: str, field: str | None
) -> None:
    refusal = await sign_up(account, **changes)
    assert (refusal["__typename"], refusal["field"]) == (member, field)
    assert await count("people", account) == 0


async def test_an_unknown_code_comes_with_a_way_on(account: Account) -> None:
    refusal = await sign_up(account, postalCode="10000")
    assert refusal["suggestions"][0]["postalCode"] == "10001"


async def test_wrong_codes_say_how_many_attempts_are_left(account: Account) -> None:
    await sign_up(account)
    data = await data_of(SIGN_IN, context_for(account), input={"email": "ada@example.org", "code": "x"})
    assert (data["signIn"]["__typename"], data["signIn"]["attemptsLeft"]) == ("CodeWrong", 4)


async def test_a_link_in_another_browser_asks_for_the_code(account: Account) -> None:
    await sign_up(account)
    token = sign_in_tokens.link_token((await latest_request(account)).id)
    data = await data_of(SIGN_IN, context_for(account, browser_secret="another"), input={"link": token})
    assert data["signIn"]["__typename"] == "OtherBrowser"
    assert await count("sessions", account) == 0


async def test_a_phone_gets_tokens_and_renews_them_once(account: Account) -> None:
    await sign_up(account)
    code = sign_in_tokens.code((await latest_request(account)).id)
    context = context_for(account)
    data = await data_of(MOBILE, context, input={"email": "ada@example.org", "code": code, "client": "MOBILE"})
    first = data["signIn"]
    assert context.session_cookie is None
    assert await actor_of_token(first["accessToken"]) is not None

    renew = {"refreshToken": first["refreshToken"]}
    second = (await data_of(REFRESH, context_for(account), input=renew))["sessionRefresh"]
    assert await actor_of_token(first["accessToken"]) is None
    assert await actor_of_token(second["accessToken"]) is not None
    again = (await data_of(REFRESH, context_for(account), input=renew))["sessionRefresh"]
    assert (again["__typename"], again["code"]) == ("SessionEnded", "SESSION_ENDED")
    assert await actor_of_token(second["accessToken"]) is None


async def test_strangers_have_no_me(account: Account) -> None:
    assert await data_of("{ me { firstName } }", context_for(account)) == {"me": None}


async def test_sessions_are_listed_and_ended(account: Account) -> None:
    person = await make_person(account)
    secret, other = (
        await give_session(account, person.id, name="Here"),
        await give_session(account, person.id, name="There"),
    )
    actor = await actor_of_token(secret)
    context = context_for(account, actor)
    data = await data_of("{ me { sessions { id name kind isCurrent } } }", context)
    sessions = {session["name"]: session for session in data["me"]["sessions"]}
    assert {name: session["isCurrent"] for name, session in sessions.items()} == {"Here": True, "There": False}
    revoke = named_operations()["SessionRevoke"]
    data = await data_of(revoke, context_for(account, actor), input={"id": sessions["There"]["id"]})
    assert data["sessionRevoke"]["__typename"] == "SessionRevokePayload"
    assert await actor_of_token(other) is None
    stranger_s = await data_of(
        revoke, context_for(account, actor_for(await make_person(account))), input={"id": sessions["Here"]["id"]}
    )
    assert stranger_s["sessionRevoke"]["__typename"] == "NotFound"
    assert await actor_of_token(secret) is not None


async def test_many_mutations_at_once_are_refused_to_volunteers(account: Account) -> None:
    answer = await ask(
        "mutation { a: signOut(input: {}) { __typename } b: signOut(input: {}) { __typename } }", context_for(account)
    )
    assert answer.errors != []
