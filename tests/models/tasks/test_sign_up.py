"""Taking places, waiting for them, giving them back."""

from datetime import timedelta

import pytest

from models.kernel import clock, ids
from models.kernel.actor import stranger, system_actor
from models.kernel.errors import Conflict, NotAllowed, NotFound, SignInRequired
from models.kernel.tables import Account
from models.people.tables import Person
from models.tasks.actions import (
    accept_invitation,
    cancel_sign_up,
    cancel_task,
    decline_shift,
    invite_to_shift,
    sign_up_for_shift,
)
from models.tasks.errors import ShiftClosed, ShiftFull, ShiftOverlap, TooYoung
from models.tasks.tables import Assignment, AssignmentState, Shift
from tests.factories import (
    actor_for,
    jobs_of,
    make_account,
    make_assignment,
    make_organizer,
    make_person,
    make_shift,
    make_task,
)


async def _state(shift: Shift, person: Person) -> AssignmentState | None:
    found = await Assignment.get_or_none(account_id=shift.account_id, shift_id=shift.id, person_id=person.id)
    return found.state if found else None


async def _confirmed(shift: Shift) -> int:
    return (await Shift.get(account_id=shift.account_id, id=shift.id)).confirmed


async def test_a_place_is_taken_once(account: Account) -> None:
    shift = await make_shift(await make_task(account))
    person = await make_person(account)
    first = await sign_up_for_shift(actor_for(person), shift_id=shift.id)
    again = await sign_up_for_shift(actor_for(person), shift_id=shift.id)
    assert (first.id, first.state) == (again.id, AssignmentState.CONFIRMED)
    assert await _confirmed(shift) == 1
    assert sorted(await jobs_of(account)) == [
        ("matching.people_changed", {"person_ids": [str(person.id)]}),
        ("matching.places_changed", {"shift_ids": [str(shift.id)]}),
    ]


async def test_a_full_shift_refuses_and_queues_only_who_asks(account: Account) -> None:
    shift = await make_shift(await make_task(account), capacity=1)
    first, second = await make_person(account), await make_person(account)
    await sign_up_for_shift(actor_for(first), shift_id=shift.id)
    assert ("tasks.shifts_changed", {"shift_ids": [str(shift.id)]}) in await jobs_of(account)
    with pytest.raises(ShiftFull) as refusal:
        await sign_up_for_shift(actor_for(second), shift_id=shift.id)
    assert refusal.value.capacity == 1
    assert await _state(shift, second) is None
    queued = await sign_up_for_shift(actor_for(second), shift_id=shift.id, join_waiting_list=True)
    assert queued.state is AssignmentState.WAITLISTED
    assert await _confirmed(shift) == 1


async def test_who_cancels_is_followed_by_the_first_who_can(account: Account) -> None:
    task = await make_task(account)
    shift = await make_shift(task, capacity=1)
    other = await make_shift(task, starts_at=shift.starts_at + timedelta(hours=1))
    holder, busy, free = [await make_person(account) for _ in range(3)]
    for person in (holder, busy, free):
        await sign_up_for_shift(actor_for(person), shift_id=shift.id, join_waiting_list=True)
    await sign_up_for_shift(actor_for(busy), shift_id=other.id)
    await cancel_sign_up(actor_for(holder), shift_id=shift.id)
    assert await _state(shift, holder) is AssignmentState.CANCELLED
    assert await _state(shift, busy) is AssignmentState.WAITLISTED
    assert await _state(shift, free) is AssignmentState.CONFIRMED
    assert await _confirmed(shift) == 1
    news = [payload for name, payload in await jobs_of(account) if name == "tasks.news"]
    assert news == [{"template": "promoted", "shift_id": str(shift.id), "person_ids": [str(free.id)]}]


