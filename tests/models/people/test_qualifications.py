"""Licences and trainings: who has them, who confirms them, and that nothing of them stays."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.kernel import clock
from models.kernel.actor import Role, stranger
from models.kernel.errors import Conflict, Invalid, NotAllowed, NotFound, SignInRequired
from models.kernel.tables import Account, AuditEntry
from models.people.actions import (
    add_known_qualifications,
    confirm_qualification,
    create_qualification,
    declare_qualification,
    erase_person,
    give_up_qualification,
)
from models.people.qualification_words import KNOWN, how_to_get, labels_of, name_of
from models.people.queries import (
    export_person,
    qualifications_of_account,
    qualifications_of_people,
    qualifications_to_confirm,
)
from models.people.rules.qualifications import Holding, QualificationKind, QualificationStanding, standing_on
from models.people.tables import PersonQualification, Qualification
from tests.factories import actor_for, jobs_of, make_account, make_organizer, make_person, make_qualification

DAYS = st.dates(min_value=date(2026, 1, 1), max_value=date(2028, 1, 1))


@given(DAYS, st.none() | DAYS, st.booleans(), st.booleans())
def test_it_counts_until_its_last_day_and_once_confirmed(
    day: date, expires_on: date | None, confirmed: bool, needed: bool
) -> None:
    holding = Holding(expires_on, clock.now() if confirmed else None)
    standing = standing_on(day, holding, needs_confirmation=needed)
    valid = (expires_on is None or day <= expires_on) and (confirmed or not needed)
    assert (standing is QualificationStanding.VALID) is valid
    assert standing_on(day, None, needs_confirmation=needed) is QualificationStanding.MISSING


async def test_every_account_knows_a_few_and_organizers_add_more(account: Account) -> None:
    await add_known_qualifications(account.id)
    await add_known_qualifications(account.id)
    organizer = await make_organizer(account, "US/NY/061/")
    own = await create_qualification(
        organizer, kind=QualificationKind.TRAINING, name="  Forklift  course ", how="Ask at the depot."
    )
    rows = await qualifications_of_account(organizer)
    assert {row.word for row in rows} == {*KNOWN, None}
    assert (own.name, how_to_get(own, "pl"), labels_of(own)) == (
        "Forklift course",
        "Ask at the depot.",
        {"en": "Forklift course"},
    )
    assert name_of(next(row for row in rows if row.word == "driving_licence"), "pl") == "Prawo jazdy"
    with pytest.raises(Conflict):
        await create_qualification(organizer, kind=QualificationKind.LICENCE, name="driving LICENCE")
    with pytest.raises(NotAllowed):
        await create_qualification(
            actor_for(await make_person(account)), kind=QualificationKind.LICENCE, name="Forklift"
        )
    assert await Qualification.filter(account_id=account.id).count() == len(KNOWN) + 1


async def test_what_is_declared_waits_for_an_organizer_and_another_date_waits_again(account: Account) -> None:
    needed = await make_qualification(account, needs_confirmation=True)
    person = await make_person(account)
    me, organizer = actor_for(person), await make_organizer(account, "US/NY/")
    ends = clock.now().date() + timedelta(days=40)
    await declare_qualification(me, qualification_id=needed.id, expires_on=ends)
    (waiting,) = await qualifications_to_confirm(organizer)
    assert (waiting.person.id, waiting.held.standing) == (person.id, QualificationStanding.UNCONFIRMED)
    await confirm_qualification(organizer, person_id=person.id, qualification_id=needed.id)
    held = await PersonQualification.get(account_id=account.id, person_id=person.id)
    assert (held.confirmed_by, held.confirmed_at is not None) == (organizer.person_id, True)
    assert await qualifications_to_confirm(organizer) == []
    await declare_qualification(me, qualification_id=needed.id, expires_on=ends)
    assert (await PersonQualification.get(id=held.id)).confirmed_by == organizer.person_id
    await declare_qualification(me, qualification_id=needed.id, expires_on=ends + timedelta(days=1))
    again = await PersonQualification.get(id=held.id)
    assert (again.confirmed_at, again.confirmed_by) == (None, None)
    assert {name for name, _ in await jobs_of(account)} == {"matching.people_changed"}
    verbs = await AuditEntry.filter(account_id=account.id, subject_id=person.id).values_list("verb", flat=True)
    assert sorted(set(verbs)) == ["qualification.confirm", "qualification.declare"]


async def test_only_organizers_of_the_region_confirm_and_nobody_their_own(account: Account) -> None:
    needed = await make_qualification(account, needs_confirmation=True)
    rosa = await make_organizer(account, "US/NY/")
    person = await make_person(account)
    for one in (rosa, actor_for(person)):
        await declare_qualification(one, qualification_id=needed.id)
    refused = {
        NotFound: await make_organizer(account, "US/TX/"),
        NotAllowed: rosa,
        SignInRequired: stranger(account.id),
    }
    assert rosa.person_id is not None
    for error, actor in refused.items():
        whom = rosa.person_id if actor is rosa else person.id
        with pytest.raises(error):
            await confirm_qualification(actor, person_id=whom, qualification_id=needed.id)
    reader, other = await make_organizer(account, "US/NY/", Role.ANALYST), await make_qualification(account)
    with pytest.raises(NotAllowed):
        await confirm_qualification(reader, person_id=person.id, qualification_id=needed.id)
    with pytest.raises(NotFound):
        await confirm_qualification(rosa, person_id=person.id, qualification_id=other.id)
    assert await PersonQualification.filter(account_id=account.id, confirmed_at__isnull=False).count() == 0


async def test_what_is_over_foreign_or_never_declared_is_refused(account: Account) -> None:
    person = await make_person(account)
    me = actor_for(person)
    known, foreign = await make_qualification(account), await make_qualification(await make_account())
    with pytest.raises(Invalid):
        await declare_qualification(me, qualification_id=known.id, expires_on=clock.now().date() - timedelta(days=1))
    with pytest.raises(NotFound):
        await declare_qualification(me, qualification_id=foreign.id)
    with pytest.raises(NotFound):
        await give_up_qualification(me, qualification_id=known.id)
    assert await PersonQualification.filter(account_id=account.id).count() == 0
    assert await jobs_of(account) == []


async def test_the_download_tells_it_erasure_takes_it_and_others_do_not_see_it(account: Account) -> None:
    await add_known_qualifications(account.id)
    licence = await Qualification.get(account_id=account.id, word="driving_licence")
    person = await make_person(account, language="pl")
    me, ends = actor_for(person), clock.now().date() + timedelta(days=5)
    await declare_qualification(me, qualification_id=licence.id, expires_on=ends)
    (told,) = (await export_person(me))["qualifications"]
    assert (told["qualification"], told["expiresOn"], told["confirmedAt"]) == ("Prawo jazdy", ends.isoformat(), None)
    neighbour = actor_for(await make_person(account))
    assert await qualifications_of_people(neighbour, [person.id]) == {}
    assert [held.row.expires_on for held in (await qualifications_of_people(me, [person.id]))[person.id]] == [ends]
    certificate = await erase_person(me, confirm_email=person.email)
    assert certificate.counts["person_qualifications"] == 1
    assert await PersonQualification.filter(account_id=account.id).count() == 0
