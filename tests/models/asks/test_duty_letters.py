"""Whoever is given newcomers hears of it: one letter a day, by day, of those they still answer for, until they say stop."""

import asyncio
from datetime import UTC, datetime, timedelta
from uuid import UUID

import orjson
import pytest

from models.asks import links
from models.asks.actions import deliver_due, stop_letters, tell_keepers
from models.asks.duty_letters import Waiting, compose_duties
from models.asks.errors import LinkUnknown
from models.asks.letters import render_html, render_text
from models.asks.rules.one_a_day import Day, day_of_letter
from models.asks.tables import Delivery, DeliveryState, MailboxMessage, MessagePurpose
from models.kernel import clock, work
from models.kernel.actor import stranger, system_actor
from models.kernel.tables import Account
from models.people.actions import escalate_greetings, grant_consent, hand_over_greeting, return_greeting_batch
from models.people.actions.greeting_steps import start_greeting
from models.people.queries import my_consents
from models.people.tables import Channel, Consent, Person, Purpose
from tests.factories import actor_for, make_account, make_organizer, make_person, make_region
from workers.jobs import JOBS
from workers.jobs.greetings import give_due

NOON = datetime(2026, 10, 1, 16, tzinfo=UTC)
LONG_AGO = NOON - timedelta(days=40)
HOUR = timedelta(hours=1)
STATES = DeliveryState


async def _greeter(account: Account, **changes: object) -> Person:
    values = {"willing": ["greeting"], "birth_year": 1980, "confirmed_at": LONG_AGO, "greeted_at": LONG_AGO}
    return await make_person(account, **values | {"last_active_at": LONG_AGO, "first_name": "Rosa"} | changes)


async def _newcomer(account: Account, **changes: object) -> Person:
    person = await make_person(account, **{"first_name": "Joan", "last_name": "Baez"} | changes)
    async with work.unit_of_work(system_actor(account.id)):
        await start_greeting(person)
    return person


async def _give(account: Account) -> None:
    """Give newcomers, and do the jobs that tell of it, twice."""
    await escalate_greetings(system_actor(account.id))
    rows = await work.fetch(
        "DELETE FROM outbox_rows WHERE account_id = $1 AND name = 'greetings.handed' RETURNING payload::text",
        account.id,
    )
    for payload in [row["payload"] for row in rows] * 2:
        await JOBS["greetings.handed"]([_job(account, payload)])


def _job(account: Account, payload: str) -> dict[str, object]:
    return {"id": account.id, "account_id": account.id, "payload": orjson.loads(payload), "attempt": 1}


async def _letters(account: Account) -> list[tuple[UUID, DeliveryState, datetime]]:
    rows = await Delivery.filter(account_id=account.id, template="duties").order_by("due_at")
    return [(row.person_id, row.state, row.due_at) for row in rows]


async def test_one_letter_tells_of_a_whole_batch_and_shows_no_more_than_it_needs(account: Account) -> None:
    await make_region()
    with clock.freeze(NOON):
        greeter = await _greeter(account)
        first = await _newcomer(account, phone="+12125550100", last_name="Baez")
        await _newcomer(account, first_name="Nina", last_name="Simone")
        await _give(account)
        assert await _letters(account) == [(greeter.id, STATES.PENDING, NOON)]
        (row,) = await Delivery.filter(account_id=account.id)
        assert (row.purpose, row.ask_id) == (MessagePurpose.SERVICE, None)
    with clock.freeze(NOON + 5 * HOUR):
        assert await deliver_due() == 1
    (letter,) = await MailboxMessage.filter(account_id=account.id)
    assert (letter.person_id, letter.subject) == (greeter.id, "2 newcomers wait for your hello")
    assert "\u2068Joan B.\u2069 · \u2068New York County\u2069 · 67 hours left" in letter.text
    assert "\u2068Nina S.\u2069" in letter.text
    assert f"{links.address('/greeting')}\n" in letter.text
    for private in ("Baez", "Simone", "5550100", first.email or "", str(first.id)):
        assert private not in letter.text + letter.html


async def test_what_comes_after_todays_letter_is_told_tomorrow_morning(account: Account) -> None:
    with clock.freeze(NOON):
        greeter = await _greeter(account)
        await _newcomer(account)
        await _give(account)
        await deliver_due()
    morning = datetime(2026, 10, 2, 12, tzinfo=UTC)
    for hours in (1, 2):
        with clock.freeze(NOON + hours * HOUR):
            await _newcomer(account, first_name="Nina")
            await _give(account)
            assert await _letters(account) == [
                (greeter.id, STATES.SENT, NOON),
                (greeter.id, STATES.PENDING, morning),
            ]
    with clock.freeze(morning):
        await deliver_due()
    assert [each.subject for each in await MailboxMessage.filter(account_id=account.id).order_by("received_at")] == [
        "1 newcomer waits for your hello",
        "3 newcomers wait for your hello",
    ]


async def test_at_night_it_waits_for_the_morning(account: Account) -> None:
    with clock.freeze(datetime(2026, 10, 2, 3, tzinfo=UTC)):
        greeter = await _greeter(account)
        await _newcomer(account)
        await _give(account)
    assert await _letters(account) == [(greeter.id, STATES.PENDING, datetime(2026, 10, 2, 12, tzinfo=UTC))]


