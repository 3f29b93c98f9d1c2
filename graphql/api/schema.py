"""
The whole schema, put together from the domains' mixins.

To add a domain: import its mixins, add them as bases below, and its errors to ERRORS. Order is alphabetical.
"""

from typing import Any

import strawberry

from api.accounts.queries import AccountQueries
from api.activity.flagged import FlaggedQueries
from api.activity.formula import FormulaQueries
from api.activity.formula_preview import FormulaPreviewQueries
from api.activity.mutations import ActivityMutations
from api.asks.appeals import AppealQueries
from api.asks.decisions import AskDecisionQueries
from api.asks.errors import ERRORS as ASK_ERRORS
from api.asks.mutations import AskMutations
from api.asks.offers import StepOfferQueries
from api.asks.policies import AskPolicyQueries
from api.asks.queries import AskQueries
from api.asks.thanks import ThanksQueries
from api.community.mutations import CommunityMutations
from api.community.queries import CommunityQueries
from api.errors import COMMON_ERRORS, ErrorRow
from api.insight.queries import InsightQueries
from api.leaderboards.queries import LeaderboardQueries
from api.leaderboards.rivalry import RivalryQueries
from api.leaderboards.subscriptions import LeaderboardSubscriptions
from api.matching.chances import ChanceQueries
from api.matching.mutations import MatchingMutations
from api.matching.queries import MatchingQueries
from api.people.errors import ERRORS as PEOPLE_ERRORS
from api.people.mutations import PeopleMutations
from api.people.qualifications import QualificationQueries
from api.people.queries import PeopleQueries
from api.recognition.announcements import AnnouncementQueries, AnnouncementSubscriptions
from api.recognition.badges import RecognitionQueries
from api.recognition.mutations import RecognitionMutations
from api.regions.errors import ERRORS as REGION_ERRORS
from api.regions.queries import RegionQueries
from api.scalars import SCALARS
from api.tasks.errors import ERRORS as TASK_ERRORS
from api.tasks.mutations import TaskMutations
from api.tasks.queries import TaskQueries


@strawberry.type(description="What can be read.")
class Query(
    AccountQueries,
    AnnouncementQueries,
    AskQueries,
    AppealQueries,
    AskDecisionQueries,
    AskPolicyQueries,
    StepOfferQueries,
    ChanceQueries,
    CommunityQueries,
    FlaggedQueries,
    FormulaPreviewQueries,
    FormulaQueries,
    InsightQueries,
    LeaderboardQueries,
    RivalryQueries,
    MatchingQueries,
    PeopleQueries,
    QualificationQueries,
    RecognitionQueries,
    RegionQueries,
    TaskQueries,
    ThanksQueries,
):
    """Every query of every domain."""


@strawberry.type(description="What can be done.")
class Mutation(
    ActivityMutations,
    AskMutations,
    CommunityMutations,
    MatchingMutations,
    PeopleMutations,
    RecognitionMutations,
    TaskMutations,
):
    """Every mutation of every domain."""


@strawberry.type(description="What can be watched.")
class Subscription(AnnouncementSubscriptions, LeaderboardSubscriptions):
    """Every subscription of every domain."""


ERRORS: list[ErrorRow] = [*ASK_ERRORS, *PEOPLE_ERRORS, *REGION_ERRORS, *TASK_ERRORS]


def build_schema(
    query: type = Query,
    mutation: type = Mutation,
    subscription: type = Subscription,
    errors: list[ErrorRow] = ERRORS,
) -> strawberry.Schema:
    """A schema with our conventions; tests build small ones of their own. Special errors come before common ones."""
    built = strawberry.Schema(
        query=query,
        mutation=mutation,
        subscription=subscription,
        exception_handlers=[*errors, *COMMON_ERRORS],
        scalar_overrides=SCALARS,
    )
    _forget_before_mutations(built)
    return built


def _forget_before_mutations(built: strawberry.Schema) -> None:
    """Let each mutation of a request begin with fresh loaders: the one before may have changed what they hold."""
    root = built._schema.mutation_type
    for field in root.fields.values() if root else ():
        field.resolve = _forgetting(field.resolve)


def _forgetting(resolve: Any) -> Any:
    def resolve_afresh(source: Any, info: Any, **arguments: Any) -> Any:
        info.context.loaders.forget()
        return resolve(source, info, **arguments)

    return resolve_afresh


schema = build_schema()
