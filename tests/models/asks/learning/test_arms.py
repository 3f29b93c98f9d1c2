"""What past asks teach about two arms, and when each hour would come."""

from datetime import UTC, datetime

import numpy as np
import pytest

from models.asks.learning.arms import (
    ALL_USUAL,
    CIRCUMSTANCES,
    Arm,
    circumstances,
    due_times,
    features,
    learn_chances,
)

NEW_YORK = "America/New_York"


def known(number: int, yes_soon: float, yes_evening: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Arms, circumstances (each as often as the others) and outcomes."""
    numbers = np.arange(number)
    arms, circumstance, turn = numbers % 2, numbers // 2 % CIRCUMSTANCES, numbers // (2 * CIRCUMSTANCES) % 100
    said_yes = turn < 100 * np.where(arms == 0, yes_soon, yes_evening)
    return arms.astype(np.int64), circumstance.astype(np.int64), said_yes.astype(np.float64)


def test_with_little_experience_all_go_out_soon() -> None:
    nothing = np.zeros(0, dtype=np.int64)
    assert learn_chances(*known(199, 0.1, 0.9), seed=1) == ALL_USUAL
    assert learn_chances(nothing, nothing, np.zeros(0), seed=1) == ALL_USUAL


def test_without_any_evening_yet_a_tenth_tries_it() -> None:
    arms = np.zeros(400, dtype=np.int64)
    chances = learn_chances(arms, arms, np.tile([0.0, 1.0, 0.0, 0.0], 100), seed=1)
    assert chances[0] == pytest.approx((0.9, 0.1))


@pytest.mark.parametrize(("rates", "chances"), [((0.1, 0.5), (0.01, 0.99)), ((0.5, 0.1), (0.99, 0.01))])
def test_much_experience_leaves_the_worse_hour_a_hundredth(
    rates: tuple[float, float], chances: tuple[float, float]
) -> None:
    assert np.array(learn_chances(*known(6_000, *rates), seed=1)) == pytest.approx(np.tile(chances, (CIRCUMSTANCES, 1)))


def test_each_circumstance_has_its_own_best_hour() -> None:
    arms, circumstance, _ = known(12_000, 0, 0)
    turn = np.arange(12_000) // 12 % 100
    evening_is_better = circumstance >= 3  # on weekends
    said_yes = (turn < np.where((arms == 1) == evening_is_better, 40, 10)).astype(np.float64)
    best = [max(zip(row, Arm, strict=True))[1] for row in learn_chances(arms, circumstance, said_yes, seed=1)]
    assert best == [Arm.USUAL] * 3 + [Arm.OTHER] * 3


def test_circumstances_are_the_weekend_and_three_bands_of_chances() -> None:
    chances = np.array([0.0, 0.149, 0.15, 0.299, 0.30, 1.0])
    assert circumstances(chances, on_weekend=False).tolist() == [0, 0, 1, 1, 2, 2]
    assert circumstances(chances, on_weekend=True).tolist() == [3, 3, 4, 4, 5, 5]
    assert features(np.array([0, 1, 2, 3, 4, 5])).tolist() == [
        [0, 0, 0], [1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 0, 1], [0, 1, 1],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("now", "soon", "evening"),
    [
        ("2026-11-22T17:00", "2026-11-22T17:00", "2026-11-22T23:00"),  # noon: six in the evening of the same day
        (
            "2026-11-23T04:00",
            "2026-11-23T13:00",
            "2026-11-23T23:00",
        ),  # night: eight in the morning, or the evening after
        ("2026-11-22T23:00", "2026-11-22T23:00", None),  # six o'clock already
    ],
)
def test_the_evening_is_an_arm_while_it_is_to_come(now: str, soon: str, evening: str | None) -> None:
    moments = [datetime.fromisoformat(each).replace(tzinfo=UTC) if each else None for each in (now, soon, evening)]
    assert moments[0] is not None
    assert due_times(moments[0], NEW_YORK) == tuple(moment for moment in moments[1:] if moment)
    assert due_times(moments[0], NEW_YORK, at_once=True) == (moments[1],)
