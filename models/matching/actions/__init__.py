"""What can be done about matches."""

from models.matching.actions.match_people import match_people
from models.matching.actions.match_tasks import match_tasks

__all__ = ["match_people", "match_tasks"]
