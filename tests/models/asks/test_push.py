"""Notifications, before a local maker of browsers that reads them as the browser would."""

from dataclasses import replace
from typing import Any

import httpx
import pytest

from models.asks.channels import AddressDead, TemporaryFailure, vapid
from models.asks.channels import push as channel
from models.asks.channels.push import PushChannel, PushSettings
from models.kernel.tables import Account
from models.people.tables import Person, PushSubscription
from tests.factories import make_person
from tests.models.asks.push_service import PushService
from tests.models.asks.push_service import pushes as pushes
from tests.models.asks.test_channels import make_message

PUBLIC = PushChannel(PushSettings("hello@campaign.example"))


async def message_to(person: Person, account: Account) -> Any:
    return replace(
        await make_message(account), person_id=person.id, subject="A question for you", text="Open it", link="/a"
    )


async def browsers_of(person: Person) -> list[PushSubscription]:
    return await PushSubscription.filter(account_id=person.account_id, person_id=person.id)


async def test_only_the_browser_reads_it_and_knows_who_sent_it(account: Account, pushes: PushService) -> None:
    person = await make_person(account)
    await pushes.subscribe(person)
    await pushes.channel().send(await message_to(person, account))
    ((told,), (headers,)) = pushes.taken, pushes.headers
    assert told == {"title": "A question for you", "body": "Open it", "url": "/a", "tag": headers["topic"]}
    assert len(headers["topic"]) == 22
    assert (headers["ttl"], headers["content-encoding"]) == ("86400", "aes128gcm")
    assert headers["authorization"].endswith(vapid.public_key())


async def test_each_browser_is_notified_and_one_that_is_gone_is_forgotten(
    account: Account, pushes: PushService
) -> None:
    person = await make_person(account)
    for name in ("one", "two", "closed"):
        await pushes.subscribe(person, name)
    del pushes.browsers["closed"]
    await pushes.channel().send(await message_to(person, account))
    assert len(pushes.taken) == 2
    assert {each.endpoint[-3:] for each in await browsers_of(person)} == {"one", "two"}


@pytest.mark.parametrize("status", [404, 410])
async def test_where_no_browser_is_left_the_address_is_dead(account: Account, pushes: PushService, status: int) -> None:
    person = await make_person(account)
    await pushes.subscribe(person)
    pushes.answer = status
    with pytest.raises(AddressDead):
        await pushes.channel().send(await message_to(person, account))
    assert await browsers_of(person) == []


async def test_a_wrong_key_of_ours_costs_nobody_their_browser(account: Account, pushes: PushService) -> None:
    person = await make_person(account)
    await pushes.subscribe(person)
    pushes.answer = 403
    with pytest.raises(TemporaryFailure):
        await pushes.channel().send(await message_to(person, account))
    assert len(await browsers_of(person)) == 1


@pytest.mark.parametrize("numbers", [["127.0.0.1"], ["93.184.215.14", "10.0.0.8"], ["::ffff:169.254.169.254"]])
async def test_nothing_is_sent_to_machines_that_are_not_public(
    account: Account, pushes: PushService, monkeypatch: pytest.MonkeyPatch, numbers: list[str]
) -> None:
    async def found(host: str) -> list[str]:
        assert host == "push.example"
        return numbers

    monkeypatch.setattr(channel, "_numbers_of", found)
    person = await make_person(account)
    browser = await pushes.subscribe(person)
    await PushSubscription.filter(account_id=account.id, id=browser.id).update(endpoint="https://push.example/one")
    with pytest.raises(AddressDead):
        await PUBLIC.send(await message_to(person, account))
    assert (pushes.taken, await browsers_of(person)) == ([], [])


async def test_the_machine_that_was_looked_at_is_the_one_that_is_reached(
    account: Account, pushes: PushService, monkeypatch: pytest.MonkeyPatch
) -> None:
    reached: list[httpx.Request] = []

    async def found(_: str) -> list[str]:
        return ["93.184.215.14"]

    async def handle(_: httpx.AsyncHTTPTransport, request: httpx.Request) -> httpx.Response:
        reached.append(request)
        return httpx.Response(201)

    monkeypatch.setattr(channel, "_numbers_of", found)
    monkeypatch.setattr(httpx.AsyncHTTPTransport, "handle_async_request", handle)
    person = await make_person(account)
    browser = await pushes.subscribe(person)
    await PushSubscription.filter(account_id=account.id, id=browser.id).update(endpoint="https://push.example/one?x=1")
    await PUBLIC.send(await message_to(person, account))
    (request,) = reached
    assert str(request.url) == "https://93.184.215.14/one?x=1"
    assert (request.headers["host"], request.extensions["sni_hostname"]) == ("push.example", "push.example")
