"""Reads of insight."""

from models.insight.queries.fairness import Fairness, fairness_of_region
from models.insight.queries.greeted_in_time import GreetedInTime, greeted_in_time
from models.insight.queries.impact import Impact, ImpactKind, impact_of_me
from models.insight.queries.overused import Overused, overused_people

__all__ = [
    "Fairness",
    "GreetedInTime",
    "Impact",
    "ImpactKind",
    "Overused",
    "fairness_of_region",
    "greeted_in_time",
    "impact_of_me",
    "overused_people",
]
