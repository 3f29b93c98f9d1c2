"""Reads of matches."""

from models.matching.queries.suggestions_of_me import suggestions_of_me
from models.matching.queries.suggestions_of_task import Suggestion, suggestions_of_task

__all__ = ["Suggestion", "suggestions_of_me", "suggestions_of_task"]
