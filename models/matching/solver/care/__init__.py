"""
Who goes where within all care limits: hours of a week, ways between shifts, rest, shifts in a row. Pure numbers.

`solve_with_care` returns a plan and its own certificate, which `care_bound` computes again from its prices alone.
"""

from models.matching.solver.care.certificate import care_bound
from models.matching.solver.care.plan import CarePlan, solve_with_care
from models.matching.solver.care.problem import Calendar, Care, CareProblem

__all__ = ["Calendar", "Care", "CarePlan", "CareProblem", "care_bound", "solve_with_care"]
