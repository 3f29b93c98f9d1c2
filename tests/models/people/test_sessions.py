"""Sessions: known by hashes alone, refreshed, ended, and narrowed for programs."""

from datetime import UTC, datetime, timedelta

import pytest

from models.kernel import clock, work
from models.kernel.actor import Role, Scope, stranger
from models.kernel.errors import Invalid, NotAllowed, NotFound, SignInRequired
from models.kernel.tables import Account
from models.people import actions, secrets
from models.people.actions.open_session import open_session
from models.people.errors import SessionEnded
from models.people.queries import actor_of_token, my_api_tokens, my_sessions
from models.people.tables import Session, SessionKind
from tests.factories import actor_for, make_organizer, make_person
from tests.models.people.stage import actor_in

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


async def test_secrets_are_stored_as_hashes_alone(account: Account) -> None:
    person = await make_person(account)
    opened = await open_session(person, SessionKind.MOBILE)
    row = await work.fetch_row("SELECT s::text AS text FROM sessions AS s WHERE account_id = $1", account.id)
    assert row is not None
    assert opened.access_token.split(".")[1] not in row["text"]
    assert str(opened.refresh_token).split(".")[3] not in row["text"]
    assert secrets.hash_token(opened.access_token) in row["text"]


async def test_an_actor_has_the_scopes_of_its_memberships(account: Account) -> None:
    organizer = await make_organizer(account, "US/NY/", language="pl")
    person = await make_person(account)
    assert organizer.person_id is not None
    session = await open_session(
        await type(person).get(account_id=account.id, id=organizer.person_id), SessionKind.BROWSER
    )
    actor = await actor_in(session.access_token)
    assert (actor.scopes, actor.language, actor.is_api_token) == ((Scope(Role.ORGANIZER, "US/NY/"),), "pl", False)


@pytest.mark.parametrize("token", ["", "nonsense", "0" * 32 + ".x", "." * 5])
async def test_an_unknown_token_is_nobody(account: Account, token: str) -> None:
    assert await actor_of_token(token) is None


async def test_a_browser_stays_signed_in_while_it_is_used(account: Account) -> None:
    person = await make_person(account)
    with clock.freeze(NOW):
        opened = await open_session(person, SessionKind.BROWSER)
    with clock.freeze(NOW + timedelta(days=59)):
        assert await actor_of_token(opened.access_token) is not None
    session = await Session.get(account_id=account.id)
    assert session.last_seen_at == NOW + timedelta(days=59)
    with clock.freeze(NOW + timedelta(days=100)):
        assert await actor_of_token(opened.access_token) is not None
    with clock.freeze(NOW + timedelta(days=160)):
        assert await actor_of_token(opened.access_token) is None


async def test_a_phone_refreshes_and_its_old_secrets_end(account: Account) -> None:
    person, visitor = await make_person(account), stranger(account.id)
    with clock.freeze(NOW):
        opened = await open_session(person, SessionKind.MOBILE)
    with clock.freeze(NOW + timedelta(hours=1)):
        assert await actor_of_token(opened.access_token) is None
        renewed = await actions.refresh_session(visitor, refresh_token=str(opened.refresh_token))
        assert (await actor_in(renewed.access_token)).person_id == person.id
    assert renewed.session_id == opened.session_id


async def test_a_refresh_token_used_twice_ends_the_session(account: Account) -> None:
    person, visitor = await make_person(account), stranger(account.id)
    opened = await open_session(person, SessionKind.MOBILE)
    renewed = await actions.refresh_session(visitor, refresh_token=str(opened.refresh_token))
    again = await actions.refresh_session(visitor, refresh_token=str(renewed.refresh_token))
    with pytest.raises(SessionEnded):
        await actions.refresh_session(visitor, refresh_token=str(opened.refresh_token))
    assert await actor_of_token(again.access_token) is None
    with pytest.raises(SessionEnded):
        await actions.refresh_session(visitor, refresh_token=str(again.refresh_token))


