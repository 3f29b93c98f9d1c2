"""What can be done with work: log, correct, judge, take in."""

import strawberry

from api.activity.mutations.activity_correct import ActivityCorrect
from api.activity.mutations.activity_import import ActivityImport
from api.activity.mutations.activity_import_undo import ActivityImportUndo
from api.activity.mutations.activity_log import ActivityLog
from api.activity.mutations.activity_review import ActivityReview
from api.activity.mutations.formula_publish import FormulaPublish


@strawberry.type
class ActivityMutations(
    ActivityCorrect, ActivityImport, ActivityImportUndo, ActivityLog, ActivityReview, FormulaPublish
):
    """Belongs to Mutation."""
