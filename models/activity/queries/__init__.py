"""What is read from the ledger."""

from models.activity.queries.contributions import Contributions, KindTotal, contribution_summary
from models.activity.queries.day_work import WorkByDay, work_of_days, work_of_people
from models.activity.queries.explanations import ExplainedEntry, explained_entries
from models.activity.queries.flagged import (
    FlaggedActivity,
    LatestVerdict,
    RaisedConcern,
    flagged_activities,
    latest_verdicts,
    raised_concerns,
)
from models.activity.queries.formula_preview import FormulaPreview, PersonChange, preview_formula
from models.activity.queries.formulas import formula_card, formula_on
from models.activity.queries.how_often import Record, how_often
from models.activity.queries.logged_activity import (
    LoggedActivity,
    activities_by_id,
    activity_by_id,
    logged_activity_by_key,
    my_activities,
)
from models.activity.queries.region_kinds import people_by_kind
from models.activity.queries.team_minutes import team_minutes
from models.activity.queries.thanks import LastContribution, last_contribution, last_contributions
from models.activity.queries.week import Week, week_summary
from models.activity.queries.weeks_with_work import weeks_with_work

__all__ = [
    "Contributions",
    "ExplainedEntry",
    "FlaggedActivity",
    "FormulaPreview",
    "KindTotal",
    "LastContribution",
    "LatestVerdict",
    "LoggedActivity",
    "PersonChange",
    "RaisedConcern",
    "Record",
    "Week",
    "WorkByDay",
    "activities_by_id",
    "activity_by_id",
    "contribution_summary",
    "explained_entries",
    "flagged_activities",
    "formula_card",
    "formula_on",
    "how_often",
    "last_contribution",
    "last_contributions",
    "latest_verdicts",
    "logged_activity_by_key",
    "my_activities",
    "people_by_kind",
    "preview_formula",
    "raised_concerns",
    "team_minutes",
    "week_summary",
    "weeks_with_work",
    "work_of_days",
    "work_of_people",
]
