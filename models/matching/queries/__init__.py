"""Reads of matches."""

from models.matching.queries.forecast_of_task import ShiftEmptiness, WhatIf, emptiness_of_task, what_if
from models.matching.queries.suggestions_of_me import suggestions_of_me, suggestions_of_me_by_task
from models.matching.queries.suggestions_of_task import Suggestion, suggestions_of_task

__all__ = [
    "ShiftEmptiness",
    "Suggestion",
    "WhatIf",
    "emptiness_of_task",
    "suggestions_of_me",
    "suggestions_of_me_by_task",
    "suggestions_of_task",
    "what_if",
]
