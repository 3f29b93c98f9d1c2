"""After how long an unanswered ask is forgotten: learned from who said yes."""

import numpy as np
import pytest

from models.asks.learning.recovery import DEFAULT, fit_recovery

Asks = tuple[list[list[float]], np.ndarray, np.ndarray]


def asks(number: int, deaf_for: int, strength: float) -> Asks:
    """Each ask a person who was asked in vain at up to four moments of 60 days, each of which deafens for a while."""
    dice = np.random.default_rng(11)
    unanswered = [dice.uniform(3, 60, dice.integers(0, 5)).tolist() for _ in range(number)]
    chances = dice.uniform(0.1, 0.5, number)
    heard = np.array([sum(age < deaf_for for age in ages) for ages in unanswered])
    linear = np.log(chances / (1 - chances)) - strength * heard
    return unanswered, chances, (dice.random(number) < 1 / (1 + np.exp(-linear))).astype(np.float64)


@pytest.mark.parametrize("window", [10, 14, 21, 30, 45, 60])
def test_the_window_in_which_people_were_deaf_is_found(window: int) -> None:
    assert fit_recovery(*asks(12_000, window, 0.8)) == window


@pytest.mark.parametrize("strength", [0.0, -0.8])
def test_thirty_days_are_kept_where_silence_deafens_nobody(strength: float) -> None:
    assert fit_recovery(*asks(12_000, 14, strength)) == DEFAULT


def test_thirty_days_are_kept_with_few_asks() -> None:
    assert fit_recovery(*asks(999, 10, 3.0)) == DEFAULT
    assert fit_recovery([], np.zeros(0), np.zeros(0)) == DEFAULT
