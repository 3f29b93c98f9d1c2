"""Publishes a new version of the formula."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from models.activity import policy
from models.activity.errors import FormulaInvalid
from models.activity.ledger import formula_book
from models.activity.rules import Formula, parse_formula
from models.activity.tables import Formula as StoredFormula
from models.kernel import audit, clock, ids, work
from models.kernel.actor import Actor

NOTICE = timedelta(days=2)
"""Today is two dates at once somewhere on Earth: from the day after tomorrow (UTC) on, nobody has worked yet."""

_LOCK_ACCOUNT = "SELECT id FROM accounts WHERE id = $1 FOR UPDATE"


async def publish_formula(actor: Actor, *, body: Any, valid_from: date) -> Formula:
    """
    Make `body` (JSON, see `rules/parse_formula.py`) the formula of local dates from `valid_from` on.

    A published version never changes, and never scores a day that has begun anywhere. Raises FormulaInvalid, NotAllowed.
    """
    policy.ensure_may_publish_formula(actor)
    async with work.unit_of_work(actor):
        await _lock_account(actor.account_id)
        latest = (await formula_book(actor.account_id)).versions[-1]
        formula = parse_formula(latest.version + 1, valid_from, body)
        _ensure_in_future(valid_from, latest)
        await StoredFormula.create(
            id=ids.new_id(),
            account_id=actor.account_id,
            version=formula.version,
            body=body,
            valid_from=valid_from,
            created_at=clock.now(),
        )
        await audit.record(actor, "formula.publish", "formula", None, version=formula.version)
    return formula


async def _lock_account(account_id: UUID) -> None:
    await work.fetch_value(_LOCK_ACCOUNT, account_id)


def _ensure_in_future(valid_from: date, latest: Formula) -> None:
    earliest = max(clock.now().date() + NOTICE, latest.valid_from)
    if valid_from < earliest:
        raise FormulaInvalid(
            "valid_from", f"must be {earliest.isoformat()} or later: days that have begun keep theirs."
        )