async def test_a_forged_refresh_token_ends_nothing(account: Account) -> None:
    person, visitor = await make_person(account), stranger(account.id)
    opened = await open_session(person, SessionKind.MOBILE)
    named = f"{account.id.hex}.{opened.session_id.hex}"
    for token in (f"{named}.nonce.{'x' * 43}", f"{named}.\ud800.x", "nonsense", "", opened.access_token):
        with pytest.raises(SessionEnded):
            await actions.refresh_session(visitor, refresh_token=token)
    assert await actor_of_token(opened.access_token) is not None


async def test_sessions_are_listed_and_revoked_by_their_owner_alone(account: Account) -> None:
    ada, bob = await make_person(account), await make_person(account)
    mine = await actor_in((await open_session(ada, SessionKind.BROWSER, name="Firefox")).access_token)
    phone = await open_session(ada, SessionKind.MOBILE, name="Phone")
    theirs = await open_session(bob, SessionKind.BROWSER)
    assert {session.name for session in await my_sessions(mine)} == {"Firefox", "Phone"}

    with pytest.raises(NotFound):
        await actions.revoke_session(mine, session_id=theirs.session_id)
    assert await actor_of_token(theirs.access_token) is not None
    await actions.revoke_session(mine, session_id=phone.session_id)
    assert await actor_of_token(phone.access_token) is None
    assert [session.name for session in await my_sessions(mine)] == ["Firefox"]
    with pytest.raises(NotFound):
        await actions.revoke_session(mine, session_id=phone.session_id)


async def test_signing_out_ends_this_session(account: Account) -> None:
    opened = await open_session(await make_person(account), SessionKind.BROWSER)
    await actions.sign_out(await actor_in(opened.access_token))
    assert await actor_of_token(opened.access_token) is None
    await actions.sign_out(stranger(account.id))


async def test_a_token_for_reading_reads(account: Account) -> None:
    organizer = await make_organizer(account, "US/", Role.ADMIN)
    with clock.freeze(NOW):
        created = await actions.create_api_token(organizer, name=" Map ", permissions=["read"], days=30)
        actor = await actor_in(created.token)
    assert (created.session.name, created.session.expires_at) == ("Map", NOW + timedelta(days=30))
    assert (actor.scopes, actor.is_api_token, actor.read_only) == ((Scope(Role.ANALYST, "US/"),), True, True)
    with clock.freeze(NOW + timedelta(days=30)):
        assert await actor_of_token(created.token) is None


async def test_a_token_for_organizing_gives_no_roles_of_administrators_and_keeps_off_its_owner(
    account: Account,
) -> None:
    organizer = await make_organizer(account, "", Role.ADMIN)
    created = await actions.create_api_token(organizer, name="Sync", permissions=["organize", "read"], days=1)
    actor = await actor_in(created.token)
    assert (actor.scopes, actor.read_only) == ((Scope(Role.ORGANIZER, ""),), False)
    with pytest.raises(NotAllowed):
        await actions.create_api_token(actor, name="More", permissions=["read"], days=1)
    with pytest.raises(NotAllowed):
        await actions.update_me(actor, {"first_name": "Mallory"})
    with pytest.raises(NotAllowed):
        await actions.erase_person(actor, confirm_email="x")
    assert len(await my_api_tokens(organizer)) == 1
    await actions.revoke_api_token(organizer, token_id=created.session.id)
    assert await actor_of_token(created.token) is None


async def test_tokens_are_refused_to_volunteers_and_for_nothing(account: Account) -> None:
    volunteer = actor_for(await make_person(account))
    organizer = await make_organizer(account)
    with pytest.raises(NotAllowed):
        await actions.create_api_token(volunteer, name="Mine", permissions=["read"], days=1)
    with pytest.raises(SignInRequired):
        await actions.create_api_token(stranger(account.id), name="Mine", permissions=["read"], days=1)
    for wrong in ({"permissions": []}, {"permissions": ["fly"]}, {"days": 0}, {"days": 366}, {"name": ""}):
        values = {"name": "Mine", "permissions": ["read"], "days": 1} | wrong
        with pytest.raises(Invalid):
            await actions.create_api_token(organizer, **values)  # type: ignore[arg-type]
    assert not await Session.exists(account_id=account.id)
