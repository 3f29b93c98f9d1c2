"""Laws that every run keeps, whoever and whatever is matched."""

from collections import Counter, defaultdict
from datetime import time, timedelta
from itertools import combinations, pairwise
from zoneinfo import ZoneInfo

from hypothesis import given, settings

from models.matching.rules import Choice, Opening, Reader, reasons_for, word_reason
from models.matching.rules.limits import FARTHEST_KM
from models.matching.rules.match import match
from models.matching.rules.newcomers import NEWCOMER_SHARE, newcomer_places
from models.matching.rules.openings import week_of
from models.people.rules.availability import is_available
from models.regions.rules import distance_km
from tests.models.matching.crowds import NEW_YORK, Someone, crowd_of, crowds, opening, openings


def _keeps_to_limits(person: Someone, shift: Opening) -> bool:
    """Each hard limit, one person at a time, without any column."""
    year = shift.starts_at.year
    age = year - person.birth_year - 1 if person.birth_year else None
    checks = [
        _within_travel(person, shift),
        person.paused_until is None or person.paused_until <= shift.starts_at,
        shift.minimum_age is None or (age is not None and age >= shift.minimum_age),
        age is None or age >= 16 or person.has_guardian,
        is_available(None if person.availability < 0 else person.availability, shift.starts_locally(NEW_YORK)),
        all(end <= shift.starts_at or start >= shift.ends_at for start, end in person.busy),
        not shift.qualifications or (person.qualified_until or 0) >= _last_day(shift),
        shift.task_id.int not in person.refused,
        shift.kind not in person.unwilling,
        person.from_home or not shift.remote,
        _can_bear(person, [shift]),
    ]
    return all(checks)


def _last_day(shift: Opening) -> int:
    return shift.ends_at.astimezone(ZoneInfo(shift.time_zone)).toordinal()


def _can_bear(person: Someone, taken: list[Opening]) -> bool:
    """No new shift is too near in time to anything else for the way or for rest, nor the third without a break."""
    chelsea = (40.7465, -74.0014)
    stays = [(start, end, chelsea, False) for start, end in person.busy]
    stays += [(each.starts_at, each.ends_at, _place_of(each), True) for each in taken]
    stays.sort(key=lambda stay: stay[0])
    for (_, end, here, new), (start, _, there, also_new) in combinations(stays, 2):
        if not (new or also_new):
            continue
        local = end.astimezone(ZoneInfo(NEW_YORK))
        is_late = not time(5) <= local.time() <= time(21)
        if start - end < max(_way(here, there), timedelta(hours=person.rest_hours or 11) if is_late else timedelta(0)):
            return False
    length = (person.most_in_a_row or 2) + 1
    return not any(
        any(new for *_, new in row) and all(b[0] - a[1] < timedelta(hours=1) for a, b in pairwise(row))
        for row in zip(*(stays[place:] for place in range(length)), strict=False)
    )


def _place_of(shift: Opening) -> tuple[float, float] | None:
    if shift.remote or shift.latitude is None or shift.longitude is None:
        return None
    return shift.latitude, shift.longitude


def _way(here: tuple[float, float] | None, there: tuple[float, float] | None) -> timedelta:
    """15 minutes and 2 a kilometre, between different places."""
    if here is None or there is None or (km := distance_km(*here, *there)) <= 0.3:
        return timedelta(0)
    return timedelta(minutes=15 + 2 * km)


def _within_travel(person: Someone, shift: Opening) -> bool:
    if shift.remote:
        return True
    here = (person.latitude, person.longitude, shift.latitude, shift.longitude)
    if None in here:
        return person.region_path.startswith(shift.region_path)
    return distance_km(*here) <= min(person.maximum_km, FARTHEST_KM)  # type: ignore[arg-type]


def _minutes(person: Someone, taken: list[Opening], week: tuple[int, int]) -> int:
    already = [(start, end) for start, end in person.busy if week_of(start, NEW_YORK) == week]
    own = sum(int((end - start) / timedelta(minutes=1)) for start, end in already)
    return own + sum(shift.minutes for shift in taken if shift.week == week)


def _by_person(choices: list[Choice], shifts: tuple[Opening, ...]) -> dict[int, list[Opening]]:
    found: dict[int, list[Opening]] = defaultdict(list)
    for choice in choices:
        if not choice.reserve:
            found[choice.number].append(shifts[choice.opening])
    return found


