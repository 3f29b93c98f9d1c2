"""What can be done about matches."""

import strawberry

from api.matching.mutations.suggestion_correct import SuggestionCorrect
from api.matching.mutations.task_match import TaskMatch


@strawberry.type
class MatchingMutations(SuggestionCorrect, TaskMatch):
    """Belongs to Mutation."""
