"""Without a required licence or training there is no place: not by signing up, nor from the waiting list."""

from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from models.activity.tables import ActivityKind
from models.kernel import clock, work
from models.kernel.actor import system_actor
from models.kernel.errors import Invalid
from models.kernel.tables import Account, OutboxRow
from models.people.actions import confirm_qualification, give_up_qualification
from models.people.rules.qualifications import QualificationStanding as Standing
from models.people.tables import Person, Qualification
from models.tasks.actions import cancel_sign_up, create_task, give_up_unqualified, sign_up_for_shift, update_task
from models.tasks.actions.find_lacking import find_lacking
from models.tasks.errors import NotQualified
from models.tasks.qualified import QUALIFIED
from models.tasks.rules.validate import ShiftDraft
from models.tasks.tables import Assignment, AssignmentState, Shift, Task
from tests.factories import (
    actor_for,
    jobs_of,
    make_assignment,
    make_organizer,
    make_person,
    make_qualification,
    make_qualified,
    make_region,
    make_shift,
    make_task,
)
from workers.jobs import JOBS

_IN_SQL = f"""
SELECT p.id FROM people p JOIN tasks t ON t.account_id = p.account_id JOIN shifts s ON s.account_id = t.account_id
AND s.task_id = t.id WHERE p.account_id = $1 AND {QUALIFIED}
"""


async def _stage(account: Account, *required: Qualification, **changes: object) -> tuple[Task, Shift]:
    task = await make_task(account, qualification_ids=[each.id for each in required])
    return task, await make_shift(task, **changes)


async def test_who_lacks_it_is_refused_with_what_to_do(account: Account) -> None:
    free = await make_qualification(account, name="Boat training")
    seen = await make_qualification(account, name="Lifeguard", needs_confirmation=True)
    _, shift = await _stage(account, free, seen)
    person = await make_person(account)
    await make_qualified(person, seen)
    with pytest.raises(NotQualified) as refused:
        await sign_up_for_shift(actor_for(person), shift_id=shift.id)
    assert {each.qualification.name: each.standing for each in refused.value.lacking} == {
        "Boat training": Standing.MISSING,
        "Lifeguard": Standing.UNCONFIRMED,
    }
    plain = refused.value.message.replace("\u2068", "").replace("\u2069", "")
    assert "Boat training. Do you have it? Then say so in your profile. If not: Ask at the harbour." in plain
    assert "Lifeguard. An organizer of your region still has to confirm yours: show it to them." in plain
    assert await Assignment.filter(account_id=account.id).count() == 0
    await make_qualified(person, free)
    await work.execute("UPDATE person_qualifications SET confirmed_at = now() WHERE account_id = $1", account.id)
    assert (await sign_up_for_shift(actor_for(person), shift_id=shift.id)).state is AssignmentState.CONFIRMED


@pytest.mark.parametrize(("expires_on", "ends"), [(date(2027, 3, 6), "valid"), (date(2027, 3, 5), "expired")])
async def test_the_day_is_that_of_the_shift_where_it_takes_place(account: Account, expires_on: date, ends: str) -> None:
    """From 20:00 to 22:00 in New York it is the next day already in UTC."""
    required = await make_qualification(account)
    starts_at = datetime(2027, 3, 6, 20, tzinfo=ZoneInfo("America/New_York"))
    task, shift = await _stage(account, required, starts_at=starts_at, ends_at=starts_at + timedelta(hours=2))
    person = await make_person(account)
    await make_qualified(person, required, expires_on=expires_on)
    found = await find_lacking(task, shift, [person.id])
    assert [each.standing for each in found.get(person.id, [])] == ([Standing.EXPIRED] if ends == "expired" else [])
    assert [row["id"] for row in await work.fetch(_IN_SQL, account.id)] == ([] if found else [person.id])


async def test_the_rule_in_sql_is_the_rule(account: Account) -> None:
    free, seen = await make_qualification(account), await make_qualification(account, needs_confirmation=True)
    task, shift = await _stage(account, free, seen)
    last = clock.local_date(shift.ends_at, task.time_zone)
    people: list[UUID] = []
    for ends in (None, last, last - timedelta(days=1)):
        for confirmed in (clock.now(), None):
            person = await make_person(account)
            await make_qualified(person, free, expires_on=ends)
            await make_qualified(person, seen, confirmed_at=confirmed)
            people.append(person.id)
    people.append((await make_person(account)).id)
    lacking = await find_lacking(task, shift, people)
    in_sql = {row["id"] for row in await work.fetch(_IN_SQL, account.id)}
    assert in_sql == set(people) - set(lacking)
    assert in_sql == {people[0], people[2]}


