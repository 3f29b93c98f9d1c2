"""A shift counts once, whether its volunteer logged it, was checked in, or both, in whichever order."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import asyncpg

from models.activity.errors import ActivityInvalid
from models.activity.ledger import Revision
from models.activity.queries.effective import LATEST
from models.activity.tables import ActivityKind, CorrectionReason, Source
from models.kernel import ids, work

_STANDING = f"""
SELECT activity.*, first.source AS first_source FROM activities AS activity
JOIN activities AS first ON first.account_id = activity.account_id AND first.ledger_id = activity.ledger_id
     AND first.client_key = activity.client_key AND first.revision = 0
WHERE activity.account_id = $1 AND activity.ledger_id = $2 AND activity.shift_id = $3 AND activity.client_key <> $4
  AND NOT activity.voided AND {LATEST}
ORDER BY activity.started_at, activity.client_key
"""

_FIRST_SOURCE = """
SELECT source FROM activities WHERE account_id = $1 AND ledger_id = $2 AND client_key = $3 AND revision = 0
"""


async def beside_check_in(account_id: UUID, said: Revision) -> list[Revision]:
    """
    What to store instead of `said`, work in a shift, so that a check-in and what the volunteer logged themself count once.

    A check-in withdraws what was logged for its shift and takes over how many (doors, calls …) that says. What is logged
    after it adds only how many, where the check-in could not know. The caller holds the maker's lock.
    """
    if said.shift_id is None:
        return [said]
    others = await work.fetch(_STANDING, account_id, said.ledger_id, said.shift_id, said.client_key)
    if said.source is Source.CHECK_IN:
        return _instead_of(said, [row for row in others if row["first_source"] != Source.CHECK_IN])
    checked_in = next((row for row in others if row["first_source"] == Source.CHECK_IN), None)
    return [said] if checked_in is None else [_completed(checked_in, said)]


async def ensure_counts_once(account_id: UUID, restored: Revision) -> None:
    """
    Raises ActivityInvalid where work that was withdrawn would count again beside a check-in of its shift, either of the
    two. The caller holds the maker's lock.
    """
    if restored.shift_id is None:
        return
    others = await work.fetch(_STANDING, account_id, restored.ledger_id, restored.shift_id, restored.client_key)
    first = await work.fetch_value(_FIRST_SOURCE, account_id, restored.ledger_id, restored.client_key)
    if others and Source.CHECK_IN in (first, *(row["first_source"] for row in others)):
        raise ActivityInvalid(
            "This shift counts once, and it counts already. Correct what counts instead.", field="voided"
        )


def _instead_of(check_in: Revision, logged: Sequence[asyncpg.Record]) -> list[Revision]:
    quantity = sum(row["quantity"] for row in logged if row["kind"] == check_in.kind)
    withdrawn = [_later(row, voided=True, reason_code=CorrectionReason.COUNTED_TWICE) for row in logged]
    return [check_in._replace(quantity=check_in.quantity or quantity), *withdrawn]


def _completed(checked_in: asyncpg.Record, said: Revision) -> Revision:
    """The check-in with what the volunteer counted; the same revision again where there is nothing to add."""
    if not said.quantity or checked_in["quantity"] or checked_in["kind"] != said.kind:
        return _revision_of(checked_in)
    return _later(checked_in, quantity=said.quantity, reason_code=CorrectionReason.OTHER)


def _later(row: asyncpg.Record, **changes: Any) -> Revision:
    return _revision_of(row)._replace(id=ids.new_id(), revision=row["revision"] + 1, **changes)


def _revision_of(row: asyncpg.Record) -> Revision:
    values = Revision(*(row[name] for name in Revision._fields))
    return values._replace(kind=ActivityKind(values.kind), source=Source(values.source))
