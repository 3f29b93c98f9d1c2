"""Finds whose work an activity is and locks that person, so that nobody else changes their days meanwhile."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from models.kernel import work
from models.kernel.actor import Actor
from models.kernel.errors import NotFound

_ACTIVITY = "SELECT ledger_id, client_key, import_id FROM activities WHERE account_id = $1 AND id = $2"
_PERSON = """
SELECT id, region_path, time_zone FROM people WHERE account_id = $1 AND ledger_id = $2 FOR NO KEY UPDATE
"""
_PEOPLE = """
SELECT ledger_id FROM people WHERE account_id = $1 AND ledger_id = ANY($2::uuid[]) ORDER BY id FOR NO KEY UPDATE
"""
_ERASED = "SELECT pg_advisory_xact_lock(hashtextextended($1::text, 0))"


@dataclass(frozen=True, slots=True)
class Maker:
    """Who did an activity. Of an erased person only the pseudonym is left: no person, no region, UTC."""

    ledger_id: UUID
    client_key: str
    import_id: UUID | None
    person_id: UUID | None
    region_path: str
    time_zone: str


async def lock_maker(actor: Actor, activity_id: UUID) -> Maker:
    """The maker of an activity, locked until the unit of work ends. Raises NotFound."""
    activity = await work.fetch_row(_ACTIVITY, actor.account_id, activity_id)
    if activity is None:
        raise NotFound("This activity")
    ledger_id, client_key, import_id = activity
    person = await work.fetch_row(_PERSON, actor.account_id, ledger_id)
    if person is None:
        await _lock_erased(ledger_id)
        return Maker(ledger_id, client_key, import_id, None, "", "UTC")
    return Maker(ledger_id, client_key, import_id, person["id"], person["region_path"], person["time_zone"])


async def lock_makers(account_id: UUID, ledger_ids: Collection[UUID]) -> None:
    """Lock many makers, erased or not, in the order in which everybody locks several people."""
    rows = await work.fetch(_PEOPLE, account_id, list(ledger_ids))
    alive = {row["ledger_id"] for row in rows}
    for ledger_id in sorted(set(ledger_ids) - alive):
        await _lock_erased(ledger_id)


async def _lock_erased(ledger_id: UUID) -> None:
    """Lock the days of somebody who has no row any more."""
    await work.fetch_value(_ERASED, str(ledger_id))
