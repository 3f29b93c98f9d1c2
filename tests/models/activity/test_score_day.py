"""How the work of a day becomes points."""

from hypothesis import given
from hypothesis import strategies as st

from models.activity.rules import EffectiveActivity, Quality, Rate, Step, score_day
from models.activity.tables import ActivityKind, Source, Verdict
from tests.models.activity.making import DEFAULT, STEPS, at, make_activity, make_formula, make_rule


def test_a_minute_is_a_point_whatever_the_kind() -> None:
    for kind in ActivityKind:
        assert score_day(DEFAULT, [make_activity(kind=kind, quantity=1, minutes=45)]) == {"key-00000001": 45_000}


def test_five_minutes_count() -> None:
    assert score_day(DEFAULT, [make_activity(minutes=5, quantity=1)]) == {"key-00000001": 5_000}


def test_beyond_the_step_half_counts() -> None:
    formula = make_formula(make_rule(steps=STEPS))
    day = [make_activity("first---", minutes=200), make_activity("second--", minutes=100, started_at=at(200))]
    assert score_day(formula, day) == {"first---": 200_000, "second--": 70_000}


def test_several_steps_and_the_cap_of_a_kind() -> None:
    steps = (Step(above=100_000, share=500), Step(above=200_000, share=100))
    rule = make_rule(steps=steps, daily_cap=155_000)
    assert score_day(make_formula(rule), [make_activity(minutes=240)]) == {"key-00000001": 154_000}
    assert score_day(make_formula(rule), [make_activity(minutes=300)]) == {"key-00000001": 155_000}


def test_steps_are_of_each_kind_and_the_daily_cap_of_all() -> None:
    formula = make_formula(make_rule(steps=STEPS), daily_cap=300_000)
    day = [
        make_activity("canvass-", minutes=240),
        make_activity("cooking-", kind=ActivityKind.COOKING, minutes=100, started_at=at(240)),
    ]
    assert score_day(formula, day) == {"canvass-": 240_000, "cooking-": 60_000}


def test_the_earlier_one_fills_the_cap_whatever_came_first() -> None:
    formula = make_formula(daily_cap=90_000)
    early, late = make_activity("early---"), make_activity("late----", started_at=at(90))
    assert score_day(formula, [late, early]) == {"early---": 60_000, "late----": 30_000}


def test_the_same_moment_is_ordered_by_key() -> None:
    formula = make_formula(daily_cap=90_000)
    assert score_day(formula, [make_activity("b-------"), make_activity("a-------")]) == {
        "a-------": 60_000,
        "b-------": 30_000,
    }


def test_units_may_be_paid_instead_of_minutes() -> None:
    formula = make_formula(make_rule(per=Rate.UNIT, points=1500, parity=900))
    assert score_day(formula, [make_activity(quantity=3, minutes=7)]) == {"key-00000001": 4_050}


def test_quality_counts() -> None:
    formula = make_formula(
        make_rule(plausible_per_hour=26), quality=Quality(corroborated=1000, provisional=800, implausible=500)
    )
    assert score_day(formula, [make_activity(source=Source.CHECK_IN)]) == {"key-00000001": 60_000}
    assert score_day(formula, [make_activity()]) == {"key-00000001": 48_000}
    assert score_day(formula, [make_activity(quantity=27, source=Source.CHECK_IN)]) == {"key-00000001": 30_000}


def test_voided_and_reversed_work_scores_nothing_and_uses_up_nothing() -> None:
    formula = make_formula(daily_cap=60_000)
    day = [
        make_activity("voided--", voided=True),
        make_activity("reversed", verdict=Verdict.REVERSED),
        make_activity("counts--", started_at=at(60)),
    ]
    assert score_day(formula, day) == {"voided--": 0, "reversed": 0, "counts--": 60_000}


activities = st.builds(
    EffectiveActivity,
    client_key=st.text("abc", min_size=8, max_size=10),
    kind=st.sampled_from([ActivityKind.CANVASS, ActivityKind.COOKING, ActivityKind.TRANSLATION]),
    quantity=st.integers(0, 200),
    minutes=st.integers(0, 1440),
    started_at=st.integers(0, 3).map(at),
    region_id=st.just(make_activity().region_id),
    team_id=st.none(),
    source=st.sampled_from([Source.WEB, Source.CHECK_IN]),
    voided=st.booleans(),
    verdict=st.sampled_from([None, *Verdict]),
)
days = st.lists(activities, unique_by=lambda one: one.client_key, max_size=12)


@given(days, st.randoms())
def test_points_do_not_depend_on_the_order_of_delivery(day: list[EffectiveActivity], random: object) -> None:
    shuffled = list(day)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert score_day(DEFAULT, shuffled) == score_day(DEFAULT, day)


@given(days)
def test_points_are_never_negative_and_never_above_the_cap(day: list[EffectiveActivity]) -> None:
    points = score_day(DEFAULT, day)
    assert all(value >= 0 for value in points.values())
    assert sum(points.values()) <= DEFAULT.daily_cap


@given(days, activities)
def test_more_work_never_lowers_the_sum_of_a_day(day: list[EffectiveActivity], more: EffectiveActivity) -> None:
    more = more._replace(client_key="zzzzzzzz")
    assert sum(score_day(DEFAULT, [*day, more]).values()) >= sum(score_day(DEFAULT, day).values())
