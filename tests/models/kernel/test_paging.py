"""Cursors come back as they went out; anything else is refused."""

from contextlib import suppress
from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.kernel.errors import Invalid
from models.kernel.paging import decode_cursor, encode_cursor, ensure_first, page_of, read_moment, read_text

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))
MOMENT = datetime(2026, 11, 22, tzinfo=UTC)
ROW = UUID(int=7)


@given(st.lists(texts, min_size=1, max_size=4))
def test_a_cursor_comes_back(key: list[str]) -> None:
    assert decode_cursor(encode_cursor(*key), *[read_text] * len(key)) == key


def test_ids_and_moments_come_back_as_they_were() -> None:
    assert decode_cursor(encode_cursor(MOMENT, ROW), read_moment, UUID) == [MOMENT, ROW]


@given(st.text(max_size=30))
def test_a_forged_cursor_is_an_invalid_input_never_a_crash(cursor: str) -> None:
    with suppress(Invalid):
        assert len(decode_cursor(cursor, read_moment, UUID)) == 2


@pytest.mark.parametrize(
    "key",
    [
        (1, ROW),
        ("a\x00", ROW),
        (["a"], ROW),
        ({}, ROW),
        (None, ROW),
        ("a", "nobody"),
        ("a", 7),
        ("a",),
        ("a", ROW, "b"),
    ],
)
def test_what_no_column_holds_is_refused(key: tuple[object, ...]) -> None:
    with pytest.raises(Invalid) as refusal:
        decode_cursor(encode_cursor(*key), read_text, UUID)
    assert refusal.value.field == "after"


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "noon", 12, None])
def test_a_moment_outside_of_the_calendar_is_refused(moment: object) -> None:
    with pytest.raises(Invalid):
        decode_cursor(encode_cursor(moment, ROW), read_moment, UUID)


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
