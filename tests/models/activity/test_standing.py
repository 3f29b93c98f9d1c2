"""When work is corroborated, provisional, implausible, or taken out."""

from typing import Any

import pytest

from models.activity.rules import Standing, is_implausible, is_provisional, standing_of
from models.activity.tables import Source, Verdict
from tests.models.activity.making import make_activity, make_rule

RULE = make_rule(plausible_per_hour=26)


@pytest.mark.parametrize(
    ("changes", "standing"),
    [
        ({}, Standing.PROVISIONAL),
        ({"source": Source.IMPORT}, Standing.PROVISIONAL),
        ({"source": Source.CHECK_IN}, Standing.CORROBORATED),
        ({"source": Source.ORGANIZER}, Standing.CORROBORATED),
        ({"verdict": Verdict.CORROBORATED}, Standing.CORROBORATED),
        ({"verdict": Verdict.REVERSED}, Standing.EXCLUDED),
        ({"verdict": Verdict.RESTORED}, Standing.PROVISIONAL),
        ({"voided": True, "verdict": Verdict.CORROBORATED}, Standing.EXCLUDED),
        ({"quantity": 27}, Standing.IMPLAUSIBLE),
        ({"quantity": 27, "source": Source.CHECK_IN}, Standing.IMPLAUSIBLE),
        ({"quantity": 27, "verdict": Verdict.CORROBORATED}, Standing.CORROBORATED),
        ({"revision": 1, "verdict": Verdict.CORROBORATED, "verdict_revision": 0}, Standing.PROVISIONAL),
        ({"revision": 1, "verdict": Verdict.CORROBORATED, "verdict_revision": 1}, Standing.CORROBORATED),
        ({"revision": 1, "verdict": Verdict.REVERSED, "verdict_revision": 0}, Standing.EXCLUDED),
    ],
)
def test_standing(changes: dict[str, Any], standing: Standing) -> None:
    activity = make_activity(**changes)
    assert standing_of(RULE, activity) is standing
    assert is_provisional(RULE, activity) is (standing in (Standing.PROVISIONAL, Standing.IMPLAUSIBLE))


@pytest.mark.parametrize(
    ("quantity", "minutes", "implausible"),
    [(26, 60, False), (27, 60, True), (6, 5, False), (7, 5, True), (6, 0, False), (52, 120, False), (53, 120, True)],
)
def test_more_than_26_doors_an_hour_are_a_red_flag(quantity: int, minutes: int, implausible: bool) -> None:
    assert is_implausible(RULE, quantity, minutes) is implausible


def test_where_no_rate_is_set_everything_is_plausible() -> None:
    assert not is_implausible(make_rule(plausible_per_hour=None), 100_000, 1)
