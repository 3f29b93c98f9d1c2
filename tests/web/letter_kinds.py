"""One letter of each kind that the product sends, on its way: who adds a kind adds how it comes about."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

from models.asks.actions import (
    ask_next_steps,
    choose_asks,
    queue_shift_letters,
    request_phone_code,
    send_service,
    sign_thanks,
    tell_keepers,
    thank_newcomers,
)
from models.asks.delivery_letters import COMPOSERS
from models.asks.rules.shift_letters import TIMINGS, ShiftLetter
from models.asks.tables import Delivery
from models.kernel import clock, ids, work
from models.kernel.actor import stranger, system_actor
from models.kernel.tables import Account
from models.people.actions import hand_over_greeting, request_sign_in
from models.people.actions.greeting_steps import start_greeting
from models.tasks.announce import News
from models.tasks.tables import AssignmentState
from tests.factories import actor_for, make_assignment, make_organizer, make_person, make_shift, make_task
from tests.models.asks.stage import agree, make_matches
from tests.models.asks.test_thanks import lucky_id, work_once

LONG_AGO = timedelta(days=40)


async def ask(account: Account) -> None:
    """An ask with its five answers, its corrections and its way out."""
    person, task = await make_person(account), await make_task(account)
    await agree(person)
    await make_matches(task, await make_shift(task), person)
    await choose_asks(system_actor(account.id), task_id=task.id)


async def sign_in(account: Account) -> None:
    """A way in."""
    await make_person(account, email="ada@example.org")
    await request_sign_in(stranger(account.id), email="ada@example.org")


async def phone_code(account: Account) -> None:
    """The code that proves a number."""
    person = await make_person(account, phone="+12025550143")
    person.phone_proven_at = None
    await person.save(update_fields=["phone_proven_at"])
    await request_phone_code(actor_for(person))


async def duties(account: Account) -> None:
    """The day's letter to somebody who has a newcomer in hand."""
    organizer = await make_organizer(account)
    newcomer = await make_person(account, first_name="Joan")
    async with work.unit_of_work(system_actor(account.id)):
        await start_greeting(newcomer)
    since = clock.now()
    assert organizer.person_id is not None
    await hand_over_greeting(organizer, person_id=newcomer.id, to_person_id=organizer.person_id)
    await tell_keepers(system_actor(account.id), person_ids=[organizer.person_id], since=since)


async def thanks(account: Account) -> None:
    """Unannounced thanks, in a name that was lent."""
    signer = await make_organizer(account, "US/NY/", created_at=clock.now() - 10 * LONG_AGO)
    await sign_thanks(signer, sign=True)
    person = await make_person(account, id=lucky_id(account, True), created_at=clock.now() - timedelta(days=10))
    await agree(person)
    await work_once(person, clock.now() - timedelta(days=2))
    await thank_newcomers(system_actor(account.id))


async def next_step(account: Account) -> None:
    """A question, for somebody whose profile leaves one open."""
    await make_shift(await make_task(account))
    await agree(await make_person(account, created_at=clock.now() - LONG_AGO))
    await ask_next_steps(system_actor(account.id))


async def thanks_for_work(account: Account) -> None:
    """Thanks for somebody whom nothing is worth asking."""
    known = {"willing": ["canvass"], "availability": 1, "birth_year": 1980, "dismissed_questions": ["skills"]}
    person = await make_person(account, created_at=clock.now() - LONG_AGO, **known)
    await agree(person)
    await work_once(person, clock.now() - timedelta(days=3))
    await ask_next_steps(system_actor(account.id))


def news(kind: News) -> Callable[[Account], Awaitable[None]]:
    """What becomes of a shift that somebody takes, waits for, or lost."""

    async def tell(account: Account) -> None:
        person, called_off = await make_person(account), clock.now() if kind is News.CANCELLED else None
        shift = await make_shift(await make_task(account), cancelled_at=called_off)
        if kind is not News.UNQUALIFIED:
            await make_assignment(shift, person)
        about = {"shift_id": shift.id, "news_id": ids.new_id()}
        await send_service(system_actor(account.id), person_ids=[person.id], template=kind.value, **about)

    return tell


def of_shift(letter: ShiftLetter) -> Callable[[Account], Awaitable[None]]:
    """What somebody hears of a shift that they signed up for long ago, or came to."""

    async def queue(account: Account) -> None:
        person, moment = await make_person(account), clock.now() + timedelta(days=1, minutes=-2)
        edge = moment - TIMINGS[letter].at
        starts_at = edge - timedelta(hours=2) if letter.comes_after else edge
        shift = await make_shift(await make_task(account), starts_at=starts_at)
        state = AssignmentState.ATTENDED if letter.comes_after else AssignmentState.CONFIRMED
        await make_assignment(shift, person, state=state, queued_at=moment - LONG_AGO)
        with clock.freeze(moment):
            await queue_shift_letters(system_actor(account.id))
        await Delivery.filter(person_id=person.id, template__not=letter.value).delete()

    return queue


LETTER_KINDS: dict[str, Callable[[Account], Awaitable[None]]] = {
    "ask": ask,
    "duties": duties,
    "phone_code": phone_code,
    "sign_in": sign_in,
    "next_step": next_step,
    "thanks": thanks,
    "thanks_for_work": thanks_for_work,
    **{kind.value: news(kind) for kind in News},
    **{letter.value: of_shift(letter) for letter in ShiftLetter},
}


def kinds_sent() -> set[str]:
    """The kinds of letters that the product can write."""
    return {"ask", *COMPOSERS}
