"""
Compiles all that a run calls, so that no run waits for it: `python -m models.matching.solver.warm_up FOLDER`.

A process of its own, for compiling holds the interpreter's lock. It does nothing when that was done before, or is being
done. Without numba's help: this module imports it only when there is something to do.
"""

import fcntl
import os
import sys
from functools import partial
from pathlib import Path

import numpy as np

from models.matching.solver import compiled
from models.matching.solver.care import Calendar, Care, CareProblem, solve_with_care
from models.matching.solver.plan import solve_problem
from models.matching.solver.problem import Integers, Pairs, Problem, Seats
from models.matching.solver.shards.partition import Units, people_in_reach
from models.matching.solver.shards.solve import Part, solve_in_shards
from models.matching.solver.source import Whole

POLITENESS = 19
_UNREACHABLE = 2.0
"""No certificate is so good, so that everything is tried."""


def is_done(folder: Path) -> bool:
    """Whether a folder has the machine code of all that a run calls, of exactly these sources."""
    return _mark(folder).exists()


def can_be_kept(folder: Path) -> bool:
    """Whether the folder is there, or can be made, and can be written."""
    nearest = next(each for each in (folder, *folder.parents) if each.exists())
    return os.access(nearest, os.W_OK | os.X_OK)


def warm_up(folder: Path) -> None:
    """Compile everything into the folder, unless somebody else is at it."""
    compiled.keep_in(folder)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        if not is_done(folder):
            compile_everything()
            _mark(folder).touch()


def _mark(folder: Path) -> Path:
    return folder / f"complete-{compiled.source_digest()}"


def compile_everything() -> None:
    """Solve a tiny problem in every way."""
    given = _tiny()
    solve_problem(given.problem, goal=_UNREACHABLE)
    solve_with_care(given, goal=_UNREACHABLE)
    _solve_in_two_shards(given)


def _solve_in_two_shards(given: CareProblem) -> None:
    """The first two people in one, the third in the other; all may reach everything."""
    calendar, shards = given.calendar, np.array([0, 1])
    box = calendar.latitude, calendar.latitude + 1, calendar.longitude, calendar.longitude + 1
    units = Units(*box, np.array([2.0, 1.0]))
    points, nowhere = (calendar.latitude, calendar.longitude), np.zeros(2, dtype=np.bool_)
    shares = people_in_reach(units, shards, 2, points, nowhere, 25.0) / 3
    parts = [
        Part(partial(_some, given.problem, people), np.arange(2), people, share, nowhere)
        for people, share in zip((np.arange(2), np.array([2])), shares, strict=True)
    ]
    solve_in_shards(given.problem.seats, parts)


def _some(problem: Problem, people: Integers) -> Whole:
    return Whole(problem.of_people(people))


def _tiny() -> CareProblem:
    """Three people who could do two shifts of two places at different times."""
    pairs = Pairs(
        np.array([0, 2, 4, 6], dtype=np.int64),
        np.array([0, 1, 0, 1, 0, 1], dtype=np.int32),
        np.array([0.5, 0.4, 0.3, 0.6, 0.2, 0.1], dtype=np.float32),
    )
    slot, week = np.array([0, 1], dtype=np.int32), np.zeros(2, dtype=np.int32)
    seats = Seats(slot, np.array([0, 2, 4], dtype=np.int32), np.array([1.0, 0.7, 1.0, 0.7]), np.zeros(2, np.int32))
    problem = Problem(pairs, seats, np.full(3, 8, dtype=np.int32), np.array([True, False, False]))
    start = np.array([0.0, 7200.0])
    place = np.full(2, 40.0), np.full(2, -74.0)
    minutes = np.full(2, 60, dtype=np.int32)
    calendar = Calendar(start, start + 3600, np.array([False, True]), *place, week, minutes, slot)
    nothing = np.zeros(4, dtype=np.int64), np.zeros(0), np.zeros(0)
    care = Care(np.full((3, 1), 90, dtype=np.int32), np.full(3, 39600.0), np.full(3, 2, dtype=np.int32), *nothing)
    return CareProblem(problem, calendar, care)


if __name__ == "__main__":
    os.nice(POLITENESS)
    warm_up(Path(sys.argv[1]))
