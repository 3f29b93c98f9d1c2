"""What is wrong with a table of choices is said with its column and row."""

from random import Random

import numpy as np
import pytest

from models.asks.evaluation import CannotEvaluate, Columns, read_choices, read_limits
from models.asks.evaluation.features import features_of
from models.kernel.tabular.read_table import read_table

GOOD = [
    f"{'call' if number % 2 else 'mail'},{number % 3 == 0:d},0.5,{number % 5},p{number // 2}" for number in range(40)
]
COLUMNS = Columns("arm", "yes", "chance", ("age",), "who")


def table(rows: list[str]):
    return read_table("\n".join(["arm,yes,chance,age,who", *rows]).encode())


def test_good_choices_are_read() -> None:
    choices = read_choices(table(GOOD), COLUMNS)
    assert choices.names == ("call", "mail")
    assert (len(choices), choices.clusters, choices.left_out) == (40, 20, 0)
    assert choices.arm[:3].tolist() == [1, 0, 1]
    assert choices.outcome.sum() == 14
    assert choices.features.shape == (40, 4)


def test_rows_without_an_outcome_are_left_out_and_counted() -> None:
    choices = read_choices(table([*GOOD, "mail,,0.5,1,p1", ",1,0.5,1,p1"]), COLUMNS)
    assert (len(choices), choices.left_out) == (40, 2)


def test_numbered_arms_are_in_order_of_number() -> None:
    rows = [f"{number % 12},0,0.1,1,p{number}" for number in range(48)]
    assert read_choices(table(rows), COLUMNS).names == tuple(str(number) for number in range(12))


@pytest.mark.parametrize(
    ("rows", "columns", "said"),
    [
        (GOOD, Columns("arms", "yes"), "There is no column “arms”. The columns are: arm, yes, chance, age, who."),
        (GOOD, Columns("arm", "yes", context=("height",)), "There is no column “height”."),
        (
            [*GOOD, "mail,maybe,0.5,1,p1"],
            COLUMNS,
            "Column “yes” must hold numbers (1 and 0 for yes and no); row 42 says “maybe”.",
        ),
        ([*GOOD, "mail,nan,0.5,1,p1"], COLUMNS, "row 42 says “nan”"),
        ([*GOOD, "mail,1,0,1,p1"], COLUMNS, "above 0 and at most 1; row 42 says 0."),
        ([*GOOD, "mail,1,1.5,1,p1"], COLUMNS, "row 42 says 1.5."),
        ([row.replace("call", "mail") for row in GOOD], COLUMNS, "Column “arm” has 1 arms"),
        (GOOD[:12], COLUMNS, "Column “who” has 6 clusters; an interval needs at least 10."),
        (GOOD[:6], Columns("arm", "yes"), "There are 6 rows; an interval needs at least 10."),
        ([",1,0.5,1,p1"], COLUMNS, "No row has all of arm, yes, chance, who."),
    ],
)
def test_bad_choices_are_refused_in_words(rows: list[str], columns: Columns, said: str) -> None:
    with pytest.raises(CannotEvaluate) as problem:
        read_choices(table(rows), columns)
    assert said in str(problem.value)


def test_without_propensities_arms_must_not_follow_the_context() -> None:
    dice = Random(1)
    blind = [f"{dice.choice(['call', 'mail'])},0,,{dice.randint(0, 4)},p{number}" for number in range(400)]
    columns = Columns("arm", "yes", context=("age",))
    choices = read_choices(table(blind), columns)
    calls = sum(row.startswith("call") for row in blind) / 400
    assert choices.propensity[choices.arm == 0] == pytest.approx(calls)
    seeing = [row.replace("mail", "call") if row.split(",")[3] == "4" else row for row in blind]
    with pytest.raises(CannotEvaluate, match="depends on “age”"):
        read_choices(table(seeing), columns)


def test_limits_name_arms() -> None:
    choices = read_choices(table([row.replace("call", "none") for row in GOOD]), COLUMNS)
    assert read_limits(choices, budget=0.3).rest == 1
    assert read_limits(choices, forbid=["mail"]).forbidden == frozenset({0})
    for wrong, said in (
        ({"forbid": ["fax"]}, "There is no arm “fax”. The arms are: mail, none."),
        ({"forbid": ["mail", "none"]}, "Every arm is forbidden"),
        ({"budget": 1.2}, "The budget is a share between 0 and 1, not 1.2."),
        ({"forbid": ["none"], "budget": 0.5}, "“none” is forbidden, but it is what those beyond the budget get"),
    ):
        with pytest.raises(CannotEvaluate, match=said):
            read_limits(choices, **wrong)


def test_measures_are_standard_and_names_are_yes_or_no() -> None:
    measured, missing, blue = features_of(
        [["1", "2", "3", "4", "5", "6", "7", ""], ["red", "red", "red", "red", "red", "blue", "blue", "blue"]]
    ).T
    assert measured[:7] == pytest.approx((np.arange(7) - 3) / 2)
    assert measured[7] == 0
    assert missing.tolist() == [0, 0, 0, 0, 0, 0, 0, 1]
    assert blue.tolist() == [0, 0, 0, 0, 0, 1, 1, 1]
