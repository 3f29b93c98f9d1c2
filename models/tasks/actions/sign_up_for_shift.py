"""Takes a place in a shift."""

from datetime import datetime
from uuid import UUID

from models.activity.words import name_of_kind
from models.kernel import audit, clock, work
from models.kernel.actor import Actor
from models.kernel.errors import NotAllowed
from models.people.tables import Person
from models.tasks import policy
from models.tasks.actions.assign import assign, assignment_of
from models.tasks.actions.count_earlier import count_earlier
from models.tasks.actions.find_busy import ensure_free
from models.tasks.actions.find_lacking import find_lacking
from models.tasks.actions.lock_rows import lock_person, lock_shift
from models.tasks.announce import announce_people, announce_places, announce_shifts
from models.tasks.errors import NotQualified, NotReady, ShiftClosed, ShiftFull, TooYoung
from models.tasks.rules import PLACED, AgeHurdle, age_hurdle, place_in_queue
from models.tasks.tables import Assignment, AssignmentState, Shift, SignUpOutcome, Task, TaskStatus

GUARDIAN_AGE = 16


async def sign_up_for_shift(
    actor: Actor, *, shift_id: UUID, join_waiting_list: bool = False, person_id: UUID | None = None
) -> Assignment:
    """
    Take a place, or with `join_waiting_list` a place in the queue of a full shift. Again, it gives what there is.

    One signs oneself up; only the system may name a `person_id`. Raises NotFound, ShiftClosed, TooYoung, NotQualified,
    NotReady, ShiftOverlap, ShiftFull, SignInRequired.
    """
    policy.ensure_signed_in(actor)
    if person_id not in (None, actor.person_id) and not actor.system:
        raise NotAllowed("People sign up themselves. Send them an ask instead.")
    async with work.unit_of_work(actor):
        shift, task = await lock_shift(actor, shift_id)
        person = await lock_person(actor.account_id, person_id or actor.person_id)
        assignment = await assignment_of(shift, person.id)
        if assignment and assignment.state in PLACED:
            return assignment
        ensure_open(task, shift)
        ensure_old_enough(task, shift, person)
        await ensure_qualified(task, shift, person, actor.language)
        await ensure_ready(task, person, actor.language)
        await ensure_free(shift, person.id)
        return await _take_place(actor, shift, person, assignment, join_waiting_list=join_waiting_list)


def ensure_open(task: Task, shift: Shift) -> None:
    """Raise ShiftClosed when a shift is over or called off."""
    if task.status is TaskStatus.CANCELLED or shift.cancelled_at is not None:
        raise ShiftClosed("This shift was called off. Choose another one.", field="shiftId")
    if shift.ends_at <= clock.now():
        raise ShiftClosed("This shift is over. Choose another one.", field="shiftId")


def ensure_old_enough(task: Task, shift: Shift, person: Person) -> None:
    """Raise TooYoung when age keeps a person from a shift."""
    day = clock.local_date(shift.starts_at, task.time_zone)
    has_guardian = person.guardian_consent_at is not None
    hurdle = age_hurdle(task.minimum_age, person.birth_year, has_guardian=has_guardian, day=day)
    if hurdle:
        raise TooYoung(
            GUARDIAN_AGE if hurdle is AgeHurdle.GUARDIAN_NEEDED else task.minimum_age or 0,
            birth_year_needed=hurdle is AgeHurdle.BIRTH_YEAR_UNKNOWN,
            guardian_needed=hurdle is AgeHurdle.GUARDIAN_NEEDED,
        )


async def ensure_qualified(task: Task, shift: Shift, person: Person, language: str) -> None:
    """Raise NotQualified when the person lacks a licence or training on the day of the shift."""
    lacking = (await find_lacking(task, shift, [person.id])).get(person.id)
    if lacking:
        raise NotQualified(lacking, language)


async def ensure_ready(task: Task, person: Person, language: str) -> None:
    """Raise NotReady when the task is a step up for which the person came to too few shifts."""
    if task.step_up_kind is None or task.step_up_times is None:
        return
    came = await count_earlier(task.account_id, person.id, task.step_up_kind)
    if came < task.step_up_times:
        raise NotReady(task.step_up_times, came, name_of_kind(task.step_up_kind, language))


async def _take_place(
    actor: Actor, shift: Shift, person: Person, assignment: Assignment | None, *, join_waiting_list: bool
) -> Assignment:
    if shift.would_be is SignUpOutcome.CONFIRMED:
        assignment = await assign(shift, person.id, assignment, AssignmentState.CONFIRMED)
        await announce_places(shift.account_id, [shift.id])
    elif assignment and assignment.state is AssignmentState.WAITLISTED:
        return assignment
    elif join_waiting_list:
        queued_at = place_in_queue(clock.now(), await _end_of_queue(shift))
        assignment = await assign(shift, person.id, assignment, AssignmentState.WAITLISTED, queued_at=queued_at)
    else:
        raise ShiftFull(shift.capacity)
    await audit.record(actor, "shift.sign_up", "shift", shift.id, about=person.id, state=assignment.state)
    await announce_people(shift.account_id, [person.id])
    if not shift.free_places:
        await announce_shifts(shift.account_id, [shift.id])
    return assignment


async def _end_of_queue(shift: Shift) -> datetime | None:
    queued = Assignment.filter(
        account_id=shift.account_id, shift_id=shift.id, state=AssignmentState.WAITLISTED
    ).order_by("-queued_at")
    last = await queued.first()
    return last.queued_at if last else None
