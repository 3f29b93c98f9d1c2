"""What nobody needs any more goes by the clock."""

from datetime import timedelta

import pytest

from models.kernel import clock
from models.kernel.actor import system_actor
from models.kernel.errors import NotAllowed
from models.kernel.tables import Account
from models.people import actions
from models.people.actions import Forgotten, forget_stale
from models.people.imports import import_people
from models.people.tables import Person, PersonKind, SignInRequest
from tests.factories import actor_for
from tests.models.people.stage import ask_to_join, come_in, count, join

pytestmark = pytest.mark.usefixtures("geography")

NOTHING = Forgotten(people=0, contacts=0, sign_in_requests=0, sessions=0)


async def after(account: Account, **time: float) -> Forgotten:
    """What is forgotten so much later."""
    with clock.freeze(clock.now() + timedelta(**time)):
        return await forget_stale(system_actor(account.id))


async def test_who_never_confirmed_is_forgotten_after_thirty_days(account: Account) -> None:
    await ask_to_join(account)
    await join(account, "grace@example.org")
    assert (await after(account, days=29.9)).people == 0
    assert (await after(account, days=30.1)).people == 1
    assert [person.email for person in await Person.filter(account_id=account.id)] == ["grace@example.org"]
    assert await count("erased_addresses", account) == 0


async def test_a_second_try_begins_anew(account: Account) -> None:
    await ask_to_join(account)
    with clock.freeze(clock.now() + timedelta(days=20)):
        await ask_to_join(account)
        assert (await after(account, days=20)).people == 0
        assert (await after(account, days=31)).people == 1


async def test_a_contact_whom_somebody_signed_up_is_a_contact_again(account: Account) -> None:
    raw = b"first name,email,zip\nAda,ada@example.org,10001\n"
    await import_people(system_actor(account.id), raw=raw, country="US")
    await ask_to_join(account)
    assert (await after(account, days=31)) == Forgotten(people=0, contacts=1, sign_in_requests=1, sessions=0)
    person = await Person.get(account_id=account.id)
    assert (person.kind, person.sign_in_key, person.email) == (PersonKind.CONTACT, None, "ada@example.org")
    assert await count("consents", account) == 0


async def test_old_ways_in_go_after_a_day(account: Account) -> None:
    await ask_to_join(account)
    await actions.request_sign_in(system_actor(account.id), email="nobody@example.org")
    assert await after(account, hours=24) == NOTHING
    assert (await after(account, hours=24.5)).sign_in_requests == 2
    assert await SignInRequest.filter(account_id=account.id).count() == 0


async def test_sessions_go_thirty_days_after_their_end(account: Account) -> None:
    await ask_to_join(account)
    left = await come_in(account)
    await actions.request_sign_in(system_actor(account.id), email="ada@example.org", browser_secret="b")
    await actions.revoke_session(actor_for(left.person), session_id=left.session_id)
    await ask_to_join(account)
    await come_in(account)
    assert (await after(account, days=29)).sessions == 0
    assert (await after(account, days=31)).sessions == 1
    assert await count("sessions", account) == 1
    assert (await after(account, days=91)).sessions == 1


async def test_it_can_be_run_again_and_is_the_system_s_alone(account: Account) -> None:
    person = await join(account)
    with pytest.raises(NotAllowed):
        await forget_stale(actor_for(person))
    await after(account, days=200)
    assert await after(account, days=200) == NOTHING
    assert (await Person.get(account_id=account.id)).id == person.id
