"""Whoever lacks a required licence or training is matched with nothing that needs it."""

import pytest

from models.kernel import clock
from models.kernel.actor import system_actor
from models.kernel.errors import NotFound
from models.kernel.tables import Account
from models.matching.actions import correct_suggestion, match_tasks
from models.matching.queries import suggestions_of_me, suggestions_of_task
from models.matching.rules.corrections import Correction
from models.matching.tables import Match
from models.people.tables import PersonQualification
from tests.factories import (
    actor_for,
    make_organizer,
    make_qualification,
    make_qualified,
    make_shift,
    make_task,
    make_volunteer,
)


async def test_a_licence_that_is_gone_changes_profile_and_match_at_once(account: Account) -> None:
    required = await make_qualification(account)
    person = await make_volunteer(account)
    await make_qualified(person, required)
    task = await make_task(account, qualification_ids=[required.id])
    shift = await make_shift(task)
    without = await make_volunteer(account)
    await match_tasks(system_actor(account.id))
    (match,) = await Match.filter(account_id=account.id)
    assert match.person_id == person.id
    assert {
        "code": "qualified",
        "qualification_id": str(required.id),
        "labels": {"en": "Boat training"},
        "until": None,
    } in (match.reasons)
    assert await suggestions_of_me(actor_for(without)) == []
    with pytest.raises(NotFound):
        await correct_suggestion(actor_for(person), shift_id=shift.id, correction=Correction.NOT_QUALIFIED)
    assert await PersonQualification.filter(account_id=account.id).count() == 1
    declined = await correct_suggestion(
        actor_for(person), shift_id=shift.id, correction=Correction.NOT_QUALIFIED, qualification_id=required.id
    )
    assert not declined
    assert await PersonQualification.filter(account_id=account.id).count() == 0
    assert await Match.filter(account_id=account.id).count() == 0
    assert await suggestions_of_me(actor_for(person)) == []


async def test_who_lacks_it_by_now_is_neither_shown_nor_asked(account: Account) -> None:
    required = await make_qualification(account, needs_confirmation=True)
    person = await make_volunteer(account)
    held = await make_qualified(person, required, confirmed_at=clock.now())
    task = await make_task(account, qualification_ids=[required.id])
    await make_shift(task)
    await match_tasks(system_actor(account.id))
    organizer = await make_organizer(account, "US/NY/")
    assert len(await suggestions_of_task(organizer, task.id) or []) == 1
    await PersonQualification.filter(account_id=account.id, id=held.id).update(confirmed_at=None)
    assert await suggestions_of_task(organizer, task.id) == []
