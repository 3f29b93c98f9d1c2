"""
Who goes where at national scale: a certified assignment as pure numbers. No tables, no I/O.

Columns of people and openings (`landscape.py`) become a `Landscape`, which finds their feasible pairs cell by cell; or
make a `Problem` of your own pairs. `solve_landscape` and `solve_problem` return a `Plan`: who holds each place, prices,
and a certificate over all feasible pairs, which `certificate.py` computes without the solver.
"""

from models.matching.solver.certificate import bound_of, certificate, dual_bound
from models.matching.solver.landscape import ANY_TIME, Openings, People, Weighing
from models.matching.solver.plan import Plan, solve, solve_landscape, solve_problem
from models.matching.solver.problem import Pairs, Problem, Seats
from models.matching.solver.source import Landscape, Source

__all__ = [
    "ANY_TIME",
    "Landscape",
    "Openings",
    "Pairs",
    "People",
    "Plan",
    "Problem",
    "Seats",
    "Source",
    "Weighing",
    "bound_of",
    "certificate",
    "dual_bound",
    "solve",
    "solve_landscape",
    "solve_problem",
]
