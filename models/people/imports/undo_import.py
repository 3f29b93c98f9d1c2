"""Take a whole import back, except for those whom it brought to us."""

from dataclasses import dataclass
from uuid import UUID

from models.kernel import audit, clock, work
from models.kernel.actor import ORGANIZING, Actor, Role
from models.kernel.errors import Conflict, NotAllowed, NotFound
from models.kernel.keys import PERSON_TABLES
from models.people.tables import Import, PersonKind

_DERIVED = ("matches", "audit_keys", "past_homes", "person_skills")


@dataclass(frozen=True, slots=True)
class UndoneImport:
    """How many people are gone again, and how many stay because they have come in or done something since."""

    import_id: UUID
    removed: int
    kept: int


async def undo_import(actor: Actor, *, import_id: UUID) -> UndoneImport:
    """
    Delete the contacts that an import made. Who has opted in since, or has any trace of their own, stays.

    Raises NotFound, NotAllowed where the actor does not organize everywhere that it reached, Conflict the second time.
    """
    if not actor.has_role(*ORGANIZING):
        raise NotAllowed("Only organizers undo imports.")
    async with work.unit_of_work(actor):
        rows = Import.filter(account_id=actor.account_id, id=import_id, subject="people")
        found = await rows.select_for_update().first()
        if found is None:
            raise NotFound("This import")
        if found.undone_at is not None:
            raise Conflict("This import was undone already.", field="id")
        await _ensure_within_region(actor, import_id)
        await _lock_untouched(actor.account_id, import_id)
        removed = await _delete_untouched(actor.account_id, import_id)
        kept = await _count(actor.account_id, import_id)
        await rows.update(undone_at=clock.now())
        await audit.record(actor, "people.import_undo", "import", import_id, removed=removed, kept=kept)
    return UndoneImport(import_id, removed, kept)


async def _ensure_within_region(actor: Actor, import_id: UUID) -> None:
    if actor.covers("", *ORGANIZING):
        return
    paths = await work.fetch(
        "SELECT DISTINCT region_path FROM people WHERE account_id = $1 AND import_id = $2", actor.account_id, import_id
    )
    if not all(actor.covers(row["region_path"], Role.ORGANIZER, Role.ADMIN) for row in paths):
        raise NotAllowed("This import reaches beyond your region. Ask an administrator to undo it.")


def _untouched() -> str:
    """The condition that a contact has nothing of their own in any table: neither a row nor work in the ledger."""
    traces = [table for table in PERSON_TABLES if table not in _DERIVED]
    own_rows = " AND ".join(
        f"NOT EXISTS (SELECT 1 FROM {table} AS t WHERE t.account_id = p.account_id AND t.person_id = p.id)"
        for table in traces
    )
    work_done = (
        "NOT EXISTS (SELECT 1 FROM activities AS t WHERE t.account_id = p.account_id AND t.ledger_id = p.ledger_id)"
    )
    return f"p.account_id = $1 AND p.import_id = $2 AND p.kind = '{PersonKind.CONTACT}' AND {own_rows} AND {work_done}"


async def _lock_untouched(account_id: UUID, import_id: UUID) -> None:
    await work.execute(
        f"SELECT 1 FROM people AS p WHERE {_untouched()} ORDER BY p.id FOR UPDATE", account_id, import_id
    )


async def _delete_untouched(account_id: UUID, import_id: UUID) -> int:
    for table in _DERIVED:
        await work.execute(
            f"DELETE FROM {table} AS d USING people AS p "
            f"WHERE d.account_id = p.account_id AND d.person_id = p.id AND {_untouched()}",
            account_id,
            import_id,
        )
    return await work.execute(f"DELETE FROM people AS p WHERE {_untouched()}", account_id, import_id)


async def _count(account_id: UUID, import_id: UUID) -> int:
    return int(
        await work.fetch_value(
            "SELECT count(*) FROM people WHERE account_id = $1 AND import_id = $2", account_id, import_id
        )
    )
