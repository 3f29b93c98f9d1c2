"""
The unit of work: the one place where a transaction is opened, and plain SQL on its connection.

Statements go to the transaction of the current task if there is one, else to the pool.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from contextvars import ContextVar
from typing import Any

import asyncpg
from tortoise.backends.base.client import TransactionalDBClient
from tortoise.connection import get_connection
from tortoise.transactions import in_transaction

from models.kernel.actor import Actor

AfterCommit = Callable[[set[str]], Awaitable[None]]

_job_names: ContextVar[set[str] | None] = ContextVar("job_names_of_this_work", default=None)
_after_commit: list[AfterCommit] = []
_limit: ContextVar[float | None] = ContextVar(
    "seconds_a_statement_may_take", default=None
)  # None: the connection's own

AN_HOUR = 3600.0


def bind_after_commit(hook: AfterCommit | None) -> None:
    """Set (or with None, remove) what is called with the names of the jobs that a commit has stored."""
    _after_commit[:] = [hook] if hook else []


@asynccontextmanager
async def unit_of_work(actor: Actor) -> AsyncIterator[None]:  # noqa: ARG001 (read the docstring)
    """
    Run the block in one transaction; after the commit, tell the queue which jobs wait in the outbox.

    Nested, it is a savepoint of the outer one. `actor` is where a later row-level policy gets its account from.
    """
    if _job_names.get() is not None:
        async with in_transaction():
            yield
        return
    names: set[str] = set()
    token = _job_names.set(names)
    try:
        async with in_transaction():
            yield
    finally:
        _job_names.reset(token)
    await announce_jobs(names)


async def announce_jobs(names: set[str]) -> None:
    """Tell the queue that jobs of these names wait in the outbox."""
    for hook in _after_commit if names else ():
        await hook(names)


def inside_unit_of_work() -> bool:
    """Whether the current task has a unit of work open."""
    return _job_names.get() is not None


def note_job(name: str) -> None:
    """Have the queue told of this job after the commit. Raises RuntimeError outside a unit of work."""
    names = _job_names.get()
    if names is None:
        raise RuntimeError(f"the job {name!r} needs a unit of work: it is stored with what it belongs to")
    names.add(name)


@asynccontextmanager
async def patiently() -> AsyncIterator[None]:
    """
    Let the statements of the current transaction take up to an hour: for what adds up all that an account has.

    Both sides watch the time: the server, and asyncpg, which would hang up on a server that is only busy.
    """
    token = _limit.set(AN_HOUR)
    try:
        await execute("SET LOCAL statement_timeout = 0")
        yield
    finally:
        _limit.reset(token)


def statement_limit() -> float | None:
    """Seconds that a statement may take within `patiently`, for whoever uses the raw connection; None: its own limit."""
    return _limit.get()


@asynccontextmanager
async def raw_connection() -> AsyncIterator[asyncpg.Connection]:
    """The asyncpg connection of the current transaction, or one of the pool for the length of the block."""
    async with get_connection("default").acquire_connection() as connection:
        yield connection


Fetch = Callable[..., Awaitable[list[asyncpg.Record]]]


@asynccontextmanager
async def steady_fetch() -> AsyncIterator[Fetch]:
    """
    `fetch` over one connection of the pool for the length of the block, for whoever has many small statements one after the
    other: the pool resets a connection whenever it gets it back, which is a round trip. Within a transaction, `fetch` itself.
    """
    pool = get_connection("default")
    if isinstance(pool, TransactionalDBClient):
        yield fetch
        return
    async with pool.acquire_connection() as connection:
        yield connection.fetch


async def fetch(sql: str, *arguments: Any) -> list[asyncpg.Record]:
    """All rows of a query with $1-style parameters."""
    async with raw_connection() as connection:
        rows: list[asyncpg.Record] = await connection.fetch(sql, *arguments, timeout=_limit.get())
        return rows


async def fetch_row(sql: str, *arguments: Any) -> asyncpg.Record | None:
    """The first row, or None."""
    async with raw_connection() as connection:
        return await connection.fetchrow(sql, *arguments, timeout=_limit.get())


async def fetch_value(sql: str, *arguments: Any) -> Any:
    """The first column of the first row, or None."""
    async with raw_connection() as connection:
        return await connection.fetchval(sql, *arguments, timeout=_limit.get())


async def execute(sql: str, *arguments: Any) -> int:
    """Run a statement; returns the number of rows it touched."""
    async with raw_connection() as connection:
        status: str = await connection.execute(sql, *arguments, timeout=_limit.get())
    count = status.rsplit(" ", 1)[-1]
    return int(count) if count.isdigit() else 0


async def execute_many(sql: str, rows: Iterable[Sequence[Any]]) -> None:
    """Run a statement once for each row of parameters, pipelined."""
    async with raw_connection() as connection:
        await connection.executemany(sql, rows)


async def copy_rows(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Bulk insert by COPY: ten times the speed of inserting (`scale.md`). Order of values follows `columns`."""
    async with raw_connection() as connection:
        await connection.copy_records_to_table(table, records=rows, columns=columns)
