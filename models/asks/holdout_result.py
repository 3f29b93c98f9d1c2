"""What asking does: who was active in four weeks, of those who may be asked and of the holdout (`rules.md` A16)."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from models.activity.queries.effective import COUNTS, VERDICT
from models.asks.evaluation.intervals import difference_of_shares
from models.kernel import clock, work

FOUR_WEEKS = timedelta(days=28)

# Everybody whom the lot could fall on, whatever became of it: who was never asked, or said stop, is not left out, else the
# two groups were no longer alike.
_COUNT = f"""
SELECT p.holdout, count(*) AS people, count(*) FILTER (WHERE EXISTS (
           SELECT FROM activities AS activity {VERDICT}
            WHERE activity.account_id = p.account_id AND activity.ledger_id = p.ledger_id
              AND activity.started_at > $2::timestamptz AND activity.started_at <= $3 AND {COUNTS})) AS active
  FROM people AS p
 WHERE p.account_id = $1 AND p.kind = 'volunteer' AND p.created_at <= $2::timestamptz
 GROUP BY 1
"""


async def holdout_result(account_id: UUID) -> dict[str, Any]:
    """How many `people` may be asked and were `active`, the same of those `held_out`, and the `gain` with its interval."""
    now = clock.now()
    rows = await work.fetch(_COUNT, account_id, now - FOUR_WEEKS, now)
    counted = {row["holdout"]: (row["people"], row["active"]) for row in rows}
    (people, active), (held_out, held_active) = (counted.get(held, (0, 0)) for held in (False, True))
    gain = difference_of_shares(active, people, held_active, held_out)
    return {
        "people": people,
        "active": active,
        "held_out": held_out,
        "held_out_active": held_active,
        "gain": [gain.value, gain.low, gain.high],
    }
