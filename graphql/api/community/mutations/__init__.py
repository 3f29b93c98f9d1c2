"""What can be done in a team's room, and with news."""

import strawberry

from api.community.mutations.news_publish import NewsPublish
from api.community.mutations.news_withdraw import NewsWithdraw
from api.community.mutations.post_decide import PostDecide
from api.community.mutations.post_remove import PostRemove
from api.community.mutations.post_report import PostReport
from api.community.mutations.post_write import PostWrite
from api.community.mutations.team_goal_set import TeamGoalSet


@strawberry.type
class CommunityMutations(NewsPublish, NewsWithdraw, PostDecide, PostRemove, PostReport, PostWrite, TeamGoalSet):
    """Belongs to Mutation."""
