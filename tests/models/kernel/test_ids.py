"""Identifiers that sort by time, and those that say nothing."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from models.kernel import clock, ids

MOMENT = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_an_id_is_a_version_7_uuid_that_starts_with_its_millisecond() -> None:
    with clock.freeze(MOMENT):
        one = ids.new_id()
    assert one.version == 7
    assert one.variant == "specified in RFC 4122"
    assert one.int >> 80 == int(MOMENT.timestamp() * 1000)


def test_later_ids_sort_after_earlier_ones() -> None:
    with clock.freeze(MOMENT):
        early = ids.new_id()
    with clock.freeze(MOMENT + timedelta(milliseconds=1)):
        late = ids.new_id()
    assert early < late


def test_ids_of_the_same_moment_differ_and_ascend() -> None:
    with clock.freeze(MOMENT):
        made = [ids.new_id() for _ in range(1000)]
    assert made == sorted(set(made))
    assert {one.int >> 80 for one in made} == {int(MOMENT.timestamp() * 1000)}
    assert {one.version for one in made} == {7}


def test_a_pseudonym_does_not_tell_when_it_was_given() -> None:
    assert ids.new_pseudonym().version == 4


def test_a_code_has_one_id_for_ever() -> None:
    assert ids.id_for("region:US") == UUID("c68a5288-8278-5771-967c-014fe714b130")
