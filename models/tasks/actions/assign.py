"""Writes assignments: the one place where states change and places are counted."""

from typing import Any
from uuid import UUID

from models.kernel import clock, ids
from models.tasks.rules import next_state, place_change
from models.tasks.tables import Assignment, AssignmentState, Shift


async def assignment_of(shift: Shift, person_id: UUID) -> Assignment | None:
    """Where a person stands with a shift, if anywhere."""
    return await Assignment.get_or_none(account_id=shift.account_id, shift_id=shift.id, person_id=person_id)


async def assign(
    shift: Shift, person_id: UUID, assignment: Assignment | None, state: AssignmentState, **changes: Any
) -> Assignment:
    """
    Bring a person's assignment (None: there is none yet) to a state, and count the shift's places.

    The shift must be locked. Raises Conflict when that state cannot follow.
    """
    change = place_change(assignment.state if assignment else None, state)
    chance = assignment.show_chance if assignment and assignment.show_chance is not None else 1.0
    forgotten = {"show_chance": None, "coming_said_at": None} if change else {}
    values = {"state": state, "updated_at": clock.now()} | changes | forgotten
    if assignment is None:
        assignment = await _create(shift, person_id, values)
    else:
        next_state(assignment.state, state)
        await Assignment.filter(account_id=shift.account_id, id=assignment.id).update(**values)
        assignment.update_from_dict(values)
    if change:
        shift.confirmed += change
        shift.expected += 1.0 if change > 0 else -chance
        counts = {"confirmed": shift.confirmed, "expected": shift.expected}
        await Shift.filter(account_id=shift.account_id, id=shift.id).update(**counts)
    return assignment


async def _create(shift: Shift, person_id: UUID, values: dict[str, Any]) -> Assignment:
    own: dict[str, Any] = {"id": ids.new_id(), "account_id": shift.account_id, "queued_at": clock.now()}
    return await Assignment.create(**own | {"shift_id": shift.id, "person_id": person_id} | values)