async def test_who_was_given_back_is_not_in_it_and_a_letter_without_news_stays(account: Account) -> None:
    with clock.freeze(NOON):
        greeter = await _greeter(account)
        await make_organizer(account, "US/", first_name="Olga", greeted_at=LONG_AGO, paused_until=NOON + 9 * HOUR)
        await _newcomer(account)
        await _give(account)
        assert await return_greeting_batch(actor_for(greeter)) == 1
        await _newcomer(account, first_name="Nina", last_name="Simone")
        await deliver_due()
    assert await _letters(account) == [(greeter.id, STATES.RECALLED, NOON)]
    with clock.freeze(NOON + HOUR):
        await _give(account)
        assert await _letters(account) == [(greeter.id, STATES.PENDING, NOON + HOUR)]
        await deliver_due()
    (letter,) = await MailboxMessage.filter(account_id=account.id)
    assert letter.subject == "1 newcomer waits for your hello"
    assert "Nina S." in letter.text
    assert "Joan" not in letter.text


async def test_who_climbs_is_told_to_the_next_and_what_one_takes_oneself_to_nobody(account: Account) -> None:
    with clock.freeze(NOON):
        greeter, organizer = await _greeter(account), await make_organizer(account, "US/", greeted_at=LONG_AGO)
        await _newcomer(account)
        await _give(account)
    with clock.freeze(NOON + 24 * HOUR):
        await _give(account)
        assert await _letters(account) == [
            (greeter.id, STATES.PENDING, NOON),
            (organizer.person_id, STATES.PENDING, NOON + 24 * HOUR),
        ]
        taken = await _newcomer(account, first_name="Nina")
        await hand_over_greeting(organizer, person_id=taken.id)
        assert not await work.fetch(
            "SELECT FROM outbox_rows WHERE account_id = $1 AND name = 'greetings.handed'", account.id
        )
        await hand_over_greeting(organizer, person_id=taken.id, to_person_id=greeter.id)
        (job,) = await work.fetch(
            "SELECT payload::text FROM outbox_rows WHERE account_id = $1 AND name = 'greetings.handed'", account.id
        )
        assert str(greeter.id) in job["payload"]


async def test_stop_ends_these_letters_at_once_and_only_these(account: Account) -> None:
    with clock.freeze(NOON):
        greeter = await _greeter(account)
        await _newcomer(account)
        await _give(account)
        token = links.sign(links.DUTIES, account.id, greeter.id)
        for _ in range(2):
            await stop_letters(stranger(account.id), token=token)
        assert await _letters(account) == [(greeter.id, STATES.RECALLED, NOON)]
        states = {(each.purpose, each.channel): each.granted for each in await my_consents(actor_for(greeter))}
        assert states[Purpose.DUTIES, Channel.EMAIL] is False
        assert await Consent.filter(account_id=account.id).count() == 1
        await _newcomer(account, first_name="Nina")
        await _give(account)
        assert await _letters(account) == [(greeter.id, STATES.RECALLED, NOON)]
        await grant_consent(actor_for(greeter), purpose=Purpose.DUTIES, channel=Channel.EMAIL)
        assert await tell_keepers(system_actor(account.id), person_ids=[greeter.id], since=NOON) == 1


async def test_another_link_than_ones_own_stops_nothing(account: Account) -> None:
    person = await make_person(account)
    elsewhere = await make_person(await make_account())
    own, other = links.sign(links.DUTIES, account.id, person.id), links.sign(links.ASK, account.id, person.id)
    foreign = links.sign(links.DUTIES, elsewhere.account_id, elsewhere.id)
    for token in (other, foreign, own[:-4] + "AAAA", "nonsense"):
        with pytest.raises(LinkUnknown):
            await stop_letters(stranger(account.id), token=token)
    assert not await Consent.exists(account_id=account.id)
    assert not await Consent.exists(account_id=elsewhere.account_id)


async def test_two_that_tell_at_once_queue_one(committed_account: Account) -> None:
    with clock.freeze(NOON):
        greeter = await _greeter(committed_account)
        await _newcomer(committed_account)
        await give_due([{"account_id": committed_account.id, "payload": {}, "id": committed_account.id, "attempt": 1}])
        telling = [
            tell_keepers(system_actor(committed_account.id), person_ids=[greeter.id], since=NOON) for _ in range(4)
        ]
        assert sorted(await asyncio.gather(*telling)) == [0, 0, 0, 1]
    assert await _letters(committed_account) == [(greeter.id, STATES.PENDING, NOON)]


@pytest.mark.parametrize(
    ("today", "tomorrow", "wanted"),
    [
        (None, None, Day.TODAY),
        (STATES.RECALLED, None, Day.TODAY),
        (STATES.PENDING, None, None),
        (STATES.ATTEMPTING, None, Day.TOMORROW),
        (STATES.SENT, None, Day.TOMORROW),
        (STATES.UNKNOWN, STATES.RECALLED, Day.TOMORROW),
        (STATES.DEAD, STATES.PENDING, None),
    ],
)
def test_which_letter_tells(today: DeliveryState | None, tomorrow: DeliveryState | None, wanted: Day | None) -> None:
    assert day_of_letter(today, tomorrow) is wanted


@pytest.mark.parametrize(
    ("language", "left"), [("en", "2 hours left"), ("pl", "zostały 2 godziny"), ("ar", "بقيت ساعتان")]
)
def test_it_speaks_the_readers_language_in_each_cell(language: str, left: str) -> None:
    letter = compose_duties(
        language=language,
        first_name="Rosa",
        greet=[Waiting("Joan B.", "Kings", NOON + 2 * HOUR)],
        ask=[Waiting("Nina S.", "Kings", NOON - HOUR)],
        others=3,
        now=NOON,
        stop_url="https://campaign.example/stop/T",
    )
    text, html = render_text(letter), render_html(letter)
    assert left in text
    assert left in html
    assert "https://campaign.example/stop/T" in text
    assert letter.unsubscribe_url == "https://campaign.example/stop/T"
    assert html.count("<td ") == html.count(f'<td dir="{"rtl" if language == "ar" else "ltr"}"')
