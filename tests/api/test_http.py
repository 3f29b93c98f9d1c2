"""The endpoint over HTTP: who is asking, in which media type, from where, and what the browser is handed."""

from collections.abc import AsyncIterator
from uuid import UUID

import httpx
import pytest
import pytest_asyncio

from api.execution import Endpoint
from api.ids import global_id
from api.rate_limits import RateLimits, Rates
from models.kernel.actor import Role
from models.kernel.ids import id_for
from models.kernel.tables import Account
from models.people import secrets
from tests.api.kettles import KETTLES, KettleRow, kettle_schema
from tests.api.live import serving
from tests.api.sessions import give_session
from tests.factories import make_account, make_organizer, make_person

KETTLE = id_for("kettle:http")
WHO = {"query": "{ whoAmI { personId language address } }"}
LEND = {
    "query": "mutation M($i: KettleLendInput!) { kettleLend(input: $i) { __typename } }",
    "variables": {"i": {"kettleId": global_id("Kettle", KETTLE)}},
}


@pytest_asyncio.fixture
async def client(site: str, site_account: Account) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the site, where there is one kettle."""
    KETTLES[KETTLE] = KettleRow(KETTLE, site_account.id, "http", 1, id_for("owner:1"))
    async with httpx.AsyncClient(base_url=site) as opened:
        yield opened
    KETTLES.clear()


async def _token(account: Account, person_id: UUID | None = None) -> str:
    return await give_session(account, person_id or (await make_person(account, language="pl")).id)


async def test_strangers_are_answered_in_the_language_of_their_browser(client: httpx.AsyncClient) -> None:
    answer = await client.post("/graphql", json=WHO, headers={"accept-language": "fr-CH, ar;q=0.8"})
    assert answer.json() == {"data": {"whoAmI": {"personId": None, "language": "ar", "address": "127.0.0.1"}}}
    assert answer.headers["vary"] == "Accept, Authorization, Cookie"


async def test_a_bearer_token_says_who_asks(client: httpx.AsyncClient, site_account: Account) -> None:
    person = await make_person(site_account, language="pl")
    bearer = {"authorization": f"Bearer {await _token(site_account, person.id)}"}
    answer = await client.post("/graphql", json=WHO, headers=bearer)
    assert answer.json()["data"]["whoAmI"] == {"personId": str(person.id), "language": "pl", "address": "127.0.0.1"}


async def test_a_bearer_token_that_is_not_valid_is_said_so(client: httpx.AsyncClient, site_account: Account) -> None:
    elsewhere = await make_account()
    for token in ("nonsense", secrets.new_token(site_account.id), await _token(elsewhere)):
        answer = await client.post("/graphql", json=WHO, headers={"authorization": f"Bearer {token}"})
        assert answer.status_code == 401
        assert answer.json()["errors"][0]["extensions"] == {"code": "UNAUTHENTICATED"}


async def test_a_cookie_says_who_asks_and_one_that_is_not_valid_makes_a_stranger(
    client: httpx.AsyncClient, site_account: Account
) -> None:
    for token, language in ((await _token(site_account), "pl"), (secrets.new_token(site_account.id), "en")):
        answer = await client.post("/graphql", json=WHO, headers={"cookie": f"session={token}"})
        assert answer.json()["data"]["whoAmI"]["language"] == language


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none"},
        {"sec-fetch-site": "cross-site", "origin": "http://127.0.0.1"},
        {"origin": "https://elsewhere.example"},
        {"origin": "null"},
    ],
)
async def test_another_site_cannot_speak_with_our_cookie(
    client: httpx.AsyncClient, site_account: Account, headers: dict[str, str]
) -> None:
    cookie = {"cookie": f"session={await _token(site_account)}"}
    answer = await client.post("/graphql", json=LEND, headers=headers | cookie)
    assert answer.status_code == 403
    assert answer.json()["errors"][0]["extensions"] == {"code": "NOT_PERMITTED"}
    assert KETTLES[KETTLE].lent_to is None


async def test_our_own_pages_and_programs_speak_with_the_cookie(
    client: httpx.AsyncClient, site: str, site_account: Account
) -> None:
    for headers in ({"sec-fetch-site": "same-origin"}, {"origin": site}, {}):
        cookie = {"cookie": f"session={await _token(site_account)}"}
        answer = await client.post("/graphql", json=WHO, headers=headers | cookie)
        assert answer.json()["data"]["whoAmI"]["language"] == "pl"


async def test_get_reads_and_does_not_write(client: httpx.AsyncClient, site_account: Account) -> None:
    bearer = {"authorization": f"Bearer {await _token(site_account)}"}
    read = await client.get(
        "/graphql",
        params={"query": "query($n: Int) { kettles(first: $n) { edges { node { name } } } }", "variables": '{"n": 5}'},
        headers=bearer,
    )
    assert read.json() == {"data": {"kettles": {"edges": [{"node": {"name": "http"}}]}}}
    write = await client.get(
        "/graphql", params={"query": 'mutation { kettleLend(input: {kettleId: "1"}) { __typename } }'}
    )
    assert (write.status_code, write.headers["allow"]) == (405, "POST")


async def test_a_document_that_is_not_valid_is_400_for_new_clients_and_200_for_old_ones(
    client: httpx.AsyncClient,
) -> None:
    for accept, status in (("application/graphql-response+json", 400), ("application/json", 200), ("*/*", 200)):
        answer = await client.post("/graphql", json={"query": "{ teapots }"}, headers={"accept": accept})
        assert answer.status_code == status
        assert list(answer.json()) == ["errors"]


async def test_a_bug_is_masked_and_the_rest_is_answered(client: httpx.AsyncClient) -> None:
    answer = await client.post("/graphql", json={"query": "{ broken account { name } }"})
    assert answer.status_code == 200
    assert answer.json()["data"] == {"broken": None, "account": {"name": "Campaign"}}
    assert "1234" not in answer.text


async def test_a_session_that_a_mutation_opens_is_handed_over_as_a_cookie(client: httpx.AsyncClient) -> None:
    opened = await client.post("/graphql", json={"query": 'mutation { sessionGive(token: "abc") }'})
    cookie = opened.headers["set-cookie"]
    assert cookie.startswith("session=abc; HttpOnly; Max-Age=")
    assert cookie.endswith("; Path=/; SameSite=lax")
    closed = await client.post("/graphql", json={"query": "mutation { sessionGive }"})
    assert 'session=""; HttpOnly; Max-Age=0' in closed.headers["set-cookie"]


async def test_graphiql_is_for_organizers(client: httpx.AsyncClient, site_account: Account) -> None:
    organizer = await make_organizer(site_account, role=Role.ORGANIZER)
    volunteer = await make_person(site_account)
    pages = {}
    for name, person_id in (("organizer", organizer.person_id), ("volunteer", volunteer.id)):
        cookie = {"cookie": f"session={await _token(site_account, person_id)}", "accept": "text/html,*/*;q=0.8"}
        pages[name] = await client.get("/graphql", headers=cookie)
        assert pages[name].status_code == 200
        assert pages[name].headers["content-security-policy"].startswith("default-src 'none'; script-src 'self'; ")
    assert 'src="/graphql/static/graphiql.min.js"' in pages["organizer"].text
    assert "query Me" in pages["organizer"].text
    assert "<script" not in pages["volunteer"].text
    assert "after signing in" in pages["volunteer"].text


async def test_graphiql_needs_nothing_from_elsewhere(client: httpx.AsyncClient) -> None:
    for name in (
        "graphiql.min.js",
        "graphiql.min.css",
        "react.production.min.js",
        "react-dom.production.min.js",
        "graphql-ws.min.js",
        "start.js",
        "start.css",
        "graphiql.LICENSE",
        "react.LICENSE",
        "graphql-ws.LICENSE",
    ):
        assert (await client.get(f"/graphql/static/{name}")).status_code == 200


async def test_who_asks_too_much_is_told_how_long_to_wait(site_account: Account) -> None:
    endpoint = Endpoint(kettle_schema, rate_limits=RateLimits(Rates(address=1)))
    async with serving(endpoint) as site, httpx.AsyncClient(base_url=site) as client:
        for accept in ("application/json", "application/graphql-response+json"):
            answer = await client.post("/graphql", json=WHO, headers={"accept": accept})
            assert answer.status_code == 429
            wait = answer.json()["errors"][0]["extensions"]
            assert wait == {"code": "RATE_LIMITED", "retryAfter": int(answer.headers["retry-after"])}
            assert 1 <= wait["retryAfter"] <= 60


async def test_head_is_a_get_without_its_body(client: httpx.AsyncClient) -> None:
    for headers, kind in (({"accept": "text/html"}, "text/html"), ({}, "application/json")):
        asked = {} if kind == "text/html" else {"query": "{ __typename }"}
        answer = await client.head("/graphql", params=asked, headers=headers)
        assert (answer.status_code, answer.content) == (200, b"")
        assert answer.headers["content-type"].startswith(kind)
