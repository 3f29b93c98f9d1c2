"""Prices of places, as the current runs of their tasks left them."""

from collections.abc import Collection
from uuid import UUID

import orjson

from models.kernel import work

_PRICES = """
SELECT p.shift_id, p.prices FROM match_prices p
JOIN task_match_runs r ON r.account_id = p.account_id AND r.task_id = p.task_id AND r.run_id = p.run_id
WHERE p.account_id = $1 AND p.task_id = ANY($2::uuid[])
"""


async def load_prices(account_id: UUID, task_ids: Collection[UUID]) -> dict[UUID, list[float]]:
    """By shift, the prices of its places, the first place first; shifts that no run has looked at are left out."""
    rows = await work.fetch(_PRICES, account_id, list(task_ids))
    return {row["shift_id"]: orjson.loads(row["prices"]) for row in rows}
