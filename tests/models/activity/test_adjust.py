"""The law of the ledger in pure code: whatever the order, the repetition and the lateness, the net is the same."""

from collections import Counter
from dataclasses import dataclass
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from models.activity.rules import EffectiveActivity, Facet, adjusting_entries, facet_of, score_day
from models.activity.tables import ActivityKind, EntryReason, Verdict
from tests.models.activity.making import DEFAULT, at, make_activity, make_formula


def test_new_work_is_scored() -> None:
    activity = make_activity()
    (entry,) = adjusting_entries(DEFAULT, [activity], {})
    assert entry == (facet_of(activity, DEFAULT), 60_000, EntryReason.SCORED)


def test_what_is_settled_needs_nothing() -> None:
    activity = make_activity()
    assert adjusting_entries(DEFAULT, [activity], {facet_of(activity, DEFAULT): 60_000}) == []


def test_an_earlier_one_that_comes_late_takes_from_the_later_one() -> None:
    formula = make_formula(daily_cap=90_000)
    early, late = make_activity("early---"), make_activity("late----", started_at=at(90))
    entries = adjusting_entries(formula, [late, early], {facet_of(late, formula): 60_000})
    assert [(one.facet.client_key, one.points, one.reason) for one in entries] == [
        ("late----", -30_000, EntryReason.ADJUSTED),
        ("early---", 60_000, EntryReason.SCORED),
    ]


def test_a_correction_of_the_kind_moves_the_points_to_the_other_kind() -> None:
    before = make_activity()
    after = before._replace(kind=ActivityKind.COOKING, revision=1)
    reasons = {before.client_key: EntryReason.CORRECTED}
    entries = adjusting_entries(DEFAULT, [after], {facet_of(before, DEFAULT): 60_000}, reasons)
    assert {(one.facet.kind, one.points, one.reason) for one in entries} == {
        (ActivityKind.CANVASS, -60_000, EntryReason.CORRECTED),
        (ActivityKind.COOKING, 60_000, EntryReason.CORRECTED),
    }


def test_what_left_the_day_is_taken_back() -> None:
    gone = make_activity()
    (entry,) = adjusting_entries(DEFAULT, [], {facet_of(gone, DEFAULT): 60_000})
    assert (entry.points, entry.reason) == (-60_000, EntryReason.ADJUSTED)


def test_work_worth_nothing_leads_to_an_entry_too_but_once() -> None:
    worthless = make_activity(voided=True)
    (entry,) = adjusting_entries(DEFAULT, [worthless], {})
    assert (entry.points, entry.reason) == (0, EntryReason.SCORED)
    assert adjusting_entries(DEFAULT, [worthless], {entry.facet: 0}) == []


@dataclass(frozen=True)
class Reviewed:
    """A verdict on an activity, at a moment."""

    client_key: str
    verdict: Verdict
    moment: int
    revision: int


Event = EffectiveActivity | Reviewed

revisions = st.builds(
    make_activity,
    client_key=st.sampled_from(["a-------", "b-------", "c-------", "d-------"]),
    kind=st.sampled_from([ActivityKind.CANVASS, ActivityKind.DESIGN]),
    quantity=st.integers(0, 60),
    minutes=st.integers(1, 400),
    started_at=st.integers(0, 600).map(at),
    revision=st.integers(0, 2),
    voided=st.booleans(),
)
reviews = st.builds(
    Reviewed,
    client_key=st.sampled_from(["a-------", "b-------"]),
    verdict=st.sampled_from(Verdict),
    moment=st.integers(),
    revision=st.integers(0, 2),
)
histories = st.tuples(
    st.lists(revisions, unique_by=lambda one: (one.client_key, one.revision), min_size=1, max_size=8),
    st.lists(reviews, unique_by=lambda one: one.moment, max_size=3),
)


def effective(delivered: list[Event]) -> list[EffectiveActivity]:
    """What counts of what has arrived so far: the highest revision, with the latest verdict."""
    latest: dict[str, EffectiveActivity] = {}
    for event in delivered:
        if isinstance(event, EffectiveActivity):
            known = latest.get(event.client_key)
            if known is None or known.revision < event.revision:
                latest[event.client_key] = event
    verdicts = sorted((e for e in delivered if isinstance(e, Reviewed)), key=lambda review: review.moment)
    for review in verdicts:
        if review.client_key in latest:
            activity = latest[review.client_key]
            latest[review.client_key] = activity._replace(verdict=review.verdict, verdict_revision=review.revision)
    return list(latest.values())


def deliver(events: list[Event]) -> tuple[Counter[Facet], list[EffectiveActivity]]:
    """Settle the day after each arrival; the net by facet without zeros, and what counts in the end."""
    net: Counter[Facet] = Counter()
    delivered: list[Event] = []
    for event in events:
        delivered.append(event)
        for entry in adjusting_entries(DEFAULT, effective(delivered), net):
            net[entry.facet] += entry.points
    return Counter({facet: points for facet, points in net.items() if points}), effective(delivered)


@given(histories, st.randoms(use_true_random=False))
def test_any_order_repetition_and_lateness_gives_the_same_net_ledger(
    history: tuple[list[EffectiveActivity], list[Reviewed]], random: Random
) -> None:
    events: list[Event] = [*history[0], *history[1]]
    shuffled = events + random.choices(events, k=random.randint(0, 4))
    random.shuffle(shuffled)
    net, activities = deliver(shuffled)
    expected, same_activities = deliver(events)
    assert net == expected
    assert sorted(activities) == sorted(same_activities)
    points = score_day(DEFAULT, activities)
    assert net == Counter(
        {facet_of(one, DEFAULT): points[one.client_key] for one in activities if points[one.client_key]}
    )
