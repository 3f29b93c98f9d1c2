"""Finds which required licences and trainings people lack on the day of a shift."""

from collections.abc import Collection, Mapping
from uuid import UUID

from models.people.queries import holdings_of, qualifications_by_id
from models.people.rules.qualifications import Holding, QualificationStanding, standing_on
from models.people.tables import Qualification
from models.tasks.errors import Lacking
from models.tasks.qualified import day_of
from models.tasks.tables import Shift, Task


async def find_lacking(task: Task, shift: Shift, person_ids: Collection[UUID]) -> dict[UUID, list[Lacking]]:
    """By person, what each of them lacks; whoever has everything is left out."""
    if not task.qualification_ids:
        return {}
    required = await qualifications_by_id(task.account_id, task.qualification_ids)
    held = await holdings_of(task.account_id, person_ids, task.qualification_ids)
    lacking = {person_id: _lacking(task, shift, required, held.get(person_id, {})) for person_id in person_ids}
    return {person_id: found for person_id, found in lacking.items() if found}


def _lacking(
    task: Task, shift: Shift, required: Mapping[UUID, Qualification], held: Mapping[UUID, Holding]
) -> list[Lacking]:
    day = day_of(task, shift)
    needed = [required[qualification_id] for qualification_id in task.qualification_ids]
    found = [
        Lacking(each, standing_on(day, held.get(each.id), needs_confirmation=each.needs_confirmation))
        for each in needed
    ]
    return [each for each in found if each.standing is not QualificationStanding.VALID]
