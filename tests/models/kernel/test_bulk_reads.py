"""Rows as arrays."""

import pytest

from models.kernel.bulk_reads import fetch_columns, rank_of_ids, read_ids, write_ids
from models.kernel.tables import Account

KINDS = {"id": "uuid", "number": "int", "share": "float"}
SQL = """
SELECT ('00000000-0000-4000-8000-0000000000' || lpad(to_hex(256 - n), 2, '0'))::uuid AS id, n::int4 AS number,
       n / 4.0::float8 AS share
FROM generate_series(1, $1::int) AS n
"""


@pytest.mark.usefixtures("account")
async def test_rows_arrive_as_they_are() -> None:
    rows = await fetch_columns(SQL, KINDS, 3)
    assert rows["number"].tolist() == [1, 2, 3]
    assert rows["share"].tolist() == [0.25, 0.5, 0.75]
    ids = read_ids(rows["id"])
    assert [str(each)[-2:] for each in ids] == ["ff", "fe", "fd"]
    assert rank_of_ids(rows["id"]).tolist() == [2, 1, 0]
    assert rank_of_ids(write_ids([ids[0], ids[2], ids[0]])).tolist() == [1, 0, 1]


@pytest.mark.usefixtures("account")
async def test_no_rows_are_no_rows() -> None:
    rows = await fetch_columns(SQL, KINDS, 0)
    assert len(rows) == len(rank_of_ids(rows["id"])) == len(read_ids(rows["id"])) == 0


@pytest.mark.parametrize("wrong", ["NULL::int4", "CASE n WHEN 2 THEN NULL ELSE 1 END::int4", "n::int8"])
async def test_what_is_null_or_too_wide_is_refused(account: Account, wrong: str) -> None:
    with pytest.raises(ValueError, match="NULL or of another width"):
        await fetch_columns(f"SELECT {wrong} AS number FROM generate_series(1, 3) AS n", {"number": "int"})
    assert await Account.filter(id=account.id).count() == 1
