"""Ways in: a link for the browser that asked, six digits elsewhere, each once."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from models.kernel import clock
from models.kernel.actor import stranger
from models.kernel.errors import Invalid, NotAllowed, NotFound
from models.kernel.tables import Account
from models.people import actions, sign_in_tokens
from models.people.errors import CodeWrong, LinkExpired, OtherBrowser
from models.people.queries import actor_of_token
from models.people.tables import Person, PersonKind, SessionKind, SignInRequest, Team
from tests.factories import make_account, make_person
from tests.models.people.stage import BROWSER, ask_to_join, come_in, count, join, latest_request

pytestmark = pytest.mark.usefixtures("geography")
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def wrong(code: str) -> str:
    """Six digits that are not these."""
    return str((int(code) + 1) % 10**6).zfill(6)


async def test_the_first_link_confirms_and_finds_a_team(account: Account) -> None:
    await ask_to_join(account)
    signed_in = await come_in(account)
    person = signed_in.person
    assert (person.kind, person.confirmed_at is not None, signed_in.refresh_token) == (PersonKind.VOLUNTEER, True, None)
    team = await Team.get(account_id=account.id)
    assert (person.team_id, team.member_count, team.name, team.region_path) == (
        team.id,
        1,
        "New York · Herons",
        "US/NY/061/",
    )
    actor = await actor_of_token(signed_in.session_token)
    assert actor is not None
    assert (actor.person_id, actor.ledger_id, actor.session_id) == (person.id, person.ledger_id, signed_in.session_id)


async def test_a_link_works_once(account: Account) -> None:
    await join(account)
    with pytest.raises(LinkExpired):
        await come_in(account)
    assert await count("sessions", account) == 1


async def test_a_link_ends_after_a_quarter_of_an_hour(account: Account) -> None:
    with clock.freeze(NOW):
        await ask_to_join(account)
    with clock.freeze(NOW + timedelta(minutes=15)), pytest.raises(LinkExpired):
        await come_in(account)
    assert await count("sessions", account) == 0
    with clock.freeze(NOW + timedelta(minutes=14, seconds=59)):
        assert (await come_in(account)).person.first_name == "Ada"


@pytest.mark.parametrize("browser", [None, "", "another browser"])
async def test_a_link_works_in_the_browser_that_asked(account: Account, browser: str | None) -> None:
    await ask_to_join(account)
    with pytest.raises(OtherBrowser):
        await come_in(account, browser_secret=browser)
    assert (await latest_request(account)).used_at is None


async def test_who_asked_without_a_browser_uses_the_code(account: Account) -> None:
    await ask_to_join(account, browser_secret=None)
    with pytest.raises(OtherBrowser):
        await come_in(account, browser_secret="anything")


@pytest.mark.parametrize("token", ["", "nonsense", "0" * 32, "0" * 32 + "." + "x" * 43, "ä", "0" * 32 + ".\ud800"])
async def test_a_made_up_link_opens_nothing(account: Account, token: str) -> None:
    await ask_to_join(account)
    with pytest.raises(LinkExpired):
        await come_in(account, link_token=token)


async def test_a_link_of_one_campaign_opens_nothing_in_another(account: Account) -> None:
    await ask_to_join(account)
    token = sign_in_tokens.link_token((await latest_request(account)).id)
    other = await make_account()
    with pytest.raises(LinkExpired):
        await actions.redeem_sign_in(stranger(other.id), link_token=token, browser_secret=BROWSER)


async def test_six_digits_work_anywhere_as_people_type_them(account: Account) -> None:
    await ask_to_join(account)
    code = sign_in_tokens.code((await latest_request(account)).id)
    signed_in = await actions.redeem_sign_in(
        stranger(account.id), email="ADA@example.org ", code=f"{code[:3]} {code[3:]}", client=SessionKind.MOBILE
    )
    assert signed_in.person.kind is PersonKind.VOLUNTEER
    assert signed_in.refresh_token is not None


async def test_five_wrong_codes_are_the_end_even_of_the_right_one(account: Account) -> None:
    await ask_to_join(account)
    code = sign_in_tokens.code((await latest_request(account)).id)
    visitor = stranger(account.id)
    left = []
    for _ in range(5):
        with pytest.raises(CodeWrong) as refusal:
            await actions.redeem_sign_in(visitor, email="ada@example.org", code=wrong(code))
        left.append(refusal.value.attempts_left)
    assert left == [4, 3, 2, 1, 0]
    with pytest.raises(CodeWrong):
        await actions.redeem_sign_in(visitor, email="ada@example.org", code=code)
    assert await count("sessions", account) == 0


async def test_asking_again_gives_no_new_attempts(account: Account) -> None:
    await ask_to_join(account)
    for _ in range(5):
        with pytest.raises(CodeWrong):
            await actions.redeem_sign_in(stranger(account.id), email="ada@example.org", code="x")
    await ask_to_join(account)
    code = sign_in_tokens.code((await latest_request(account)).id)
    with pytest.raises(CodeWrong) as refusal:
        await actions.redeem_sign_in(stranger(account.id), email="ada@example.org", code=code)
    assert refusal.value.attempts_left == 0


async def test_unknown_addresses_answer_like_known_ones(account: Account) -> None:
    visitor = stranger(account.id)
    await actions.request_sign_in(visitor, email="nobody@example.org", browser_secret=BROWSER)
    request = await latest_request(account)
    assert request.person_id is None
    assert await count("outbox_rows", account) == 1
    for code in ("000000", sign_in_tokens.code(request.id)):
        with pytest.raises(CodeWrong):
            await actions.redeem_sign_in(visitor, email="nobody@example.org", code=code)
    with pytest.raises(LinkExpired):
        await come_in(account)
    with pytest.raises(LinkExpired):
        await actions.redeem_sign_in(visitor, email="never.asked@example.org", code="000000")


async def test_contacts_cannot_come_in_before_they_opt_in(account: Account) -> None:
    await make_person(account, kind=PersonKind.CONTACT, email="ada@example.org")
    await actions.request_sign_in(stranger(account.id), email="ada@example.org")
    assert (await latest_request(account)).person_id is None


async def test_older_mails_open_no_door_any_more(account: Account) -> None:
    await ask_to_join(account)
    older = sign_in_tokens.link_token((await latest_request(account)).id)
    await ask_to_join(account)
    await come_in(account)
    with pytest.raises(LinkExpired):
        await come_in(account, link_token=older)


async def test_signing_in_replaces_the_browser_s_session(account: Account) -> None:
    person = await join(account)
    await actions.request_sign_in(stranger(account.id), email="ada@example.org", browser_secret=BROWSER)
    first = await come_in(account)
    await actions.request_sign_in(stranger(account.id), email="ada@example.org", browser_secret=BROWSER)
    actor = await actor_of_token(first.session_token)
    assert actor is not None
    token = sign_in_tokens.link_token((await latest_request(account)).id)
    second = await actions.redeem_sign_in(actor, link_token=token, browser_secret=BROWSER)
    assert await actor_of_token(first.session_token) is None
    assert (await actor_of_token(second.session_token)) is not None
    assert second.person.id == person.id


async def test_signing_in_by_other_means_is_refused(account: Account) -> None:
    await ask_to_join(account)
    with pytest.raises(Invalid):
        await come_in(account, client=SessionKind.API_TOKEN)
    assert (await latest_request(account)).used_at is None


async def test_a_development_link_works_anywhere_once_for_a_day(account: Account) -> None:
    person = await make_person(account)
    with clock.freeze(NOW):
        token = await actions.make_development_link(account.id, person.id, development=True)
    with clock.freeze(NOW + timedelta(hours=23)):
        signed_in = await actions.redeem_sign_in(stranger(account.id), link_token=token)
        assert signed_in.person.id == person.id
        with pytest.raises(LinkExpired):
            await actions.redeem_sign_in(stranger(account.id), link_token=token)


async def test_development_links_are_for_development(account: Account) -> None:
    person = await make_person(account)
    with pytest.raises(NotAllowed):
        await actions.make_development_link(account.id, person.id, development=False)
    with pytest.raises(NotFound):
        await actions.make_development_link((await make_account()).id, person.id, development=True)
    assert await count("sign_in_requests", account) == 0


async def test_of_many_who_redeem_one_link_at_once_one_comes_in(committed_account: Account) -> None:
    account = committed_account
    await ask_to_join(account)
    results = await asyncio.gather(*(come_in(account) for _ in range(8)), return_exceptions=True)
    assert sorted(type(result).__name__ for result in results) == ["LinkExpired"] * 7 + ["SignedIn"]
    assert await count("sessions", account) == 1
    assert (await Team.get(account_id=account.id)).member_count == 1


async def test_of_many_who_sign_up_by_one_address_at_once_there_is_one_person(committed_account: Account) -> None:
    await asyncio.gather(*(ask_to_join(committed_account) for _ in range(6)))
    person = await Person.get(account_id=committed_account.id)
    requests = await SignInRequest.filter(account_id=committed_account.id)
    assert {request.person_id for request in requests} == {person.id}
    assert len(requests) == 6
