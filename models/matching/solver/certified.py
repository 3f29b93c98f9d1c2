"""Who goes where, and the proof of how good that is: what every way of solving ends in."""

from dataclasses import dataclass

from models.matching.solver.certificate import certificate
from models.matching.solver.problem import Doubles, Numbers


@dataclass(frozen=True, slots=True)
class Certified:
    """
    holder: (places,), who takes each place, or -1. worth: (places,), their weights. prices: (places,), a dual solution.
    value, bound: what it is worth, and what any plan is worth at most, over all feasible pairs.
    """

    holder: Numbers
    worth: Doubles
    prices: Doubles
    value: float
    bound: float

    @property
    def certificate(self) -> float:
        """Their ratio: 1 is the best possible."""
        return certificate(self.value, self.bound)
