"""A parent or guardian agrees for somebody under 16, or takes it back."""

from datetime import timedelta

import pytest

from models.kernel import clock
from models.kernel.actor import Actor, Role, stranger
from models.kernel.errors import Conflict, DomainError, Invalid, NotAllowed, NotFound, SignInRequired
from models.kernel.tables import Account, AuditEntry
from models.people.actions import correct_birth_year, record_guardian_consent, update_me, withdraw_guardian_consent
from models.people.queries import export_person, guardian_states, has_consent
from models.people.tables import Channel, GuardianConsent, Person, Purpose
from models.tasks.tables import Assignment, AssignmentState, Shift
from tests.factories import actor_for, jobs_of, make_assignment, make_organizer, make_person, make_shift, make_task
from tests.models.asks.stage import agree
from tests.workers.settling import work_everything


async def make_ward(account: Account, **changes: object) -> Person:
    """Somebody of about 14 who agrees to be asked."""
    ward = await make_person(account, birth_year=clock.now().year - 14, **changes)
    await agree(ward)
    return ward


async def may_be_asked(ward: Person) -> bool:
    """Whether an ask would go out."""
    return await has_consent(ward.account_id, ward.id, Purpose.ASKS, Channel.EMAIL)


async def test_an_organizer_writes_down_who_agreed_and_the_ward_may_be_asked(account: Account) -> None:
    ward, organizer = await make_ward(account), await make_organizer(account, "US/NY/")
    assert not await may_be_asked(ward)
    await record_guardian_consent(organizer, person_id=ward.id, guardian_name="  Annabella  Milbanke ")
    assert await may_be_asked(ward)
    (row,) = await GuardianConsent.filter(account_id=account.id)
    assert (row.granted, row.guardian_name, row.wording_version) == (True, "Annabella Milbanke", 1)
    assert row.recorded_by == organizer.person_id
    assert ("matching.people_changed", {"person_ids": [str(ward.id)]}) in await jobs_of(account)
    assert await AuditEntry.filter(account_id=account.id, verb="person.guardian_agreed").count() == 1


async def test_taken_back_nothing_is_asked_and_places_are_free(account: Account) -> None:
    ward, organizer = await make_ward(account), await make_organizer(account)
    shift = await make_shift(await make_task(account), capacity=1)
    past = await make_shift(await make_task(account), starts_at=clock.now() - timedelta(days=2))
    waiting = await make_person(account)
    await record_guardian_consent(organizer, person_id=ward.id, guardian_name="Annabella Milbanke")
    for each in (shift, past):
        await make_assignment(each, ward)
    await make_assignment(shift, waiting, state=AssignmentState.WAITLISTED)
    await withdraw_guardian_consent(organizer, person_id=ward.id)
    assert not await may_be_asked(ward)
    await work_everything()
    states = {(row.shift_id, row.person_id): row.state for row in await Assignment.filter(account_id=account.id)}
    assert states == {
        (shift.id, ward.id): AssignmentState.CANCELLED,
        (shift.id, waiting.id): AssignmentState.CONFIRMED,
        (past.id, ward.id): AssignmentState.CONFIRMED,
    }
    assert (await Shift.get(id=shift.id)).confirmed == 1
    rows = await GuardianConsent.filter(account_id=account.id).order_by("at", "id")
    assert [(row.granted, row.guardian_name) for row in rows] == [
        (True, "Annabella Milbanke"),
        (False, "Annabella Milbanke"),
    ]


async def who_may_not(account: Account, ward: Person) -> list[tuple[Actor, type[DomainError]]]:
    """Whoever is no organizer of the ward's region, and what they are told."""
    return [
        (stranger(account.id), SignInRequired),
        (actor_for(ward), NotAllowed),
        (await make_organizer(account, "US/CA/"), NotFound),
        (await make_organizer(account, "US/NY/", Role.ANALYST), NotAllowed),
    ]


async def test_only_organizers_of_the_region_in_person_and_never_for_themselves(account: Account) -> None:
    ward = await make_ward(account)
    young = await make_organizer(account, birth_year=clock.now().year - 15)
    for actor, refusal in await who_may_not(account, ward):
        with pytest.raises(refusal):
            await record_guardian_consent(actor, person_id=ward.id, guardian_name="Annabella")
    assert young.person_id is not None
    with pytest.raises(NotAllowed):
        await record_guardian_consent(young, person_id=young.person_id, guardian_name="Myself")
    assert not await GuardianConsent.exists(account_id=account.id)


