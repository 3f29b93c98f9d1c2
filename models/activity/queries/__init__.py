"""What is read from the ledger."""

from models.activity.queries.contributions import Contributions, KindTotal, contribution_summary
from models.activity.queries.explanations import ExplainedEntry, explained_entries
from models.activity.queries.formulas import formula_card, formula_on
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

__all__ = [
    "Contributions",
    "ExplainedEntry",
    "KindTotal",
    "LastContribution",
    "LoggedActivity",
    "Week",
    "activities_by_id",
    "activity_by_id",
    "contribution_summary",
    "explained_entries",
    "formula_card",
    "formula_on",
    "last_contribution",
    "last_contributions",
    "logged_activity_by_key",
    "my_activities",
    "people_by_kind",
    "team_minutes",
    "week_summary",
]
