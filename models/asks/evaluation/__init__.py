"""What a way of choosing would have been worth, judged by logged choices (off-policy evaluation). Pure."""

from models.asks.evaluation.errors import CannotEvaluate
from models.asks.evaluation.evaluate import Evaluation, PolicyValue, evaluate
from models.asks.evaluation.learned_policy import Limits, read_limits
from models.asks.evaluation.logged_choices import LoggedChoices
from models.asks.evaluation.read_choices import Columns, read_choices
from models.asks.evaluation.report import as_json

__all__ = [
    "CannotEvaluate",
    "Columns",
    "Evaluation",
    "Limits",
    "LoggedChoices",
    "PolicyValue",
    "as_json",
    "evaluate",
    "read_choices",
    "read_limits",
]
