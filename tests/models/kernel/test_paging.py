"""Cursors come back as they went out; anything else is refused."""

from contextlib import suppress
from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.kernel.errors import Invalid
from models.kernel.paging import decode_cursor, encode_cursor, ensure_first, page_of

json_values = st.text() | st.integers(-(2**53), 2**53) | st.none() | st.booleans()


@given(st.lists(json_values, min_size=1, max_size=4))
def test_a_cursor_comes_back(key: list[object]) -> None:
    assert decode_cursor(encode_cursor(*key), len(key)) == key


def test_ids_and_moments_come_back_as_text() -> None:
    cursor = encode_cursor(datetime(2026, 11, 22, tzinfo=UTC), UUID(int=7))
    assert decode_cursor(cursor, 2) == ["2026-11-22T00:00:00+00:00", str(UUID(int=7))]


@given(st.text(max_size=30))
def test_a_forged_cursor_is_an_invalid_input_never_a_crash(cursor: str) -> None:
    with suppress(Invalid):
        assert len(decode_cursor(cursor, 2)) == 2


@pytest.mark.parametrize("first", [0, -1, 101])
def test_a_page_has_1_to_100_rows(first: int) -> None:
    with pytest.raises(Invalid) as refusal:
        ensure_first(first)
    assert refusal.value.field == "first"


def test_a_page_has_20_rows_if_nobody_says() -> None:
    assert ensure_first(None) == 20


def test_one_row_too_many_says_that_there_are_more() -> None:
    page = page_of([1, 2, 3], 2, ["a", "b", "c"])
    assert (page.rows, page.cursors, page.has_next) == ([1, 2], ["a", "b"], True)
    assert not page_of([1, 2], 2, ["a", "b"]).has_next
