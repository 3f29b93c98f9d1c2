"""A formula is data, read strictly and published in words."""

import copy
import hashlib
from datetime import date
from importlib.resources import files
from typing import Any

import orjson
import pytest

from models.activity.errors import FormulaInvalid
from models.activity.queries import formula_card
from models.activity.rules import Rate, Step, parse_formula
from models.activity.tables import ActivityKind
from models.activity.words import KINDS, UNITS
from tests.models.activity.making import DEFAULT

VERSION_1 = files("models.activity").joinpath("formulas", "version_1.json").read_bytes()


def body() -> dict[str, Any]:
    """A copy of version 1."""
    return copy.deepcopy(orjson.loads(VERSION_1))


def test_version_1_never_changes() -> None:
    assert hashlib.sha256(VERSION_1).hexdigest() == "fb8ed37e89a14e1d572d892d77435b738287ffd68381b3ec5c6208b27810a1d5"


def test_all_kinds_are_on_par_in_version_1() -> None:
    assert DEFAULT.kinds.keys() == set(ActivityKind)
    assert {(rule.per, rule.points, rule.parity) for rule in DEFAULT.kinds.values()} == {(Rate.MINUTE, 1000, 1000)}


def test_reads_what_it_says() -> None:
    rule = parse_formula(3, date(2026, 1, 1), body()).kinds[ActivityKind.CANVASS]
    assert rule.counts == "doors"
    assert rule.steps == (Step(above=240_000, share=500),)
    assert rule.daily_cap == 400_000
    assert rule.plausible_per_hour == 26


@pytest.mark.parametrize(
    ("path", "value", "where"),
    [
        (["daily_cap"], 0, "daily_cap"),
        (["daily_cap"], True, "daily_cap"),
        (["daily_cap"], "480000", "daily_cap"),
        (["daily_cap"], 1.5, "daily_cap"),
        (["surprise"], 1, ""),
        (["quality", "provisional"], 1001, "quality.provisional"),
        (["quality"], [], "quality"),
        (["kinds", "dancing"], {}, "kinds"),
        (["kinds", "canvass", "points"], -1, "kinds.canvass.points"),
        (["kinds", "canvass", "per"], "hour", "kinds.canvass.per"),
        (["kinds", "canvass", "per"], [], "kinds.canvass.per"),
        (["kinds", "canvass", "counts"], "clicks", "kinds.canvass.counts"),
        (["kinds", "canvass", "counts"], [], "kinds.canvass.counts"),
        (["kinds", "canvass", "steps"], {}, "kinds.canvass.steps"),
        (["kinds", "canvass", "steps"], [{"above": 1}], "kinds.canvass.steps.0"),
        (["kinds", "canvass", "steps"], [{"above": 9, "share": 5}, {"above": 9, "share": 4}], "kinds.canvass.steps"),
        (["kinds", "canvass", "steps"], [{"above": 9, "share": 5}, {"above": 10, "share": 5}], "kinds.canvass.steps"),
    ],
)
def test_refuses_what_it_does_not_understand(path: list[str], value: Any, where: str) -> None:
    changed = body()
    place = changed
    for name in path[:-1]:
        place = place[name]
    place[path[-1]] = value
    with pytest.raises(FormulaInvalid) as refusal:
        parse_formula(2, date(2026, 1, 1), changed)
    assert refusal.value.path == where
    assert refusal.value.field == "body"


@pytest.mark.parametrize("value", [None, [], "formula", 3])
def test_refuses_what_is_no_object(value: Any) -> None:
    with pytest.raises(FormulaInvalid):
        parse_formula(2, date(2026, 1, 1), value)


def test_refuses_a_missing_kind() -> None:
    changed = body()
    del changed["kinds"]["childcare"]
    with pytest.raises(FormulaInvalid, match="childcare"):
        parse_formula(2, date(2026, 1, 1), changed)


def test_the_card_names_every_kind_and_every_limit() -> None:
    card = formula_card(DEFAULT, "en")
    assert all(name in card for name in KINDS.values())
    assert "One day brings at most 480 points" in card
    assert (
        "Canvassing: 1 point a minute. What goes beyond 240 points a day counts 50 %. At most 400 points a day. "
        "More than 26 an hour (doors) look like a slip." in card
    )


def test_every_unit_of_the_formula_has_a_name() -> None:
    assert {rule.counts for rule in DEFAULT.kinds.values()} == set(UNITS)
    assert KINDS.keys() == set(ActivityKind)
