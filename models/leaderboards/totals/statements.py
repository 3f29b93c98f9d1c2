"""
The one place that says how ledger entries become totals, in SQL: used for a page of entries and for a whole ledger.

Each entry counts for its person, its team, and its region with all regions above that, in the day, ISO week, month and
season (the account's that holds the date and starts latest; the calendar year if none does) of its local date. The
entries are summed by day first, so that a whole ledger needs one pass.
"""

WINDOWS_OF_DATES = """
SELECT dates.local_date, span.window_kind, span.window_start
FROM dates
CROSS JOIN LATERAL (VALUES
    ('day', dates.local_date),
    ('week', date_trunc('week', dates.local_date::timestamp)::date),
    ('month', date_trunc('month', dates.local_date::timestamp)::date),
    ('season', coalesce(
        (SELECT max(starts_on) FROM seasons
         WHERE account_id = $1 AND dates.local_date BETWEEN starts_on AND ends_on),
        date_trunc('year', dates.local_date::timestamp)::date))
) AS span (window_kind, window_start)
"""


def sums_of(entries: str) -> str:
    """
    A chain of CTEs that ends in `sums` (kind, window_kind, window_start, member_id, points); to be put after WITH
    RECURSIVE. `entries` selects ledger_id, team_id, region_id, local_date, points of account $1.
    """
    return f"""
entries AS ({entries}),
daily AS MATERIALIZED (
    SELECT ledger_id, team_id, region_id, local_date, sum(points)::bigint AS points FROM entries GROUP BY 1, 2, 3, 4
),
lineage (region_id, member_id) AS (
    SELECT DISTINCT region_id, region_id FROM daily
    UNION
    SELECT lineage.region_id, regions.parent_id
    FROM lineage JOIN regions ON regions.id = lineage.member_id
    WHERE regions.parent_id IS NOT NULL
),
region_days AS MATERIALIZED (
    SELECT region_id, local_date, sum(points)::bigint AS points FROM daily GROUP BY 1, 2
),
member_days (kind, member_id, local_date, points) AS MATERIALIZED (
    SELECT 'person', ledger_id, local_date, sum(points)::bigint FROM daily GROUP BY ledger_id, local_date
    UNION ALL
    SELECT 'team', team_id, local_date, sum(points)::bigint
    FROM daily WHERE team_id IS NOT NULL GROUP BY team_id, local_date
    UNION ALL
    SELECT 'region', lineage.member_id, local_date, sum(points)::bigint
    FROM region_days JOIN lineage USING (region_id) GROUP BY lineage.member_id, local_date
),
dates AS (SELECT DISTINCT local_date FROM daily),
windows AS MATERIALIZED ({WINDOWS_OF_DATES}),
sums AS (
    SELECT kind, 'day' AS window_kind, local_date AS window_start, member_id, points FROM member_days
    UNION ALL
    SELECT kind, window_kind, window_start, member_id, sum(points)::bigint AS points
    FROM member_days JOIN windows USING (local_date) WHERE window_kind <> 'day' GROUP BY 1, 2, 3, 4
)"""


ENTRIES_OF_ACCOUNT = """
SELECT ledger_id, team_id, region_id, local_date, points FROM ledger_entries WHERE account_id = $1
"""
LOCK_FOR_FOLDING = "SELECT pg_advisory_xact_lock_shared(hashtextextended('totals:' || $1::uuid::text, 0))"
LOCK_FOR_RECOUNTING = "SELECT pg_advisory_xact_lock(hashtextextended('totals:' || $1::uuid::text, 0))"
