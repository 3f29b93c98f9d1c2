"""
The whole schema, put together from the domains' mixins.

To add a domain: import its mixins, add them as bases below, and its errors to ERRORS. Order is alphabetical.
"""

from typing import Any

import strawberry

from api.accounts.queries import AccountQueries
from api.activity.formula import FormulaQueries
from api.activity.mutations import ActivityMutations
from api.asks.errors import ERRORS as ASK_ERRORS
from api.asks.mutations import AskMutations
from api.asks.queries import AskQueries
from api.errors import COMMON_ERRORS, ErrorRow
from api.leaderboards.queries import LeaderboardQueries
from api.leaderboards.subscriptions import LeaderboardSubscriptions
from api.matching.mutations import MatchingMutations
from api.people.errors import ERRORS as PEOPLE_ERRORS
from api.people.mutations import PeopleMutations
from api.people.queries import PeopleQueries
from api.regions.errors import ERRORS as REGION_ERRORS
from api.regions.queries import RegionQueries
from api.tasks.errors import ERRORS as TASK_ERRORS
from api.tasks.mutations import TaskMutations
from api.tasks.queries import TaskQueries


@strawberry.type(description="What can be read.")
class Query(AccountQueries, AskQueries, FormulaQueries, LeaderboardQueries, PeopleQueries, RegionQueries, TaskQueries):
    """Every query of every domain."""


@strawberry.type(description="What can be done.")
class Mutation(ActivityMutations, AskMutations, MatchingMutations, PeopleMutations, TaskMutations):
    """Every mutation of every domain."""


@strawberry.type(description="What can be watched.")
class Subscription(LeaderboardSubscriptions):
    """Every subscription of every domain."""


ERRORS: list[ErrorRow] = [*ASK_ERRORS, *PEOPLE_ERRORS, *REGION_ERRORS, *TASK_ERRORS]


def build_schema(
    query: type = Query,
    mutation: type = Mutation,
    subscription: type = Subscription,
    errors: list[ErrorRow] = ERRORS,
) -> strawberry.Schema:
    """A schema with our conventions; tests build small ones of their own. Special errors come before common ones."""
    return strawberry.Schema(
        query=query,
        mutation=_unless_empty(mutation),
        subscription=_unless_empty(subscription),
        exception_handlers=[*errors, *COMMON_ERRORS],
    )


def _unless_empty(root: Any) -> type | None:
    found: type | None = root if root.__strawberry_definition__.fields else None
    return found


schema = build_schema()
