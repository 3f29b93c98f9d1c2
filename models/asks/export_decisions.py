"""What was decided about asking somebody, for the download of all that is kept about them."""

from typing import Any

from models.asks.decided import StoredDecision, my_decisions
from models.asks.decision_words import put_decision_into_words
from models.asks.step_words import title_of
from models.kernel.actor import Actor
from models.kernel.paging import FIRST_MAXIMUM
from models.tasks.tables import Shift, Task


async def export_decisions(actor: Actor) -> list[dict[str, Any]]:
    """
    All decisions about the actor that are kept (30 days), newest first, each with its reason in words: plain values that
    JSON takes. Raises SignInRequired.
    """
    decisions: list[StoredDecision] = []
    after, has_next = None, True
    while has_next:
        page = await my_decisions(actor, FIRST_MAXIMUM, after)
        decisions += page.rows
        after, has_next = page.cursors[-1] if page.cursors else None, page.has_next
    return await _told(actor, decisions)


async def _told(actor: Actor, decisions: list[StoredDecision]) -> list[dict[str, Any]]:
    task_ids = {each.task_id for each in decisions if each.task_id}
    shift_ids = {each.shift_id for each in decisions if each.shift_id}
    tasks = {row.id: row for row in await Task.filter(account_id=actor.account_id, id__in=task_ids)}
    shifts = {row.id: row for row in await Shift.filter(account_id=actor.account_id, id__in=shift_ids)}
    return [
        {
            "decidedAt": each.decided_at.isoformat(),
            "decision": each.decision.name.lower(),
            "reason": put_decision_into_words(each.decision, actor.language),
            "until": each.until.isoformat() if each.until else None,
            "byOrganizer": each.asked_by is not None,
            "task": tasks[each.task_id].title if each.task_id else None,
            "shiftStartsAt": shifts[each.shift_id].starts_at.isoformat() if each.shift_id else None,
            "about": title_of(each.subject, actor.language) if each.subject else None,
        }
        for each in decisions
    ]
