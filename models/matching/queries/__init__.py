"""Reads of matches."""

from models.matching.queries.chance_models import ChanceSummary, chance_models
from models.matching.queries.forecast_of_task import ShiftEmptiness, WhatIf, emptiness_of_task, what_if
from models.matching.queries.match_run import (
    Certificate,
    care_certificate_of,
    certificate_of,
    match_runs_by_id,
    match_runs_by_task,
)
from models.matching.queries.shards_of_run import Shards, shards_by_run
from models.matching.queries.suggestions_of_me import suggestions_of_me, suggestions_of_me_by_task
from models.matching.queries.suggestions_of_task import Suggestion, suggestions_of_task

__all__ = [
    "Certificate",
    "ChanceSummary",
    "Shards",
    "ShiftEmptiness",
    "Suggestion",
    "WhatIf",
    "care_certificate_of",
    "certificate_of",
    "chance_models",
    "emptiness_of_task",
    "match_runs_by_id",
    "match_runs_by_task",
    "shards_by_run",
    "suggestions_of_me",
    "suggestions_of_me_by_task",
    "suggestions_of_task",
    "what_if",
]
