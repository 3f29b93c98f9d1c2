"""Consent: by purpose and channel, the latest word counts, and nothing without participation."""

import pytest

from models.kernel.actor import stranger
from models.kernel.errors import Invalid, SignInRequired
from models.kernel.tables import Account
from models.people import actions, wordings
from models.people.queries import has_consent, my_consents, people_with_consent, public_names
from models.people.rules.consents import OFFERED, UNTIL_STOPPED
from models.people.tables import Channel, Consent, Person, PersonKind, PublicName, Purpose
from tests.factories import actor_for, make_person
from tests.models.people.stage import count


async def agree(person: Person, *pairs: tuple[Purpose, Channel]) -> None:
    """Say yes to taking part, and to these."""
    for purpose, channel in [(Purpose.PARTICIPATION, Channel.APP), *pairs]:
        await actions.grant_consent(actor_for(person), purpose=purpose, channel=channel)


async def test_the_latest_word_counts_and_all_are_kept(account: Account) -> None:
    person = await make_person(account)
    actor = actor_for(person)
    await agree(person, (Purpose.ASKS, Channel.EMAIL))
    assert await has_consent(account.id, person.id, Purpose.ASKS, Channel.EMAIL)
    assert not await has_consent(account.id, person.id, Purpose.ASKS, Channel.SMS)
    await actions.revoke_consent(actor, purpose=Purpose.ASKS, channel=Channel.EMAIL)
    assert not await has_consent(account.id, person.id, Purpose.ASKS, Channel.EMAIL)
    await actions.grant_consent(actor, purpose=Purpose.ASKS, channel=Channel.EMAIL)
    assert await has_consent(account.id, person.id, Purpose.ASKS, Channel.EMAIL)
    history = await Consent.filter(account_id=account.id, purpose=Purpose.ASKS).order_by("at", "id")
    assert [row.granted for row in history] == [True, False, True]


async def test_without_participation_nothing_holds(account: Account) -> None:
    person = await make_person(account)
    await agree(person, (Purpose.ASKS, Channel.EMAIL))
    await actions.revoke_consent(actor_for(person), purpose=Purpose.PARTICIPATION, channel=Channel.APP)
    assert not await has_consent(account.id, person.id, Purpose.ASKS, Channel.EMAIL)


@pytest.mark.parametrize("kind", [PersonKind.CONTACT, PersonKind.UNCONFIRMED])
async def test_whoever_has_not_confirmed_has_agreed_to_nothing(account: Account, kind: PersonKind) -> None:
    person = await make_person(account, kind=kind)
    await agree(person, (Purpose.ASKS, Channel.EMAIL))
    assert not await has_consent(account.id, person.id, Purpose.ASKS, Channel.EMAIL)


async def test_the_young_need_their_guardian_s_consent(account: Account) -> None:
    young, grown, unknown = [await make_person(account, birth_year=year) for year in (2012, 1990, None)]
    for person in (young, grown, unknown):
        await agree(person, (Purpose.ASKS, Channel.EMAIL))
    everybody = [young.id, grown.id, unknown.id]
    assert await people_with_consent(account.id, everybody, Purpose.ASKS, Channel.EMAIL) == {grown.id, unknown.id}
    await Person.filter(account_id=account.id, id=young.id).update(guardian_consent_at=young.created_at)
    assert await people_with_consent(account.id, everybody, Purpose.ASKS, Channel.EMAIL) == set(everybody)


async def test_everything_offered_is_shown_with_its_text(account: Account) -> None:
    person = await make_person(account)
    await agree(person)
    states = await my_consents(actor_for(person))
    assert [(state.purpose, state.channel) for state in states] == list(OFFERED)
    by_default = {(purpose, Channel.EMAIL) for purpose in UNTIL_STOPPED}
    granted = {(state.purpose, state.channel) for state in states if state.granted}
    assert granted == {(Purpose.PARTICIPATION, Channel.APP)} | by_default
    assert states[0].wording == wordings.wording(Purpose.PARTICIPATION, "en", 1)
    assert states[0].decided_at is not None
    assert states[1].decided_at is None


async def test_what_makes_no_sense_is_refused(account: Account) -> None:
    person = await make_person(account)
    with pytest.raises(Invalid):
        await actions.grant_consent(actor_for(person), purpose=Purpose.NEWS, channel=Channel.PUBLIC)
    with pytest.raises(SignInRequired):
        await actions.grant_consent(stranger(account.id), purpose=Purpose.NEWS, channel=Channel.EMAIL)
    assert await count("consents", account) == 0


async def test_names_on_public_boards_need_consent_a_choice_and_age(account: Account) -> None:
    grown = {"birth_year": 1990, "public_name": PublicName.INITIAL, "last_name": "Lovelace"}
    shown = await make_person(account, **grown)
    silent = await make_person(account, **grown)
    hidden = await make_person(account, **grown | {"public_name": PublicName.HIDDEN})
    minor = await make_person(account, **grown | {"birth_year": 2012})
    unranked = await make_person(account, **grown | {"rank_hidden": True})
    for person in (shown, hidden, minor, unranked):
        await agree(person, (Purpose.PUBLIC_BOARD, Channel.PUBLIC))
    everybody = [person.ledger_id for person in (shown, silent, hidden, minor, unranked)]
    assert await public_names(account.id, everybody) == {shown.ledger_id: "Ada L."}
    await actions.revoke_consent(actor_for(shown), purpose=Purpose.PUBLIC_BOARD, channel=Channel.PUBLIC)
    assert await public_names(account.id, everybody) == {}


def test_every_purpose_has_a_wording_in_version_one() -> None:
    assert {purpose: wordings.current_version(purpose) for purpose in Purpose} == dict.fromkeys(Purpose, 1)
