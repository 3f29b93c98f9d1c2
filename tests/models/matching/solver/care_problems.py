"""Small problems with care limits, and their exact solution by HiGHS as a mixed-integer program."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

import highspy
import numpy as np

from models.matching.solver import Pairs, Problem, Seats
from models.matching.solver.care import Calendar, Care, CareProblem
from models.regions.rules import distance_km

HOUR = 3600.0
Row = tuple[float, dict[int, float]]
"""What the columns of a row sum up to at most, and its columns with their coefficients."""


def care_problem(random: np.random.Generator, people: int, openings: int) -> CareProblem:
    """Drawn so that limits bind: long shifts within 40 hours, in four places, small weeks, some who need breaks."""
    places = random.integers(1, 4, openings)
    first = np.concatenate(([0], np.cumsum(places))).astype(np.int32)
    rank = np.arange(first[-1]) - np.repeat(first[:-1], places)
    slot = np.arange(openings, dtype=np.int32)
    reserved = np.where(random.random(openings) < 0.3, random.integers(0, places + 1), 0).astype(np.int32)
    possible = random.random((people, openings)) < 0.6
    start = np.concatenate(([0], possible.sum(axis=1).cumsum())).astype(np.int64)
    weight = random.uniform(0.1, 1.0, int(start[-1])).astype(np.float32)
    problem = Problem(
        Pairs(start, np.nonzero(possible)[1].astype(np.int32), weight),
        Seats(slot, first, 1 / np.sqrt(1.0 + rank), reserved),
        random.choice(np.array([1, 2, 3, 8], dtype=np.int32), people),
        random.random(people) < 0.3,
    )
    return CareProblem(problem, _calendar(random, slot), _care(random, people))


def _calendar(random: np.random.Generator, slot: np.ndarray) -> Calendar:  # type: ignore[type-arg]
    size = len(slot)
    start, minutes = random.integers(8, 40, size) * HOUR, random.choice([60, 120, 180, 240], size).astype(np.int32)
    end = start + minutes * 60.0
    latitude = np.where(random.random(size) < 0.15, np.nan, 40.7 + random.choice([0, 0.05, 0.1, 0.2], size))
    week = np.zeros(size, dtype=np.int32)
    return Calendar(start, end, end % (24 * HOUR) > 21 * HOUR, latitude, np.full(size, -74.0), week, minutes, slot)


def _care(random: np.random.Generator, people: int) -> Care:
    """Somebody in three has a shift already, at 7 in the morning for an hour, before everything else."""
    left = random.choice(np.array([120, 180, 300, 420, 1200], dtype=np.int32), (people, 1))
    in_a_row = random.choice(np.array([1, 2], dtype=np.int32), people)
    has_one = random.random(people) < 0.3
    start = np.concatenate(([0], has_one.cumsum())).astype(np.int64)
    size = int(start[-1])
    return Care(left, np.full(people, 11 * HOUR), in_a_row, start, np.full(size, 7 * HOUR), np.full(size, 8 * HOUR))


def exclude(given: CareProblem, person: int, one: int, other: int) -> bool:
    """Whether somebody cannot do both, one after the other: the definition, without the solver."""
    calendar = given.calendar
    first, then = sorted((one, other), key=lambda number: float(calendar.start[number]))
    gap, way = calendar.start[then] - calendar.end[first], 0.0
    if not np.isnan(calendar.latitude[[one, other]]).any():
        points = [(float(calendar.latitude[each]), float(calendar.longitude[each])) for each in (one, other)]
        km = distance_km(*points[0], *points[1])
        way = 15 * 60 + km / 30 * HOUR if km > 0.3 else 0.0
    return bool(gap < max(0.0, way, given.care.rest[person] if calendar.late[first] else 0.0))


def is_too_long_a_row(given: CareProblem, person: int, openings: tuple[int, ...]) -> bool:
    """Whether these openings follow each other (and what is held) without a break, and are too many."""
    care, calendar = given.care, given.calendar
    held = slice(care.held_start[person], care.held_start[person + 1])
    stays = [*zip(care.held_from[held], care.held_to[held], strict=True)]
    stays += [(calendar.start[number], calendar.end[number]) for number in openings]
    length, until = 0, -np.inf
    for start, end in sorted(stays):
        length = length + 1 if start - until < HOUR else 1
        until = max(until, end)
        if length > care.in_a_row[person]:
            return True
    return False


def exact_value(given: CareProblem) -> float:
    """The optimum, one variable for each pair and place."""
    columns = list(_columns(given))
    program = highspy.Highs()
    program.setOptionValue("output_flag", False)
    program.setOptionValue("mip_rel_gap", 1e-7)
    size = len(columns)
    if not size:
        return 0.0
    numbers = np.arange(size, dtype=np.int32)
    program.addVars(size, np.zeros(size), np.ones(size))
    program.changeColsCost(size, numbers, -np.array([value for *_, value in columns]))
    program.changeColsIntegrality(size, numbers, np.full(size, highspy.HighsVarType.kInteger))
    for most, row in _rows(given, columns):
        program.addRow(
            -highspy.kHighsInf, most, len(row), np.array(list(row), dtype=np.int32), np.array(list(row.values()))
        )
    program.run()
    return float(-program.getInfo().objective_function_value)


def _columns(given: CareProblem) -> Iterator[tuple[int, int, int, float]]:
    """Person, opening, place, value."""
    problem = given.problem
    seats = problem.seats
    for person in range(len(problem)):
        for pair in range(problem.pairs.start[person], problem.pairs.start[person + 1]):
            number = int(problem.pairs.opening[pair])
            last = seats.first_place[number + 1] - (0 if problem.newcomer[person] else seats.reserved[number])
            for place in range(seats.first_place[number], last):
                yield person, number, place, float(problem.pairs.weight[pair]) * float(seats.factor[place])


def _rows(given: CareProblem, columns: list[tuple[int, int, int, float]]) -> Iterator[Row]:
    of_place: dict[int, dict[int, float]] = defaultdict(dict)
    of_person: dict[int, dict[int, dict[int, float]]] = defaultdict(lambda: defaultdict(dict))
    for column, (person, number, place, _) in enumerate(columns):
        of_place[place][column] = 1.0
        of_person[person][number][column] = 1.0
    yield from ((1.0, row) for row in of_place.values())
    for person, openings in of_person.items():
        yield from _rows_of(given, person, openings)


def _rows_of(given: CareProblem, person: int, openings: dict[int, dict[int, float]]) -> Iterator[Row]:
    minutes, most = given.calendar.minutes, int(given.care.in_a_row[person])
    yield float(given.problem.count[person]), {column: 1.0 for row in openings.values() for column in row}
    for week in {int(given.calendar.week[number]) for number in openings}:
        own = [(number, row) for number, row in openings.items() if given.calendar.week[number] == week]
        spent = {column: float(minutes[number]) for number, row in own for column in row}
        yield float(given.care.left[person, week]), spent
    yield from ((1.0, row) for row in openings.values())
    for one, other in combinations(openings, 2):
        if exclude(given, person, one, other):
            yield 1.0, openings[one] | openings[other]
    for size in range(1, most + 2):
        for some in combinations(openings, size):
            if is_too_long_a_row(given, person, some):
                yield size - 1.0, {column: 1.0 for number in some for column in openings[number]}
