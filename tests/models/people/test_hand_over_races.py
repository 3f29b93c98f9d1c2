"""Two who hand over at once: one wins, the other reads why not, and nobody has more than ten."""

import asyncio
from datetime import UTC, datetime, timedelta

from models.kernel import clock, work
from models.kernel.actor import system_actor
from models.kernel.errors import Conflict
from models.kernel.tables import Account
from models.people.actions import hand_over_greeting
from models.people.actions.greeting_steps import start_greeting
from models.people.tables import GreetingLease, GreetingStep, Person
from tests.factories import make_organizer, make_person

NOW = datetime(2026, 10, 1, 12, tzinfo=UTC)
LONG_AGO = NOW - timedelta(days=40)
IN_HAND = "They have this newcomer in hand already."
NO_ROOM = "Ten newcomers are as many as one can have in hand. Choose somebody else, or have some given back."


async def _newcomer(account: Account) -> Person:
    person = await make_person(account)
    async with work.unit_of_work(system_actor(account.id)):
        await start_greeting(person)
    return person


async def _greeter(account: Account) -> Person:
    values = {"willing": ["greeting"], "birth_year": 1980, "confirmed_at": LONG_AGO, "greeted_at": LONG_AGO}
    return await make_person(account, **values, last_active_at=LONG_AGO)


async def test_of_two_who_hand_over_the_same_newcomer_one_wins(committed_account: Account) -> None:
    with clock.freeze(NOW):
        newcomer, greeter = await _newcomer(committed_account), await _greeter(committed_account)
        organizers = [await make_organizer(committed_account, "US/") for _ in range(2)]
        both = [hand_over_greeting(each, person_id=newcomer.id, to_person_id=greeter.id) for each in organizers]
        done = await asyncio.gather(*both, return_exceptions=True)
    assert [str(each) for each in done if isinstance(each, Conflict)] == [IN_HAND]
    assert [each.greeter_person_id for each in done if isinstance(each, GreetingLease)] == [greeter.id]
    assert await GreetingStep.filter(person_id=newcomer.id).count() == 2


async def test_of_two_who_fill_the_last_place_of_a_batch_one_wins(committed_account: Account) -> None:
    with clock.freeze(NOW):
        greeter = await _greeter(committed_account)
        organizers = [await make_organizer(committed_account, "US/") for _ in range(2)]
        people = [await _newcomer(committed_account) for _ in range(11)]
        for each in people[:9]:
            await hand_over_greeting(organizers[0], person_id=each.id, to_person_id=greeter.id)
        pairs = zip(organizers, people[9:], strict=True)
        both = [hand_over_greeting(actor, person_id=each.id, to_person_id=greeter.id) for actor, each in pairs]
        done = await asyncio.gather(*both, return_exceptions=True)
    assert [str(each) for each in done if isinstance(each, Conflict)] == [NO_ROOM]
    assert await GreetingLease.filter(greeter_person_id=greeter.id).count() == 10


async def test_of_two_who_give_the_same_newcomer_to_different_people_the_second_is_told(
    committed_account: Account,
) -> None:
    with clock.freeze(NOW):
        newcomer = await _newcomer(committed_account)
        greeters = [await _greeter(committed_account) for _ in range(2)]
        organizers = [await make_organizer(committed_account, "US/") for _ in range(2)]
        both = [
            hand_over_greeting(actor, person_id=newcomer.id, to_person_id=greeter.id, expected_owner=None)
            for actor, greeter in zip(organizers, greeters, strict=True)
        ]
        done = await asyncio.gather(*both, return_exceptions=True)
        (winner,) = [each.greeter_person_id for each in done if isinstance(each, GreetingLease)]
        (told,) = [str(each) for each in done if isinstance(each, Conflict)]
        assert told.startswith("\u2068Ada\u2069 was given this newcomer a moment ago.")
        assert (await GreetingLease.get(person_id=newcomer.id)).greeter_person_id == winner
        assert await GreetingStep.filter(person_id=newcomer.id).count() == 2
        other = next(each.id for each in greeters if each.id != winner)
        sure = {"person_id": newcomer.id, "to_person_id": other, "expected_owner": winner}
        assert (await hand_over_greeting(organizers[1], **sure)).greeter_person_id == other
