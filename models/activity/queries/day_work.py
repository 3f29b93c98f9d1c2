"""What people did on a day, by kind and region: what counts, as numbers to add up."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from uuid import UUID

import asyncpg

from models.activity.queries.effective import COUNTS, VERDICT
from models.activity.rules.day_work import DayWork
from models.activity.tables import ActivityKind
from models.kernel import work

WorkByDay = dict[date, list[DayWork]]

_SUMS = """
activity.ledger_id, activity.local_date, activity.kind, activity.region_id, count(*) AS activities,
sum(activity.minutes)::bigint AS minutes, sum(activity.quantity)::bigint AS quantity
"""
# OFFSET 0 keeps the planner to a look-up for each day, even while it has no statistics yet.
_OF_DAYS = f"""
SELECT {_SUMS}
FROM (SELECT DISTINCT * FROM unnest($2::uuid[], $3::date[]) AS key (ledger_id, local_date)) AS day
CROSS JOIN LATERAL (
    SELECT * FROM activities
    WHERE account_id = $1 AND ledger_id = day.ledger_id AND local_date = day.local_date OFFSET 0
) AS activity {VERDICT}
WHERE {COUNTS} GROUP BY 1, 2, 3, 4
"""
_OF_PEOPLE = f"""
SELECT {_SUMS} FROM activities AS activity {VERDICT}
WHERE activity.account_id = $1 AND activity.ledger_id = ANY($2::uuid[]) AND {COUNTS} GROUP BY 1, 2, 3, 4
"""


async def work_of_days(account_id: UUID, keys: Collection[tuple[UUID, date]]) -> dict[UUID, WorkByDay]:
    """By ledger id and local date, for these days; a day without work is left out. The caller may see these people."""
    return _by_day(await work.fetch(_OF_DAYS, account_id, [key[0] for key in keys], [key[1] for key in keys]))


async def work_of_people(account_id: UUID, ledger_ids: Collection[UUID]) -> dict[UUID, WorkByDay]:
    """By ledger id and local date, for all of their days."""
    return _by_day(await work.fetch(_OF_PEOPLE, account_id, list(ledger_ids)))


def _by_day(rows: list[asyncpg.Record]) -> dict[UUID, WorkByDay]:
    found: dict[UUID, WorkByDay] = defaultdict(lambda: defaultdict(list))
    for ledger_id, local_date, kind, *numbers in rows:
        found[ledger_id][local_date].append(DayWork(ActivityKind(kind), *numbers))
    return {ledger_id: dict(days) for ledger_id, days in found.items()}