@pytest.mark.parametrize("birth_year", [1990, None])
async def test_nobody_agrees_for_the_grown(account: Account, birth_year: int | None) -> None:
    person, organizer = await make_person(account, birth_year=birth_year), await make_organizer(account)
    with pytest.raises(Conflict):
        await record_guardian_consent(organizer, person_id=person.id, guardian_name="Annabella")
    with pytest.raises(Conflict):
        await withdraw_guardian_consent(organizer, person_id=person.id)
    assert not await GuardianConsent.exists(account_id=account.id)


async def test_a_name_is_needed(account: Account) -> None:
    ward, organizer = await make_ward(account), await make_organizer(account)
    for name in ("", "   ", "<b>", "x" * 101):
        with pytest.raises(Invalid) as refusal:
            await record_guardian_consent(organizer, person_id=ward.id, guardian_name=name)
        assert refusal.value.field == "guardianName"
    assert not await may_be_asked(ward)


async def test_who_sees_what_was_agreed(account: Account) -> None:
    ward, organizer = await make_ward(account), await make_organizer(account)
    await record_guardian_consent(organizer, person_id=ward.id, guardian_name="Annabella Milbanke")
    for actor in (organizer, actor_for(ward)):
        state = (await guardian_states(actor, [ward.id]))[ward.id]
        assert (state.needed, state.guardian_name) == (True, "Annabella Milbanke")
    for actor in (await make_organizer(account, "", Role.ANALYST), actor_for(await make_person(account))):
        assert await guardian_states(actor, [ward.id]) == {}
    (told,) = (await export_person(actor_for(ward)))["guardianConsents"]
    assert (told["granted"], told["guardianName"], told["wordingVersion"]) == (True, "Annabella Milbanke", 1)


@pytest.mark.parametrize("told", [1980, -15, None])
async def test_nobody_under_16_makes_themself_older(account: Account, told: int | None) -> None:
    year = clock.now().year
    ward = await make_ward(account)
    older = None if told is None else told if told > 0 else year + told
    with pytest.raises(Invalid, match="ask an organizer of your region") as refusal:
        await update_me(actor_for(ward), {"birth_year": older, "first_name": "Grown"})
    assert refusal.value.field == "birthYear"
    stored = await Person.get(account_id=account.id, id=ward.id)
    assert (stored.birth_year, stored.first_name, stored.version) == (year - 14, "Ada", 1)
    assert not await may_be_asked(ward)
    assert await jobs_of(account) == []


async def test_the_same_year_and_a_later_one_are_taken_and_the_grown_say_what_they_like(account: Account) -> None:
    year = clock.now().year
    ward, grown = await make_ward(account), await make_person(account, birth_year=1990)
    for told in (year - 14, year - 13):
        assert (await update_me(actor_for(ward), {"birth_year": told, "last_name": "Byron"})).birth_year == told
    assert (await update_me(actor_for(grown), {"birth_year": year - 14})).birth_year == year - 14
    assert not await may_be_asked(ward)


async def test_an_organizer_who_spoke_with_them_corrects_the_year(account: Account) -> None:
    ward, organizer = await make_ward(account), await make_organizer(account, "US/NY/")
    assert (await correct_birth_year(organizer, person_id=ward.id, birth_year=1985)).birth_year == 1985
    assert await may_be_asked(ward)
    assert ("matching.people_changed", {"person_ids": [str(ward.id)]}) in await jobs_of(account)
    (entry,) = await AuditEntry.filter(account_id=account.id, verb="person.birth_year_corrected")
    assert (entry.actor_person_id, entry.subject_id, entry.payload) == (organizer.person_id, ward.id, None)
    with pytest.raises(Conflict):
        await correct_birth_year(organizer, person_id=ward.id, birth_year=1986)
    assert (await Person.get(account_id=account.id, id=ward.id)).birth_year == 1985


async def test_others_do_not_correct_it(account: Account) -> None:
    year = clock.now().year
    ward, young = await make_ward(account), await make_organizer(account, birth_year=year - 15)
    assert young.person_id is not None
    for actor, refusal in await who_may_not(account, ward):
        with pytest.raises(refusal):
            await correct_birth_year(actor, person_id=ward.id, birth_year=1985)
    with pytest.raises(NotAllowed):
        await correct_birth_year(young, person_id=young.person_id, birth_year=1985)
    with pytest.raises(Invalid):
        await correct_birth_year(await make_organizer(account), person_id=ward.id, birth_year=1885)
    years = {(person.id, person.birth_year) for person in await Person.filter(account_id=account.id)}
    assert {(ward.id, year - 14), (young.person_id, year - 15)} <= years
    assert not await AuditEntry.exists(account_id=account.id, verb="person.birth_year_corrected")