@settings(max_examples=120, deadline=None)
@given(crowds, openings)
def test_no_hard_limit_is_ever_broken(people: list[Someone], shifts: tuple[Opening, ...]) -> None:
    choices = match(crowd_of(*people), shifts).choices
    assert all(_keeps_to_limits(people[choice.number], shifts[choice.opening]) for choice in choices)


@settings(max_examples=120, deadline=None)
@given(crowds, openings)
def test_matches_together_keep_to_places_times_and_weeks(people: list[Someone], shifts: tuple[Opening, ...]) -> None:
    choices = match(crowd_of(*people), shifts).choices
    filled = Counter(choice.opening for choice in choices if not choice.reserve)
    assert all(number <= shifts[position].free for position, number in filled.items())
    assert max(Counter((choice.opening, choice.number) for choice in choices).values(), default=0) <= 1
    for number, taken in _by_person(choices, shifts).items():
        ordered = sorted(taken, key=lambda shift: shift.starts_at)
        assert all(left.ends_at <= right.starts_at for left, right in pairwise(ordered))
        assert _can_bear(people[number], taken)
        for shift in taken:
            assert _minutes(people[number], taken, shift.week) <= people[number].weekly_minutes


@settings(max_examples=80, deadline=None)
@given(crowds, openings)
def test_nobody_who_could_come_is_left_out_while_there_is_a_place(
    people: list[Someone], shifts: tuple[Opening, ...]
) -> None:
    choices = match(crowd_of(*people), shifts).choices
    filled = Counter(choice.opening for choice in choices if not choice.reserve)
    taken = _by_person(choices, shifts)
    for position, shift in enumerate(shifts):
        for number, person in enumerate(people):
            if filled[position] < shift.free and _keeps_to_limits(person, shift) and shift not in taken[number]:
                clashes = any(o.starts_at < shift.ends_at and shift.starts_at < o.ends_at for o in taken[number])
                week = _minutes(person, taken[number], shift.week) + shift.minutes
                bears = _can_bear(person, [*taken[number], shift])
                assert clashes or week > person.weekly_minutes or not bears


@settings(max_examples=60, deadline=None)
@given(crowds, openings)
def test_the_same_input_gives_the_same_matches(people: list[Someone], shifts: tuple[Opening, ...]) -> None:
    crowd = crowd_of(*people)
    assert repr(match(crowd, shifts)) == repr(match(crowd_of(*people), shifts))


@settings(max_examples=60, deadline=None)
@given(crowds, openings)
def test_scores_lie_between_0_and_1_and_every_match_says_why(
    people: list[Someone], shifts: tuple[Opening, ...]
) -> None:
    crowd = crowd_of(*people)
    for choice in match(crowd, shifts).choices:
        reasons = reasons_for(crowd, shifts[choice.opening], choice.number, choice.km)
        assert 0 < choice.score <= 1
        assert reasons
        assert all(word_reason(reason, Reader("en", miles=False)) for reason in reasons)


@settings(max_examples=60, deadline=None)
@given(crowds, openings)
def test_nobody_is_left_without_remote_work_in_week_one(people: list[Someone], shifts: tuple[Opening, ...]) -> None:
    choices = match(crowd_of(*people), shifts).choices
    with_something = {choice.number for choice in choices}
    for number, person in enumerate(people):
        if person.first_week and any(shift.remote and _could(person, shift) for shift in shifts):
            assert number in with_something


def _could(person: Someone, shift: Opening) -> bool:
    return _keeps_to_limits(person, shift) and _minutes(person, [shift], shift.week) <= person.weekly_minutes


@given(openings)
def test_a_tenth_of_all_places_is_for_newcomers(shifts: tuple[Opening, ...]) -> None:
    shares = newcomer_places(shifts)
    assert sum(shares) == int(sum(shift.free for shift in shifts) * NEWCOMER_SHARE + 1e-9)
    assert all(0 <= share <= shift.free for share, shift in zip(shares, shifts, strict=True))


def test_newcomers_get_their_places_before_the_experienced() -> None:
    old = [Someone(yes=9, came=9) for _ in range(10)]
    new = [Someone(newcomer=True) for _ in range(3)]
    matched = match(crowd_of(*old, *new), [opening(free=10)])
    chosen = [choice.number for choice in matched.choices if not choice.reserve]
    assert (matched.pairs, len(chosen)) == (13, 10)
    assert [number for number in chosen if number >= 10] == [10]
