"""What can be done to the ledger: log, correct, judge, take in many, recompute."""

from models.activity.actions.correct_activity import correct_activity
from models.activity.actions.flag_concerns import flag_concerns
from models.activity.actions.log_activity import log_activity
from models.activity.actions.publish_formula import publish_formula
from models.activity.actions.recompute import Difference, recompute
from models.activity.actions.record_many import NewActivity, Recorded, record_many
from models.activity.actions.review_activity import review_activity, review_many

__all__ = [
    "Difference",
    "NewActivity",
    "Recorded",
    "correct_activity",
    "flag_concerns",
    "log_activity",
    "publish_formula",
    "recompute",
    "record_many",
    "review_activity",
    "review_many",
]
