"""What can be done in a team's room, and with news."""

from models.community.actions.moderate import decide_report, report_post
from models.community.actions.publish_news import publish_news, withdraw_news
from models.community.actions.set_team_goal import set_team_goal
from models.community.actions.write_post import remove_post, write_post

__all__ = [
    "decide_report",
    "publish_news",
    "remove_post",
    "report_post",
    "set_team_goal",
    "withdraw_news",
    "write_post",
]
