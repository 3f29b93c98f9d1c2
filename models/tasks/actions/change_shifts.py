"""Changes the shifts of a task: moves them, makes them larger or smaller, calls them off, adds some."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from models.kernel import clock
from models.kernel.errors import Conflict, Invalid, NotFound
from models.tasks.actions.create_task import add_shift
from models.tasks.actions.find_busy import ensure_nobody_is_busy
from models.tasks.actions.foresee_attendance import count_expected
from models.tasks.actions.lock_rows import lock_people, lock_shifts
from models.tasks.actions.promote_waiting import promote_waiting
from models.tasks.announce import News, announce_news, announce_people, announce_places, announce_shifts
from models.tasks.rules import PLACED, Span
from models.tasks.rules.local_times import LocalShift, in_zone
from models.tasks.rules.validate import ShiftDraft, ensure_number_of_shifts, ensure_valid_shift
from models.tasks.tables import Assignment, AssignmentState, Shift, Task

_LIVE = [AssignmentState.INVITED, AssignmentState.ACCEPTED, AssignmentState.WAITLISTED, AssignmentState.CONFIRMED]


async def change_shifts(task: Task, wanted: Sequence[ShiftDraft | LocalShift]) -> set[UUID]:
    """
    Bring the named shifts of a task (locked) to what the drafts say; who is in them is told, who waits may move up.

    Local times are by the clock of the task's place. Returns the shifts whose people were told of another time. Raises
    NotFound, Conflict, Invalid, and ShiftClash where somebody has another shift at the new time.
    """
    if not wanted:
        return set()
    known = {shift.id: shift for shift in await lock_shifts(task)}
    drafts = [_draft(each, task, known) if isinstance(each, LocalShift) else each for each in wanted]
    ensure_number_of_shifts(len(known) + sum(draft.id is None for draft in drafts))
    before = {shift.id: _span(shift) for shift in known.values()}
    changed = []
    for draft in drafts:
        if draft.id is None:
            ensure_valid_shift(draft, clock.now())
            await add_shift(task, draft)
        elif draft.id not in known:
            raise NotFound("This shift")
        elif await _change_shift(known[draft.id], draft):
            changed.append(draft.id)
    moved = {shift_id for shift_id in changed if _span(known[shift_id]) != before[shift_id]}
    live = [known[shift_id] for shift_id in sorted(changed) if known[shift_id].cancelled_at is None]
    await _ensure_no_clash([shift for shift in live if shift.id in moved], live)
    await announce_shifts(task.account_id, changed)
    await promote_waiting(*live)
    return moved


async def _ensure_no_clash(moved: Sequence[Shift], changed: Sequence[Shift]) -> None:
    """Raises ShiftClash if a move would have somebody at two places at once; as all shifts are after the change."""
    if not moved:
        return
    placed = {shift.id: set(await _people_in(shift, list(PLACED))) for shift in moved}
    waiting = [await _people_in(shift, [AssignmentState.WAITLISTED]) for shift in changed]
    everybody = {person_id for people in [*placed.values(), *waiting] for person_id in people}
    locked = await lock_people(moved[0].account_id, everybody)  # all at once, and in order: who waits is locked next
    for shift in moved:
        await ensure_nobody_is_busy(shift, [person for person in locked if person.id in placed[shift.id]])


def _draft(local: LocalShift, task: Task, known: dict[UUID, Shift]) -> ShiftDraft:
    shift = known.get(local.id) if local.id else None
    before = ShiftDraft(shift.starts_at, shift.ends_at, shift.capacity) if shift else None
    return in_zone(local, task.time_zone, before)


async def tell_all(task: Task, *, but: Collection[UUID]) -> None:
    """Tell everybody who has a place in a shift that is not over that it changed; `but` those shifts know already."""
    shifts = Shift.filter(account_id=task.account_id, task_id=task.id, cancelled_at=None, ends_at__gt=clock.now())
    for shift in await shifts.exclude(id__in=list(but)).order_by("id"):
        await announce_news(shift, News.CHANGED, await _people_in(shift, list(PLACED)))


async def _change_shift(shift: Shift, draft: ShiftDraft) -> bool:
    """Change one shift; False if there is nothing to change."""
    if draft.cancelled:
        return await call_off(shift)
    if shift.cancelled_at is not None:
        raise Conflict("This shift was called off. Add a new one.")
    overbook = shift.overbook if draft.overbook is None else draft.overbook
    values = {"starts_at": draft.starts_at, "ends_at": draft.ends_at, "capacity": draft.capacity, "overbook": overbook}
    if all(getattr(shift, name) == value for name, value in values.items()):
        return False
    ensure_valid_shift(draft, clock.now())
    if draft.capacity + overbook < shift.confirmed:
        raise Invalid(
            "So many have a place already: {confirmed}. Do not go below that.",
            field="shifts",
            confirmed=shift.confirmed,
        )
    await _write(shift, values)
    return True


async def _write(shift: Shift, values: dict[str, Any]) -> None:
    before = _span(shift)
    await Shift.filter(account_id=shift.account_id, id=shift.id).update(**values)
    shift.update_from_dict(values)
    await count_expected(shift)
    if _span(shift) != before:
        await Assignment.filter(account_id=shift.account_id, shift_id=shift.id).update(coming_said_at=None)
        people = await _people_in(shift, list(PLACED))
        await announce_news(shift, News.CHANGED, people)
        await announce_people(shift.account_id, people)
        await announce_places(shift.account_id, [shift.id])


def _span(shift: Shift) -> Span:
    return Span(shift.starts_at, shift.ends_at)


async def call_off(shift: Shift) -> bool:
    """Cancel a shift (locked) that is not over; everybody in it is told. False if there is nothing to call off."""
    if shift.cancelled_at is not None or shift.ends_at <= clock.now():
        return False
    people = await _people_in(shift, _LIVE)
    live = Assignment.filter(account_id=shift.account_id, shift_id=shift.id, state__in=_LIVE)
    await live.update(state=AssignmentState.CANCELLED, updated_at=clock.now())
    values = {"cancelled_at": clock.now(), "confirmed": len(await _people_in(shift, list(PLACED)))}
    await Shift.filter(account_id=shift.account_id, id=shift.id).update(**values)
    shift.update_from_dict(values)
    await announce_news(shift, News.CANCELLED, people)
    await announce_people(shift.account_id, people)
    return True


async def _people_in(shift: Shift, states: list[AssignmentState]) -> list[Any]:
    found = Assignment.filter(account_id=shift.account_id, shift_id=shift.id, state__in=states)
    return list(await found.order_by("person_id").values_list("person_id", flat=True))