async def test_cancelling_twice_promotes_once(account: Account) -> None:
    shift = await make_shift(await make_task(account), capacity=1)
    people = [await make_person(account) for _ in range(3)]
    for person in people:
        await sign_up_for_shift(actor_for(person), shift_id=shift.id, join_waiting_list=True)
    for _ in range(2):
        await cancel_sign_up(actor_for(people[0]), shift_id=shift.id)
    assert [await _state(shift, person) for person in people] == [
        AssignmentState.CANCELLED,
        AssignmentState.CONFIRMED,
        AssignmentState.WAITLISTED,
    ]


async def test_who_cancelled_may_come_back_at_the_end_of_the_queue(account: Account) -> None:
    shift = await make_shift(await make_task(account), capacity=1)
    people = [await make_person(account) for _ in range(3)]
    for person in people:
        await sign_up_for_shift(actor_for(person), shift_id=shift.id, join_waiting_list=True)
    await cancel_sign_up(actor_for(people[0]), shift_id=shift.id)
    back = await sign_up_for_shift(actor_for(people[0]), shift_id=shift.id, join_waiting_list=True)
    third = await Assignment.get(account_id=account.id, person_id=people[2].id)
    assert back.state is AssignmentState.WAITLISTED
    assert back.queued_at > third.queued_at


async def test_nobody_is_in_two_places_at_once(account: Account) -> None:
    task = await make_task(account)
    shift = await make_shift(task)
    overlapping = await make_shift(task, starts_at=shift.starts_at + timedelta(minutes=119))
    following = await make_shift(task, starts_at=shift.ends_at)
    person = await make_person(account)
    await sign_up_for_shift(actor_for(person), shift_id=shift.id)
    with pytest.raises(ShiftOverlap) as refusal:
        await sign_up_for_shift(actor_for(person), shift_id=overlapping.id)
    assert refusal.value.other_shift_id == shift.id
    assert await _state(overlapping, person) is None
    after = await sign_up_for_shift(actor_for(person), shift_id=following.id)
    assert after.state is AssignmentState.CONFIRMED


async def test_what_was_called_off_is_in_nobodys_way(account: Account) -> None:
    organizer = await make_organizer(account)
    task, other = await make_task(account), await make_task(account)
    shift, same_time = await make_shift(task), await make_shift(other)
    person = await make_person(account)
    await sign_up_for_shift(actor_for(person), shift_id=shift.id)
    await cancel_task(organizer, task_id=task.id)
    assert (await sign_up_for_shift(actor_for(person), shift_id=same_time.id)).state is AssignmentState.CONFIRMED
    with pytest.raises(ShiftClosed):
        await sign_up_for_shift(actor_for(person), shift_id=shift.id)


async def test_over_is_over(account: Account) -> None:
    shift = await make_shift(await make_task(account), starts_at=clock.now() - timedelta(hours=2))
    person = await make_person(account)
    with pytest.raises(ShiftClosed):
        await sign_up_for_shift(actor_for(person), shift_id=shift.id)
    assert await _state(shift, person) is None


async def test_an_age_asks_for_the_birth_year_first(account: Account) -> None:
    shift = await make_shift(await make_task(account, minimum_age=18))
    year = shift.starts_at.year
    unknown, young = await make_person(account), await make_person(account, birth_year=year - 18)
    adult = await make_person(account, birth_year=year - 19)
    with pytest.raises(TooYoung) as first:
        await sign_up_for_shift(actor_for(unknown), shift_id=shift.id)
    with pytest.raises(TooYoung) as second:
        await sign_up_for_shift(actor_for(young), shift_id=shift.id)
    assert (first.value.minimum_age, first.value.birth_year_needed) == (18, True)
    assert first.value.message.endswith("Tell us your birth year in your profile, then sign up.")
    assert (second.value.minimum_age, second.value.birth_year_needed) == (18, False)
    assert (await sign_up_for_shift(actor_for(adult), shift_id=shift.id)).state is AssignmentState.CONFIRMED
    assert await _confirmed(shift) == 1


