"""How many are expected to come, for who receives them."""

from collections.abc import Collection
from uuid import UUID

from models.kernel.actor import Actor
from models.tasks.queries.assignments import assignments_of_shifts
from models.tasks.rules import PLACED
from models.tasks.rules.attendance import Attendance, attendance
from models.tasks.tables import Assignment, AssignmentState

_KNOWN = {AssignmentState.ATTENDED: 1.0, AssignmentState.NO_SHOW: 0.0}


async def expected_of_shifts(actor: Actor, shift_ids: Collection[UUID]) -> dict[UUID, Attendance]:
    """By shift, how many are expected of those who have a place; without shifts whose people the actor may not see."""
    found = await assignments_of_shifts(actor, shift_ids)
    return {
        shift_id: attendance([_chance(each) for each in assignments if each.state in PLACED])
        for shift_id, assignments in found.items()
    }


def _chance(assignment: Assignment) -> float:
    """That they come; whose chance nobody has told yet, counts as surely coming."""
    told = 1.0 if assignment.show_chance is None else assignment.show_chance
    return _KNOWN.get(assignment.state, told)
