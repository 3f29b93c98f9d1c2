"""Somebody corrects a reason for which something was suggested to them: it changes them, and the match at once."""

from collections.abc import Sequence
from typing import cast
from uuid import UUID

from models.kernel import audit, clock, work
from models.kernel.actor import Actor
from models.kernel.errors import NotFound
from models.matching.queries.load_crowd import load_crowd
from models.matching.queries.load_openings import load_openings
from models.matching.rules import Opening, within_limits
from models.matching.rules.corrections import Correction, Standing, changes_for
from models.matching.rules.limits import slot_of
from models.people.actions import ProfileChanges, give_up_qualification, update_me
from models.people.policy import ensure_in_person
from models.people.tables import Person, PersonSkill
from models.regions.rules import distance_km
from models.tasks.actions import decline_shift
from models.tasks.actions.lock_rows import lock_person, lock_shift
from models.tasks.tables import Assignment, AssignmentState, Shift, Task

_TASKS = "SELECT DISTINCT task_id FROM matches WHERE account_id = $1 AND person_id = $2"
_FORGET = "DELETE FROM matches WHERE account_id = $1 AND person_id = $2 AND NOT shift_id = ANY($3::uuid[])"
_NO_PART = frozenset({AssignmentState.INVITED, AssignmentState.CANCELLED, AssignmentState.DECLINED})


async def correct_suggestion(
    actor: Actor,
    *,
    shift_id: UUID,
    correction: Correction,
    skill_id: UUID | None = None,
    qualification_id: UUID | None = None,
) -> bool:
    """
    Change the actor's profile as the correction says; whatever does not suit them any more is matched with them no more.

    Where the change alone does not rule the shift out, its task is declined: what was corrected never comes back as it
    was. The ledger stays. Returns whether the task was declined. Raises NotFound (also for a licence or training that one
    does not have), SignInRequired, NotAllowed.
    """
    person_id = ensure_in_person(actor)
    async with work.unit_of_work(actor):
        shift, task = await lock_shift(actor, shift_id)
        person = await lock_person(actor.account_id, person_id)
        changes = changes_for(correction, await _standing(person, shift, task), skill_id)
        if changes:
            await update_me(actor, cast("ProfileChanges", changes))
        if correction is Correction.NOT_QUALIFIED:
            await _give_up(actor, qualification_id)
        changed = bool(changes) or correction is Correction.NOT_QUALIFIED
        declined = await _decline(actor, shift, still=not changed or await _fits(actor, shift))
        await forget_matches(actor.account_id, person_id)
        await audit.record(actor, "suggestion.correct", "shift", shift_id, correction=correction.value)
    return declined


async def _give_up(actor: Actor, qualification_id: UUID | None) -> None:
    if qualification_id is None:
        raise NotFound("This licence or training")
    await give_up_qualification(actor, qualification_id=qualification_id)


async def forget_matches(account_id: UUID, person_id: UUID) -> None:
    """Delete the stored matches of a person that their limits do not allow any more."""
    tasks = [row["task_id"] for row in await work.fetch(_TASKS, account_id, person_id)]
    kept = await _possible(account_id, person_id, tasks) if tasks else []
    await work.execute(_FORGET, account_id, person_id, [opening.shift_id for opening in kept])


async def _possible(account_id: UUID, person_id: UUID, task_ids: Sequence[UUID]) -> list[Opening]:
    """The shifts of these tasks that look for people and are within the person's limits."""
    now = clock.now()
    openings = await load_openings(account_id, task_ids, now)
    crowd = await load_crowd(account_id, openings, now, [person_id])
    return [opening for opening in openings if len(within_limits(crowd, opening).numbers)]


async def _fits(actor: Actor, shift: Shift) -> bool:
    assert actor.person_id is not None
    possible = await _possible(actor.account_id, actor.person_id, [shift.task_id])
    return shift.id in {opening.shift_id for opening in possible}


async def _decline(actor: Actor, shift: Shift, *, still: bool) -> bool:
    """Decline the task, if it is still possible; whoever has a part in the shift keeps it."""
    part = await Assignment.get_or_none(account_id=shift.account_id, shift_id=shift.id, person_id=actor.person_id)
    if not still or (part is not None and part.state not in _NO_PART):
        return False
    await decline_shift(actor, shift_id=shift.id)
    return True


async def _standing(person: Person, shift: Shift, task: Task) -> Standing:
    skills = PersonSkill.filter(account_id=person.account_id, person_id=person.id).order_by("since", "id")
    return Standing(
        willing=person.willing,
        unwilling=person.unwilling,
        availability=person.availability,
        skill_ids=await skills.values_list("skill_id", flat=True),  # type: ignore[arg-type]
        maximum_distance_km=person.maximum_distance_km,
        kind=task.kind,
        slot=slot_of(_opening(task, shift), person.time_zone),
        km=_distance(person, task),
        now=clock.now(),
    )


def _opening(task: Task, shift: Shift) -> Opening:
    """As much of the shift as tells its time of the week."""
    return Opening(
        task_id=task.id,
        shift_id=shift.id,
        kind=task.kind,
        starts_at=shift.starts_at,
        ends_at=shift.ends_at,
        free=shift.free_places,
        time_zone=task.time_zone,
        region_path=task.region_path,
        remote=task.remote,
    )


def _distance(person: Person, task: Task) -> float | None:
    """Kilometres between them; None where one has no place."""
    if task.remote or person.latitude is None or person.longitude is None:
        return None
    if task.latitude is None or task.longitude is None:
        return None
    return distance_km(person.latitude, person.longitude, task.latitude, task.longitude)
