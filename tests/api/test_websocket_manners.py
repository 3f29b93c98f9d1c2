"""Who may speak on a WebSocket, for how long, and how much."""

from collections.abc import AsyncIterator

import pytest
from websockets.asyncio.client import connect

from api.execution import Endpoint
from api.websocket import Manners
from models.kernel import clock
from models.kernel.tables import Account
from models.people.tables import Session
from tests.api.kettles import kettle_schema
from tests.api.live import serving
from tests.api.sessions import give_session
from tests.api.websocket_line import ACK, INIT, PROTOCOL, Line, subscribe, websocket_address
from tests.api.websocket_line import opened as opened
from tests.factories import make_person


async def test_a_token_in_the_first_message_says_who_it_is(opened: Line, site_account: Account) -> None:
    person = await make_person(site_account)
    token = await give_session(site_account, person.id)
    await opened.say(INIT | {"payload": {"Authorization": f"Bearer {token}"}})
    assert await opened.hear() == [ACK]
    await opened.say(subscribe("subscription { who }"))
    assert (await opened.hear())[0]["payload"] == {"data": {"who": str(person.id)}}


async def test_so_does_a_cookie(site: str, site_account: Account) -> None:
    person = await make_person(site_account)
    cookie = {"cookie": f"session={await give_session(site_account, person.id)}"}
    async with connect(websocket_address(site), subprotocols=[PROTOCOL], additional_headers=cookie) as connection:
        line = Line(connection)
        await line.say(INIT, subscribe("subscription { who }"))
        assert (await line.hear(2))[1]["payload"] == {"data": {"who": str(person.id)}}


@pytest.mark.parametrize("given", ["Bearer nonsense", "nonsense", "Bearer ", 5, None, {"a": 1}])
async def test_a_token_that_is_not_valid_ends_the_connection(opened: Line, given: object) -> None:
    await opened.say(INIT | {"payload": {"authorization": given}})
    if given is None:
        assert await opened.hear() == [ACK]
    else:
        assert await opened.end() == (4403, "Forbidden")


async def _with_manners(manners: Manners) -> AsyncIterator[Line]:
    async with (
        serving(Endpoint(kettle_schema), manners) as site,
        connect(websocket_address(site), subprotocols=[PROTOCOL]) as connection,
    ):
        yield Line(connection)


async def test_who_does_not_begin_in_time_is_not_waited_for(site_account: Account) -> None:
    async for limited in _with_manners(Manners(init_within=0.2)):
        assert await limited.end() == (4408, "Connection initialisation timeout")


async def test_operations_on_one_connection_are_limited(site_account: Account) -> None:
    async for limited in _with_manners(Manners(operations=2)):
        await limited.say(INIT, subscribe("subscription { waits }", "a"), subscribe("subscription { waits }", "b"))
        await limited.hear(3)
        await limited.say(subscribe("subscription { waits }", "c"))
        (refused,) = await limited.hear()
        assert (refused["type"], refused["id"]) == ("error", "c")
        assert refused["payload"][0]["extensions"]["code"] == "TOO_COMPLEX"
        await limited.say({"type": "complete", "id": "a"}, subscribe("subscription { ticks(count: 0) }", "c"))
        assert await limited.hear() == [{"type": "complete", "id": "c"}]


async def test_messages_on_one_connection_are_limited(site_account: Account) -> None:
    async for limited in _with_manners(Manners(messages_a_minute=5)):
        await limited.say(INIT, *[{"type": "pong"}] * 6)
        assert await limited.hear() == [ACK]
        assert await limited.end() == (1008, "Too many messages")


async def test_a_session_that_is_revoked_ends_its_connection(site_account: Account) -> None:
    token = await give_session(site_account, (await make_person(site_account)).id)
    async for limited in _with_manners(Manners(check_every=0.2)):
        await limited.say(INIT | {"payload": {"authorization": f"Bearer {token}"}}, subscribe("subscription { waits }"))
        await limited.hear(2)
        await Session.filter(account_id=site_account.id).update(revoked_at=clock.now())
        assert await limited.end() == (4403, "Forbidden")
