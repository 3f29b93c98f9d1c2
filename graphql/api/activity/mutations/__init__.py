"""What can be done with work: log, correct, judge."""

import strawberry

from api.activity.mutations.activity_correct import ActivityCorrect
from api.activity.mutations.activity_log import ActivityLog
from api.activity.mutations.activity_review import ActivityReview


@strawberry.type
class ActivityMutations(ActivityCorrect, ActivityLog, ActivityReview):
    """Belongs to Mutation."""
