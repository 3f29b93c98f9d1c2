"""What the current runs of other tasks plan for people."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from models.kernel import work
from models.matching.queries.load_history import engagement_of
from models.matching.rules import Crowd
from models.matching.rules.care import table_of
from models.matching.rules.openings import Week, week_of
from models.matching.rules.plan import Elsewhere

_PLANNED = """
SELECT m.person_id, s.starts_at, s.ends_at, t.time_zone, t.remote, t.latitude, t.longitude
FROM matches m
JOIN task_match_runs r ON r.account_id = m.account_id AND r.task_id = m.task_id AND r.run_id = m.run_id
JOIN shifts s ON s.account_id = m.account_id AND s.id = m.shift_id
JOIN tasks t ON t.account_id = m.account_id AND t.id = m.task_id
WHERE m.account_id = $1 AND NOT m.reserve AND m.task_id <> ALL($2::uuid[]) AND m.person_id = ANY($3::uuid[])
  AND t.status = 'open' AND s.cancelled_at IS NULL AND s.starts_at > $4
ORDER BY m.id
"""


async def load_elsewhere(account_id: UUID, crowd: Crowd, task_ids: Collection[UUID], now: datetime) -> Elsewhere:
    """The matches of these people with shifts to come of all tasks but these."""
    number_of = {person_id: number for number, person_id in enumerate(crowd.ids)}
    rows = await work.fetch(_PLANNED, account_id, list(task_ids), crowd.ids, now)
    spans = [(number_of[row["person_id"]], engagement_of(row)) for row in rows]
    minutes: dict[Week, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for row, (number, each) in zip(rows, spans, strict=True):
        minutes[week_of(row["starts_at"], row["time_zone"])][number] += int(each.end - each.start) // 60
    return Elsewhere(table_of(spans), minutes)
