"""Maps: shades by rate, outlines that fit together, and nothing of regions that may not be shown."""

from hypothesis import given
from hypothesis import strategies as st

from models.leaderboards.rules.shades import SHADES, shades
from models.regions.outlines import outlines, view_box


def test_five_regions_have_the_five_shades_in_order() -> None:
    assert shades({"a": 50, "b": 10, "c": 40, "d": 20, "e": 30}) == {"b": 1, "d": 2, "e": 3, "c": 4, "a": 5}


def test_nothing_has_no_shade_and_one_alone_the_lightest() -> None:
    assert shades({}) == {}
    assert shades({"a": 7}) == {"a": 1}


@given(st.dictionaries(st.integers(), st.integers(0, 100), min_size=1))
def test_a_higher_rate_is_never_lighter_and_equal_ones_are_alike(figures: dict[int, int]) -> None:
    found = shades(figures)
    assert set(found.values()) <= set(range(1, SHADES + 1))
    for one in figures:
        for other in figures:
            assert (figures[one] >= figures[other]) <= (found[one] >= found[other])


def test_every_state_and_its_counties_have_outlines() -> None:
    states = [code for code in outlines() if code.count("-") == 1]
    counties = [code for code in outlines() if code.count("-") == 2]
    assert (len(states), len(counties)) == (51, 3139)
    assert len([code for code in counties if code.startswith("US-TX-")]) == 254


def test_a_map_holds_all_of_its_parts_with_a_margin() -> None:
    shown = [outlines()["US-NY"], outlines()["US-CA"]]
    left, top, width, height = view_box(shown)
    assert left < min(one.left for one in shown)
    assert top < min(one.top for one in shown)
    assert left + width > max(one.right for one in shown)
    assert top + height > max(one.bottom for one in shown)
