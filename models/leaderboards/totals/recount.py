"""Compares all totals of an account with its ledger, and makes them equal."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from models.kernel import work
from models.leaderboards.totals.statements import ENTRIES_OF_ACCOUNT, LOCK_FOR_RECOUNTING, sums_of

# The jobs whose entries are counted here are finished in the same statement, hence by the same snapshot. Totals that
# are right already are not written; a version never falls, not even that of a member who is no longer in the ledger.
# Rows come in the order of the primary key, as by `kind, window_kind, window_start, member_id`: their first letters differ,
# and numbers sort twice as fast.
_FOLDED = "DELETE FROM outbox_rows WHERE account_id = $1 AND name = 'activity.recorded' RETURNING id"
_INSERT = """
INSERT INTO totals AS total (account_id, kind, window_kind, window_start, member_id, points, version)
SELECT $1, kind, window_kind, window_start, member_id, points, 1 FROM sums
ORDER BY ascii(kind) * 256 + ascii(window_kind), window_start, member_id
"""
_COUNT = f"""
WITH RECURSIVE folded AS ({_FOLDED}),
{sums_of(ENTRIES_OF_ACCOUNT)}
{_INSERT}
"""
_RECOUNT = f"""
WITH RECURSIVE folded AS ({_FOLDED}),
{sums_of(ENTRIES_OF_ACCOUNT)},
written AS (
    {_INSERT}
    ON CONFLICT (account_id, kind, window_kind, window_start, member_id)
    DO UPDATE SET points = excluded.points, version = total.version + 1
    WHERE total.points <> excluded.points
    RETURNING 1
),
cleared AS (
    UPDATE totals AS total SET points = 0, version = total.version + 1
    WHERE total.account_id = $1 AND total.points <> 0 AND NOT EXISTS (
        SELECT FROM sums
        WHERE sums.kind = total.kind AND sums.window_kind = total.window_kind
          AND sums.window_start = total.window_start AND sums.member_id = total.member_id
    )
    RETURNING 1
)
SELECT (SELECT count(*) FROM written) + (SELECT count(*) FROM cleared)
"""
_PENDING = """
SELECT entry_id::uuid FROM outbox_rows, jsonb_array_elements_text(payload -> 'entry_ids') AS entry_id
WHERE account_id = $1 AND name = 'activity.recorded'
"""
_DIFFERING = f"""
WITH RECURSIVE {sums_of(f"{ENTRIES_OF_ACCOUNT} AND id NOT IN ({_PENDING})")}
SELECT kind, window_kind, window_start, member_id, coalesce(sums.points, 0) AS expected, coalesce(total.points, 0) AS found
FROM sums
FULL JOIN (SELECT * FROM totals WHERE account_id = $1) AS total USING (kind, window_kind, window_start, member_id)
WHERE coalesce(sums.points, 0) <> coalesce(total.points, 0)
ORDER BY kind, window_kind, window_start, member_id
"""


@dataclass(frozen=True, slots=True)
class DifferingTotal:
    """A total that is not the sum of its ledger entries."""

    kind: str
    window_kind: str
    window_start: date
    member_id: UUID
    expected: int
    found: int


async def recount(account_id: UUID) -> int:
    """
    Make all totals what the ledger says; returns how many were not.

    Jobs that were still to be folded are done with that. Folding waits meanwhile, logging work does not.
    """
    async with work.patiently():
        await work.execute("SET LOCAL work_mem = '128MB'")
        # The planner takes the sums for few, and would compare each with each.
        await work.execute("SET LOCAL enable_nestloop = off")
        await work.execute(LOCK_FOR_RECOUNTING, account_id)
        known = await work.fetch_value("SELECT EXISTS (SELECT FROM totals WHERE account_id = $1)", account_id)
        if not known:
            return await work.execute(_COUNT, account_id)
        return int(await work.fetch_value(_RECOUNT, account_id))


async def differing_totals(account_id: UUID) -> list[DifferingTotal]:
    """Totals that differ from the ledger, as of one moment; entries that wait to be folded are left out of both."""
    async with work.patiently():
        await work.execute("SET LOCAL work_mem = '128MB'")
        return [DifferingTotal(**row) for row in await work.fetch(_DIFFERING, account_id)]
