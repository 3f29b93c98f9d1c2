"""
Millions of rows as arrays: read by COPY in its binary form, without a Python object for any of them.

A tenth of the time and of the memory that records take. Only for columns of fixed width that are never NULL.
"""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import numpy as np
from asyncpg.pgproto import pgproto
from numpy.typing import NDArray

from models.kernel import work

KINDS: Mapping[str, str] = {"uuid": "V16", "int": ">i4", "float": ">f8"}
"""What PostgreSQL sends for a uuid, an int4 and a float8."""
_HEAD, _TAIL = 19, 2
Columns = NDArray[Any]
"""A structured array: one field for each column."""


async def fetch_columns(sql: str, kinds: Mapping[str, str], *arguments: Any) -> Columns:
    """
    All rows of a query with $1-style parameters: `kinds` gives its columns in order, by name, each one of `KINDS`.

    Raises ValueError if a value is NULL or of another width.
    """
    received = bytearray()

    async def take(chunk: bytes) -> None:
        received.extend(chunk)

    async with work.raw_connection() as connection:
        await connection.copy_from_query(sql, *arguments, output=take, format="binary", timeout=work.statement_limit())
    return read_rows(received, kinds)


def read_rows(received: bytes | bytearray, kinds: Mapping[str, str]) -> Columns:
    """What COPY … (FORMAT binary) sent, without a copy. Raises ValueError as `fetch_columns` does."""
    wire: list[tuple[str, str]] = [("columns", ">i2")]
    for name, kind in kinds.items():
        wire += [(f"{name} bytes", ">i4"), (name, KINDS[kind])]
    count, rest = divmod(len(received) - _HEAD - _TAIL, np.dtype(wire).itemsize)
    if rest:
        raise ValueError("a value is NULL or of another width")
    rows = np.frombuffer(received, dtype=wire, count=count, offset=_HEAD)
    for name, kind in kinds.items():
        if (rows[f"{name} bytes"] != np.dtype(KINDS[kind]).itemsize).any():
            raise ValueError(f"{name} is NULL or of another width")
    return rows[list(kinds)]


def read_ids(column: Columns) -> list[UUID]:
    """A uuid column as ids, of the class that asyncpg reads them as."""
    raw = column.tobytes()
    return [pgproto.UUID(raw[start : start + 16]) for start in range(0, len(raw), 16)]


def write_ids(ids: Sequence[UUID]) -> Columns:
    """Ids as a uuid column."""
    return np.frombuffer(b"".join(each.bytes for each in ids), dtype="V16")


def rank_of_ids(column: Columns) -> NDArray[np.int64]:
    """The number of each id, from 0, in the order in which the database sorts them; equal ids have the same."""
    halves = np.frombuffer(column.tobytes(), dtype=">u8").astype(np.uint64).reshape(-1, 2)
    order = np.lexsort((halves[:, 1], halves[:, 0]))
    ordered = halves[order]
    is_new = np.ones(len(order), dtype=np.int64)
    is_new[1:] = (ordered[1:] != ordered[:-1]).any(axis=1)
    ranks = np.empty(len(order), dtype=np.int64)
    ranks[order] = np.cumsum(is_new) - 1
    return ranks
