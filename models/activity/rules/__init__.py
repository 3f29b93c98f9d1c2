"""How work becomes points: pure functions on plain values."""

from models.activity.rules.adjust import DraftEntry, Facet, adjusting_entries, facet_of
from models.activity.rules.formula import WHOLE, Formula, Group, KindRule, Quality, Rate, Step
from models.activity.rules.parse_formula import body_of, parse_formula
from models.activity.rules.score_day import score_day
from models.activity.rules.standing import EffectiveActivity, Standing, is_implausible, is_provisional, standing_of
from models.activity.rules.validate import ensure_valid_activity

__all__ = [
    "WHOLE",
    "DraftEntry",
    "EffectiveActivity",
    "Facet",
    "Formula",
    "Group",
    "KindRule",
    "Quality",
    "Rate",
    "Standing",
    "Step",
    "adjusting_entries",
    "body_of",
    "ensure_valid_activity",
    "facet_of",
    "is_implausible",
    "is_provisional",
    "parse_formula",
    "score_day",
    "standing_of",
]