async def test_under_sixteen_a_guardian_agrees_first(account: Account) -> None:
    shift = await make_shift(await make_task(account))
    born = shift.starts_at.year - 15
    alone = await make_person(account, birth_year=born)
    guarded = await make_person(account, birth_year=born, guardian_consent_at=clock.now())
    with pytest.raises(TooYoung) as refusal:
        await sign_up_for_shift(actor_for(alone), shift_id=shift.id)
    assert (refusal.value.guardian_needed, refusal.value.minimum_age) == (True, 16)
    assert (await sign_up_for_shift(actor_for(guarded), shift_id=shift.id)).state is AssignmentState.CONFIRMED


async def test_people_sign_up_themselves(account: Account) -> None:
    shift = await make_shift(await make_task(account))
    person = await make_person(account)
    organizer = await make_organizer(account)
    with pytest.raises(NotAllowed):
        await sign_up_for_shift(organizer, shift_id=shift.id, person_id=person.id)
    with pytest.raises(SignInRequired):
        await sign_up_for_shift(stranger(account.id), shift_id=shift.id)
    taken = await sign_up_for_shift(system_actor(account.id), shift_id=shift.id, person_id=person.id)
    assert taken.person_id == person.id


async def test_shifts_of_others_and_of_nobody_are_not_found(account: Account) -> None:
    elsewhere = await make_shift(await make_task(await make_account()))
    person = actor_for(await make_person(account))
    for shift_id in (elsewhere.id, ids.new_id()):
        with pytest.raises(NotFound, match=r"^This shift was not found"):
            await sign_up_for_shift(person, shift_id=shift_id)
        with pytest.raises(NotFound, match=r"^This shift was not found"):
            await cancel_sign_up(person, shift_id=shift_id)


async def test_organizers_and_hosts_take_somebody_out(account: Account) -> None:
    host = await make_person(account)
    shift = await make_shift(await make_task(account, host_person_id=host.id))
    person, bystander = await make_person(account), await make_person(account)
    await sign_up_for_shift(actor_for(person), shift_id=shift.id)
    with pytest.raises(NotAllowed):
        await cancel_sign_up(actor_for(bystander), shift_id=shift.id, person_id=person.id)
    assert await _state(shift, person) is AssignmentState.CONFIRMED
    await cancel_sign_up(actor_for(host), shift_id=shift.id, person_id=person.id)
    assert await _state(shift, person) is AssignmentState.CANCELLED
    assert await _confirmed(shift) == 0


async def test_an_invitation_takes_no_place_until_it_is_accepted(account: Account) -> None:
    organizer = await make_organizer(account)
    shift = await make_shift(await make_task(account))
    person, other = await make_person(account), await make_person(account)
    await invite_to_shift(organizer, shift_id=shift.id, person_ids=[person.id, other.id, ids.new_id()])
    again = await invite_to_shift(organizer, shift_id=shift.id, person_ids=[person.id])
    assert (again, await _confirmed(shift)) == ([], 0)
    accepted = await accept_invitation(actor_for(person), shift_id=shift.id)
    declined = await decline_shift(actor_for(other), shift_id=shift.id)
    assert (accepted.state, declined.state) == (AssignmentState.CONFIRMED, AssignmentState.DECLINED)
    assert await _confirmed(shift) == 1
    with pytest.raises(NotFound):
        await accept_invitation(actor_for(await make_person(account)), shift_id=shift.id)
    with pytest.raises(Conflict):
        await decline_shift(actor_for(person), shift_id=shift.id)


async def test_contacts_are_never_invited(account: Account) -> None:
    organizer = await make_organizer(account)
    shift = await make_shift(await make_task(account))
    contact = await make_person(account, kind="contact")
    assert await invite_to_shift(organizer, shift_id=shift.id, person_ids=[contact.id]) == []
    assert await _state(shift, contact) is None


async def test_what_was_attended_cannot_be_cancelled(account: Account) -> None:
    shift = await make_shift(await make_task(account), starts_at=clock.now() - timedelta(hours=1))
    person = await make_person(account)
    await make_assignment(shift, person, state=AssignmentState.ATTENDED)
    with pytest.raises(Conflict):
        await cancel_sign_up(actor_for(person), shift_id=shift.id)
    assert await _confirmed(shift) == 1
