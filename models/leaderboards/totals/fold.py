"""Adds a page of new ledger entries to the totals."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from models.kernel import work
from models.leaderboards.tables import BoardKind
from models.leaderboards.totals.statements import LOCK_FOR_FOLDING, sums_of

# OFFSET 0 keeps the planner to a look-up for each entry, even while it has no statistics yet.
_ENTRIES = """
SELECT entry.* FROM unnest($2::uuid[]) AS key (id)
CROSS JOIN LATERAL (
    SELECT ledger_id, team_id, region_id, local_date, points FROM ledger_entries
    WHERE account_id = $1 AND id = key.id OFFSET 0
) AS entry
"""
# Rows are locked in the order in which they come, so two folds never wait for each other crosswise.
_FOLD = f"""
WITH RECURSIVE {sums_of(_ENTRIES)},
written AS (
    INSERT INTO totals AS total (account_id, kind, window_kind, window_start, member_id, points, version)
    SELECT $1, kind, window_kind, window_start, member_id, points, 1 FROM sums
    ORDER BY kind, window_kind, window_start, member_id
    ON CONFLICT (account_id, kind, window_kind, window_start, member_id)
    DO UPDATE SET points = total.points + excluded.points, version = total.version + 1
    RETURNING kind, window_kind, window_start, member_id
)
SELECT window_start AS local_date, kind, array_agg(member_id ORDER BY member_id) AS member_ids
FROM written WHERE window_kind = 'day' GROUP BY 1, 2 ORDER BY 1, 2
"""

ChangedDays = dict[tuple[date, BoardKind], list[UUID]]
"""Whose totals changed: by local date and kind of board; all windows of that date changed with it."""


async def lock_for_folding(account_id: UUID) -> None:
    """Keep recounts out until the transaction ends. Comes before anything else that locks rows."""
    await work.execute(LOCK_FOR_FOLDING, account_id)


async def fold(account_id: UUID, entry_ids: Collection[UUID]) -> ChangedDays:
    """Add the points of these entries to all totals that they count for. Call it once for each entry, under the lock."""
    rows = await work.fetch(_FOLD, account_id, list(entry_ids))
    return {(row["local_date"], BoardKind(row["kind"])): row["member_ids"] for row in rows}
