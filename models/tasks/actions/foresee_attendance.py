"""Keeps how likely they come who have a place, and gives out the places that this opens."""

from collections.abc import Mapping
from uuid import UUID

from models.kernel import work
from models.kernel.actor import Actor
from models.tasks.actions.lock_rows import lock_shift
from models.tasks.actions.promote_waiting import promote_waiting
from models.tasks.announce import announce_shifts
from models.tasks.rules import PLACED
from models.tasks.tables import Shift

_TELL = """
UPDATE assignments a SET show_chance = told.chance FROM unnest($3::uuid[], $4::float8[]) AS told (person_id, chance)
WHERE a.account_id = $1 AND a.shift_id = $2 AND a.person_id = told.person_id AND a.state = ANY($5::text[])
"""
_COUNT = """
UPDATE shifts SET expected = (
    SELECT coalesce(sum(coalesce(a.show_chance, 1)), 0) FROM assignments a
    WHERE a.account_id = $1 AND a.shift_id = $2 AND a.state = ANY($3::text[]))
WHERE account_id = $1 AND id = $2 RETURNING expected
"""
_TAKING = sorted(state.value for state in PLACED)


async def foresee_attendance(actor: Actor, *, shift_id: UUID, chances: Mapping[UUID, float]) -> None:
    """
    Store, by person, the chance (0 to 1) that they come; who waits gets what places are free by that.

    Whoever has no place by now is passed over. System only. Raises NotFound.
    """
    async with work.unit_of_work(actor):
        shift, _ = await lock_shift(actor, shift_id)
        await work.execute(_TELL, shift.account_id, shift.id, list(chances), list(chances.values()), _TAKING)
        was_full = not shift.free_places
        await count_expected(shift)
        await promote_waiting(shift)
        if not was_full and not shift.free_places:
            await announce_shifts(shift.account_id, [shift.id])


async def count_expected(shift: Shift) -> None:
    """Add up anew how many are expected to come of those who have a place. The shift must be locked."""
    shift.expected = await work.fetch_value(_COUNT, shift.account_id, shift.id, _TAKING)
