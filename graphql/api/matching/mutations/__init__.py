"""What can be done about matches."""

import strawberry

from api.matching.mutations.task_match import TaskMatch


@strawberry.type
class MatchingMutations(TaskMatch):
    """Belongs to Mutation."""
