"""What the replay's tests share: the stream, and the outcome of a replay in a form that two runs can be compared by."""

import os
from collections import Counter
from pathlib import Path

from models.kernel import work
from models.leaderboards import copies, totals
from tests.size import scaled

NAME = "stream_travel_stackexchange"
SHARED = Path(os.environ.get("GROUNDSWELL_DATA", Path(__file__).parents[3] / "shared" / "data")) / NAME
STREAM = SHARED if SHARED.is_dir() else Path(__file__).parents[1] / "data" / NAME
"""The real stream where it is at hand, else the made one of the same columns, which is a tenth of its size."""
SOME = scaled(245_518) if SHARED.is_dir() else 24_551

_NET_LEDGER = """
SELECT activity.client_key, activity.kind, activity.quantity, activity.started_at, region.code, team.name,
       entry.formula_version, sum(entry.points)::bigint AS points
FROM activities AS activity
JOIN ledger_entries AS entry USING (account_id, ledger_id, client_key)
JOIN regions AS region ON region.id = activity.region_id
LEFT JOIN teams AS team ON team.account_id = activity.account_id AND team.id = activity.team_id
WHERE activity.account_id = (SELECT id FROM accounts WHERE slug = $1)
GROUP BY 1, 2, 3, 4, 5, 6, 7
"""
_NAMES = """
SELECT ledger_id AS member_id, first_name AS name FROM people
WHERE account_id = (SELECT id FROM accounts WHERE slug = $1)
UNION ALL
SELECT id, name FROM teams WHERE account_id = (SELECT id FROM accounts WHERE slug = $1)
UNION ALL
SELECT id, code FROM regions
"""


async def net_ledger(slug: str) -> Counter[tuple[object, ...]]:
    """The net ledger of an account as a multiset."""
    return Counter(tuple(row) for row in await work.fetch(_NET_LEDGER, slug))


async def boards(slug: str) -> dict[str, dict[str, int]]:
    """All boards in Redis: by their name, points by the members' names."""
    account_id = await work.fetch_value("SELECT id FROM accounts WHERE slug = $1", slug)
    names = {row["member_id"]: row["name"] for row in await work.fetch(_NAMES, slug)}
    generation = await copies.live_generation(account_id)
    assert generation is not None
    found = {}
    async for rows in totals.all_totals(account_id):
        wanted = sorted({row.board for row in rows}, key=str)
        scores = await copies.scores_of(account_id, generation, wanted)
        for board, members in zip(wanted, scores, strict=True):
            found[str(board)] = {names[member_id]: points for member_id, points in members.items()}
    return found
