"""
The database's clock: for leases and for what is due, in which all processes must agree and any of their clocks may be wrong.

`clock_timestamp()`, for `now()` stands still in a transaction. When a test stops the clock, this one stops with it.
"""

from datetime import datetime

from models.kernel import clock, work

NOW = "(SELECT coalesce($1::timestamptz, clock_timestamp()))"
"""
In a statement whose first argument is `clock.stopped()`. A subquery, so that it is asked once and may be compared with
what an index holds: a volatile function may not.
"""


async def now() -> datetime:
    """The current moment, aware, in UTC."""
    moment: datetime = await work.fetch_value(f"SELECT {NOW}", clock.stopped())
    return moment
