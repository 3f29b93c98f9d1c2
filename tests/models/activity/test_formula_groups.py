"""Caps for groups of kinds, and versions with a last day."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.activity import actions, queries
from models.activity.errors import FormulaInvalid
from models.activity.rules import Group, body_of, parse_formula, score_day
from models.activity.rules.card import put_into_words
from models.activity.tables import ActivityKind
from models.kernel import clock
from models.kernel.actor import Role
from models.kernel.tables import Account
from tests.factories import make_organizer
from tests.models.activity.making import DEFAULT, at, make_activity, make_formula
from tests.models.activity.test_publish_formula import body

FIRST = date(2026, 3, 6)
PAIR = Group(frozenset({ActivityKind.DESIGN, ActivityKind.TRANSLATION}), 90_000)


def test_a_group_shares_its_cap_and_leaves_others_alone() -> None:
    day = [
        make_activity("design--", kind=ActivityKind.DESIGN),
        make_activity("translat", kind=ActivityKind.TRANSLATION, started_at=at(60)),
        make_activity("cooking-", kind=ActivityKind.COOKING, started_at=at(120)),
    ]
    assert score_day(make_formula(groups=(PAIR,)), day) == {"design--": 60_000, "translat": 30_000, "cooking-": 60_000}


@given(st.lists(st.tuples(st.sampled_from(sorted(PAIR.kinds)), st.integers(1, 200)), max_size=8))
def test_a_group_never_brings_more_than_its_cap(work: list[tuple[ActivityKind, int]]) -> None:
    day = [make_activity(f"key-{n:08}", kind=k, minutes=m, started_at=at(n)) for n, (k, m) in enumerate(work)]
    points = score_day(make_formula(groups=(PAIR,)), day)
    assert sum(points.values()) == min(90_000, sum(minutes for _, minutes in work) * 1000)
    assert all(worth >= 0 for worth in points.values())


def test_a_body_reads_back_as_the_same_formula() -> None:
    draft = body() | {"groups": [{"kinds": ["cooking", "design"], "daily_cap": 5}], "last_day": "2026-03-09"}
    formula = parse_formula(2, FIRST, draft)
    assert body_of(formula) == draft
    assert parse_formula(1, date.min, body_of(DEFAULT)) == DEFAULT
    card = put_into_words(formula, "en")
    assert "Cooking and Design bring at most 0.005 points a day together." in card
    assert "It holds until March 9, 2026; after that, points are counted as before." in card


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"groups": {}}, "groups"),
        ({"groups": [{"kinds": ["cooking"], "daily_cap": 5}]}, "groups.0.kinds"),
        ({"groups": [{"kinds": ["cooking", "flying"], "daily_cap": 5}]}, "groups.0.kinds"),
        ({"groups": [{"kinds": ["cooking", ["design"]], "daily_cap": 5}]}, "groups.0.kinds"),
        ({"groups": [{"kinds": ["cooking", "design"], "daily_cap": 0}]}, "groups.0.daily_cap"),
        ({"groups": [{"kinds": ["cooking", "design"], "daily_cap": 5}] * 2}, "groups.1.kinds"),
        ({"last_day": "soon"}, "last_day"),
        ({"last_day": 3}, "last_day"),
        ({"last_day": "2026-03-05"}, "last_day"),
    ],
)
def test_errors_name_the_field(changes: dict[str, Any], path: str) -> None:
    with pytest.raises(FormulaInvalid) as refusal:
        parse_formula(2, FIRST, body() | changes)
    assert refusal.value.path == path


async def test_after_the_last_day_the_version_before_holds_again(account: Account) -> None:
    admin = await make_organizer(account, role=Role.ADMIN)
    with clock.freeze(datetime(2026, 3, 4, 15, 0, tzinfo=UTC)):
        await actions.publish_formula(admin, body=body() | {"last_day": "2026-03-08"}, valid_from=FIRST)
    days = [FIRST - timedelta(days=1), FIRST, date(2026, 3, 8), date(2026, 3, 9)]
    assert [(await queries.formula_on(account.id, day)).version for day in days] == [1, 2, 2, 1]
