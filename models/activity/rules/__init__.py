"""How work becomes points: pure functions on plain values."""

from models.activity.rules.adjust import DraftEntry, Facet, adjusting_entries, facet_of
from models.activity.rules.formula import WHOLE, Formula, KindRule, Quality, Rate, Step
from models.activity.rules.parse_formula import parse_formula
from models.activity.rules.score_day import score_day
from models.activity.rules.standing import EffectiveActivity, Standing, is_implausible, is_provisional, standing_of
from models.activity.rules.validate import ensure_valid_activity

__all__ = [
    "WHOLE",
    "DraftEntry",
    "EffectiveActivity",
    "Facet",
    "Formula",
    "KindRule",
    "Quality",
    "Rate",
    "Standing",
    "Step",
    "adjusting_entries",
    "ensure_valid_activity",
    "facet_of",
    "is_implausible",
    "is_provisional",
    "parse_formula",
    "score_day",
    "standing_of",
]
