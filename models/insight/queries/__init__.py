"""Reads of insight."""

from models.insight.queries.fairness import Fairness, fairness_of_region
from models.insight.queries.impact import Impact, ImpactKind, impact_of_me
from models.insight.queries.overused import Overused, overused_people

__all__ = [
    "Fairness",
    "Impact",
    "ImpactKind",
    "Overused",
    "fairness_of_region",
    "impact_of_me",
    "overused_people",
]