async def test_the_waiting_list_passes_over_who_lacks_it(account: Account) -> None:
    required = await make_qualification(account)
    _, shift = await _stage(account, required, capacity=1)
    holder, unfit, fit = [await make_person(account) for _ in range(3)]
    for person in (holder, fit):
        await make_qualified(person, required)
    await make_assignment(shift, holder)
    for person, minutes in ((unfit, 0), (fit, 1)):
        queued_at = clock.now() + timedelta(minutes=minutes)
        await make_assignment(shift, person, state=AssignmentState.WAITLISTED, queued_at=queued_at)
    await cancel_sign_up(actor_for(holder), shift_id=shift.id)
    states = {row.person_id: row.state for row in await Assignment.filter(account_id=account.id, shift_id=shift.id)}
    assert (states[unfit.id], states[fit.id]) == (AssignmentState.WAITLISTED, AssignmentState.CONFIRMED)


async def test_organizers_say_what_a_task_requires(account: Account) -> None:
    region, required = await make_region(), await make_qualification(account)
    organizer = await make_organizer(account, "US/NY/061/")
    starts_at = clock.now() + timedelta(days=3)
    draft = ShiftDraft(starts_at, starts_at + timedelta(hours=2), 3)

    async def post(*ids: UUID) -> Task:
        return await create_task(
            organizer,
            kind=ActivityKind.DRIVING,
            title="Bring people home",
            region_id=region.id,
            shifts=[draft],
            qualification_ids=ids,
        )

    task = await post(required.id, required.id)
    assert task.qualification_ids == [required.id]
    with pytest.raises(Invalid) as refused:
        await post(region.id)
    assert refused.value.field == "qualificationIds"
    assert await Task.filter(account_id=account.id).count() == 1
    changed = await update_task(organizer, task_id=task.id, version=1, changes={"qualification_ids": []})
    assert changed.qualification_ids == []


async def _two_days_ahead(account: Account, person: Person, required: Qualification) -> Shift:
    """A shift that requires it, with the person in it and somebody who waits."""
    _, shift = await _stage(account, required, capacity=1)
    await make_assignment(shift, person)
    waiting = await make_person(account)
    await make_qualified(waiting, required)
    await make_assignment(shift, waiting, state=AssignmentState.WAITLISTED)
    return shift


async def test_a_confirmation_that_is_taken_back_frees_the_place_and_they_are_told(account: Account) -> None:
    required = await make_qualification(account, needs_confirmation=True)
    person = await make_person(account)
    await make_qualified(person, required, confirmed_at=clock.now())
    shift = await _two_days_ahead(account, person, required)
    await work.execute("UPDATE person_qualifications SET confirmed_at = now() WHERE account_id = $1", account.id)
    _, other = await _stage(account)
    await make_assignment(other, person)
    organizer = await make_organizer(account, "US/NY/")
    await confirm_qualification(organizer, person_id=person.id, qualification_id=required.id, confirmed=False)
    job = await OutboxRow.get(account_id=account.id, name="people.qualification_lost")
    row = {"id": job.id, "account_id": account.id, "payload": job.payload, "attempt": 1}
    for _ in range(2):
        await JOBS[job.name]([row])
    states = {row.person_id: row.state for row in await Assignment.filter(account_id=account.id, shift_id=shift.id)}
    assert states.pop(person.id) is AssignmentState.CANCELLED
    assert list(states.values()) == [AssignmentState.CONFIRMED]
    assert (await Assignment.get(account_id=account.id, shift_id=other.id)).state is AssignmentState.CONFIRMED
    news = [payload for name, payload in await jobs_of(account) if name == "tasks.news"]
    assert {"template": "unqualified", "shift_id": str(shift.id), "person_ids": [str(person.id)]} in news
    assert sum(each["template"] == "unqualified" for each in news) == 1


async def test_who_was_only_invited_is_invited_no_longer_and_told_nothing(account: Account) -> None:
    required, person = await make_qualification(account), await make_person(account)
    _, shift = await _stage(account, required)
    await make_assignment(shift, person, state=AssignmentState.INVITED)
    system = system_actor(account.id)
    assert await give_up_unqualified(system, person_id=person.id, qualification_id=required.id) == 1
    assert (await Assignment.get(account_id=account.id, shift_id=shift.id)).state is AssignmentState.CANCELLED
    assert [name for name, _ in await jobs_of(account) if name == "tasks.news"] == []


async def test_who_still_has_it_keeps_the_place(account: Account) -> None:
    required = await make_qualification(account)
    person = await make_person(account)
    await make_qualified(person, required)
    shift = await _two_days_ahead(account, person, required)
    system = system_actor(account.id)
    assert await give_up_unqualified(system, person_id=person.id, qualification_id=required.id) == 0
    assert (await Shift.get(account_id=account.id, id=shift.id)).confirmed == 1
    await give_up_qualification(actor_for(person), qualification_id=required.id)
    assert ("people.qualification_lost", {"person_id": str(person.id), "qualification_id": str(required.id)}) in (
        await jobs_of(account)
    )
    assert await give_up_unqualified(system, person_id=person.id, qualification_id=required.id) == 1
