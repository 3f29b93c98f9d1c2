"""Reads of insight."""

from models.insight.queries.fairness import Fairness, fairness_of_region
from models.insight.queries.overused import Overused, overused_people

__all__ = ["Fairness", "Overused", "fairness_of_region", "overused_people"]
