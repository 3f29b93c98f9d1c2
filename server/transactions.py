"""Mends one fault of tortoise-orm 1.1.9: a transaction that cannot begin poisons the task it ran in.

`TransactionContextPooled.__aenter__` makes the transaction the task's connection before it sends BEGIN. When BEGIN
meets a dead connection, `__aexit__` never runs and every later query of the task goes to the dead connection. Here
the order is begin first, and the task's connection is set only when that succeeded. On the way out the task gets
its connection back even when handing the transaction's one to the pool fails.
"""

from typing import Any

from tortoise.backends.base.client import TransactionalDBClient, TransactionContextPooled
from tortoise.connection import get_connections
from tortoise.exceptions import TransactionManagementError


async def _enter(self: Any) -> TransactionalDBClient:
    await self.ensure_connection()
    client: TransactionalDBClient = self.client
    pool = self.client._parent._pool
    self.client._connection = await pool.acquire()
    try:
        await client.begin()
    except BaseException:
        await pool.release(self.client._connection)
        raise
    self.token = get_connections().set(self.connection_name, client)
    return client


async def _leave(self: Any, exc_type: Any, exc_val: Any, exc_tb: Any) -> None:  # noqa: ARG001
    try:
        if not self.client._finalized:
            await _finish(self.client, exc_type)
    finally:
        get_connections().reset(self.token)
        if self.client._parent._pool:
            await self.client._parent._pool.release(self.client._connection)


async def _finish(client: Any, error_type: Any) -> None:
    if error_type is None:
        await client.commit()
    elif error_type is not TransactionManagementError:
        await client.rollback()


def mend_transactions() -> None:
    """Put the mended methods in place. May be called twice."""
    TransactionContextPooled.__aenter__ = _enter  # type: ignore[method-assign]
    TransactionContextPooled.__aexit__ = _leave  # type: ignore[method-assign]
