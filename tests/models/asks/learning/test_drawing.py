"""How somebody is asked is drawn by what was learned, each dimension on its own, and logged as it was drawn."""

from hashlib import sha256
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from models.asks.learning.arms import CIRCUMSTANCES, Chances
from models.asks.learning.dimensions import AskDimension, mask_of
from models.asks.learning.drawing import BITS_OF_A_CHANCE, WHOLE, Drawn, Policy, limit, lots
from models.kernel.ids import id_for

PEOPLE = b"".join(number.to_bytes(16) for number in range(100_000))
ALL = mask_of(AskDimension)


def table(*others: float) -> Chances:
    """The same chances in all circumstances, or one for each."""
    rows = others if len(others) > 1 else others * CIRCUMSTANCES
    return tuple((1 - other, other) for other in rows)


def same(number: int, value: int) -> np.ndarray:
    return np.full(number, value, dtype=np.int64)


def draw(policy: Policy, people: bytes, open_: int, circumstance: int = 0) -> Drawn:
    number = len(people) // 16
    return policy.draw(people, same(number, open_), same(number, circumstance))


LEARNED = Policy(
    {
        AskDimension.HOUR: table(0.01, 0.99, 0.01, 0.01, 0.01, 0.01),
        AskDimension.TONE: table(0.1),
        AskDimension.SIZE: table(0.93),
        AskDimension.CHANNEL: table(0.05),
    },
    seed=5,
)
"""Nobody has learned anything about the asker yet."""
EXPECTED = {
    AskDimension.HOUR: 0.99,
    AskDimension.TONE: 0.010 + 0.090 * 60 / 190,
    AskDimension.SIZE: 1 - (0.010 + 0.060 * 60 / 190),
    AskDimension.ASKER: 0.0,
    AskDimension.CHANNEL: 0.010 + 0.040 * 60 / 190,
}
"""In the second circumstance, with all dimensions open: four are tried, so that six hundredths are to be shared."""


def test_a_hundred_thousand_lots_fall_as_often_as_was_logged() -> None:
    drawn = draw(LEARNED, PEOPLE, ALL, circumstance=1)
    logged = {
        each: (drawn.chances >> BITS_OF_A_CHANCE * each.place & (1 << BITS_OF_A_CHANCE) - 1) / WHOLE
        for each in AskDimension
    }
    fell = {each: (drawn.arms & each.bit) > 0 for each in AskDimension}
    for each in AskDimension:
        chance = float(logged[each][0])
        assert set(logged[each]) == {chance}
        assert chance == pytest.approx(EXPECTED[each], abs=1 / WHOLE)
        assert fell[each].mean() == pytest.approx(chance, abs=4 * (chance * (1 - chance) / 100_000) ** 0.5)
    own = [np.where(fell[each], logged[each], 1 - logged[each]) for each in AskDimension]
    assert drawn.probability == pytest.approx(np.prod(own, axis=0))


def test_all_that_falls_on_somebody_falls_as_often_as_was_logged() -> None:
    drawn = draw(LEARNED, PEOPLE, ALL, circumstance=1)
    arms, counts = np.unique(drawn.arms, return_counts=True)
    assert 12 <= len(arms) <= 16  # of the asker's only the usual arm; what goes against three bests falls once or never
    for arm, count in zip(arms, counts, strict=True):
        (chance,) = set(drawn.probability[drawn.arms == arm])
        assert count / 100_000 == pytest.approx(chance, abs=5 * (chance * (1 - chance) / 100_000) ** 0.5)


def test_dimensions_are_drawn_independently() -> None:
    fell = {each: (draw(LEARNED, PEOPLE, ALL).arms & each.bit) > 0 for each in AskDimension if each.name != "ASKER"}
    for one, other in combinations(fell, 2):
        assert abs(np.corrcoef(fell[one], fell[other])[0, 1]) < 4 / 100_000**0.5


def test_the_first_lot_is_the_one_that_old_rounds_drew() -> None:
    person = id_for("person")
    digest = sha256((7).to_bytes(8) + person.bytes).digest()
    assert lots(7, person.bytes)[0, 0] == pytest.approx(int.from_bytes(digest[:8]) / (1 << 64), abs=1e-15)


def test_lots_can_be_drawn_again_and_another_seed_draws_others() -> None:
    first, again, other = (draw(Policy(LEARNED.chances, seed), PEOPLE[:1600], ALL).arms for seed in (1, 1, 2))
    assert first.tolist() == again.tolist() != other.tolist()


def test_where_nothing_is_open_nothing_is_drawn() -> None:
    drawn = draw(LEARNED, PEOPLE[:160], 0)
    assert (drawn.arms.tolist(), drawn.chances.tolist(), drawn.probability.tolist()) == ([0] * 10, [0] * 10, [1.0] * 10)


def test_where_one_is_open_it_has_the_whole_tenth() -> None:
    drawn = draw(LEARNED, PEOPLE[:16], AskDimension.TONE.bit)
    assert (drawn.chances >> BITS_OF_A_CHANCE * AskDimension.TONE.place).tolist() == [100]


@given(
    some.lists(
        some.tuples(some.one_of(some.integers(10, 100), some.integers(900, 990), some.just(0)), some.booleans()),
        min_size=5,
        max_size=5,
    )
)
def test_all_that_is_tried_is_at_most_a_tenth_and_each_at_least_a_hundredth(row: list[tuple[int, bool]]) -> None:
    other, is_open = (np.array([each]) for each in zip(*row, strict=True))
    found = limit(other, is_open)[0]
    tried = np.minimum(found, WHOLE - found)
    assert tried.sum() <= 100
    for before, after, open_ in zip(other[0], found, is_open[0], strict=True):
        if not open_ or before == 0:
            assert after == 0
        else:
            assert 10 <= min(after, WHOLE - after) <= min(before, WHOLE - before)
            assert (after > 500) == (before > 500)
