"""A number is texted its code, and nothing else before somebody has typed it."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from models.asks import channels, links
from models.asks.actions import choose_asks, deliver_due, prove_phone, request_phone_code
from models.asks.channels.mailbox import MailboxChannel
from models.asks.tables import Delivery, MessagePurpose
from models.kernel import clock
from models.kernel.actor import Actor, system_actor
from models.kernel.errors import Invalid
from models.kernel.tables import Account
from models.people.actions import update_me
from models.people.phone_codes import code_of
from models.people.tables import Channel, Person, PhoneProof, Purpose
from tests.factories import actor_for, make_consent, make_person
from tests.models.asks.delivering import NIGHT
from tests.models.asks.delivering import at_noon as at_noon
from tests.models.asks.stage import make_matches, make_shift, make_task
from tests.models.asks.text_provider import TextProvider
from tests.models.asks.text_provider import texts as texts

PHONE = "+12025550143"


@pytest.fixture
def texting(texts: TextProvider) -> Iterator[TextProvider]:
    links.configure("https://campaign.example")
    channels.configure(MailboxChannel(), texts.channel())
    yield texts
    channels.configure(MailboxChannel())


async def make_owner(account: Account, **columns: object) -> tuple[Person, Actor]:
    person = await make_person(account, **{"phone": PHONE, "phone_proven_at": None} | columns)
    return person, actor_for(person)


async def proven(person: Person) -> bool:
    return (await Person.get(account_id=person.account_id, id=person.id)).phone_proven_at is not None


async def the_code(person: Person) -> str:
    newest = await PhoneProof.filter(account_id=person.account_id, person_id=person.id).order_by("-id").first()
    assert newest is not None
    return code_of(newest.id)


async def ask(account: Account, person: Person) -> int:
    task = await make_task(account)
    await make_matches(task, await make_shift(task), person)
    return await choose_asks(system_actor(account.id), task_id=task.id)


async def test_an_unproven_number_is_texted_its_code_alone(account: Account, texting: TextProvider) -> None:
    person, actor = await make_owner(account)
    await make_consent(person, Purpose.PARTICIPATION, Channel.APP)
    await make_consent(person, Purpose.ASKS, Channel.SMS)
    assert await ask(account, person) == 0
    with clock.freeze(NIGHT):  # whoever asks for a code waits for it
        await request_phone_code(actor)
        assert await deliver_due() == 1
        (form,) = texting.taken
        code = await the_code(person)
        assert (form["To"], code in form["Body"]) == (PHONE, True)
        delivery = await Delivery.get(account_id=account.id)
        assert (delivery.purpose, delivery.body) == (MessagePurpose.PROOF, None)
        await prove_phone(actor, code=f" {code[:3]} {code[3:]}")
    assert await proven(person)
    assert (await ask(account, person), await deliver_due(), len(texting.taken)) == (1, 1, 2)


async def test_another_number_has_to_be_proven_anew(account: Account, texting: TextProvider) -> None:
    person, actor = await make_owner(account, phone_proven_at=clock.now())
    await update_me(actor, {"phone": PHONE})
    assert await proven(person)
    await update_me(actor, {"phone": "+12025550144"})
    assert not await proven(person)


async def test_a_code_is_for_its_number_and_works_once_and_not_for_long(
    account: Account, texting: TextProvider
) -> None:
    person, actor = await make_owner(account)
    await request_phone_code(actor)
    code = await the_code(person)
    await update_me(actor, {"phone": "+12025550144"})
    with pytest.raises(Invalid, match="another number"):
        await prove_phone(actor, code=code)
    assert await deliver_due() == 1
    assert texting.taken == []  # the number that it was for is theirs no more
    await update_me(actor, {"phone": PHONE})
    with clock.freeze(clock.now() + timedelta(minutes=16)), pytest.raises(Invalid, match="too old"):
        await prove_phone(actor, code=code)
    _, other = await make_owner(account)
    with pytest.raises(Invalid, match="wrong"):
        await prove_phone(other, code=code)
    assert not await proven(person)
    await prove_phone(actor, code=code)
    await update_me(actor, {"phone": None})
    await update_me(actor, {"phone": PHONE})
    with pytest.raises(Invalid, match="wrong"):
        await prove_phone(actor, code=code)


async def test_after_five_wrong_codes_the_right_one_is_refused(account: Account, texting: TextProvider) -> None:
    person, actor = await make_owner(account)
    await request_phone_code(actor)
    for _ in range(5):
        with pytest.raises(Invalid):
            await prove_phone(actor, code="none")
    with pytest.raises(Invalid):
        await prove_phone(actor, code=await the_code(person))
    assert not await proven(person)


async def test_nobody_fills_a_phone_with_codes(account: Account, texting: TextProvider) -> None:
    _, actor = await make_owner(account)
    for _ in range(3):
        await request_phone_code(actor)
    with pytest.raises(Invalid, match="several codes"):
        await request_phone_code(actor)
    _, other = await make_owner(account)
    for _ in range(2):
        await request_phone_code(other)
    with pytest.raises(Invalid, match="several codes"):
        await request_phone_code(other)
    assert await PhoneProof.filter(account_id=account.id).count() == 5


@pytest.mark.parametrize("columns", [{"phone": None}, {"phone_proven_at": clock.now()}])
async def test_no_code_is_sent_where_none_is_needed(
    account: Account, texting: TextProvider, columns: dict[str, object]
) -> None:
    _, actor = await make_owner(account, **columns)
    with pytest.raises(Invalid):
        await request_phone_code(actor)
    assert not await PhoneProof.exists(account_id=account.id)


async def test_without_a_provider_no_code_is_promised(account: Account) -> None:
    _, actor = await make_owner(account)
    with pytest.raises(Invalid):
        await request_phone_code(actor)
    assert not await Delivery.exists(account_id=account.id)
