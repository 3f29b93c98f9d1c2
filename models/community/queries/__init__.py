"""Looks into a team's room, and at news."""

from models.community.queries.news import news_by_ids, news_page
from models.community.queries.posts import author_names, posts_by_ids, posts_page, replies_by_thread
from models.community.queries.reports import ReportedPost, reported_posts
from models.community.queries.team_room import Goal, TeamRoom, team_room

__all__ = [
    "Goal",
    "ReportedPost",
    "TeamRoom",
    "author_names",
    "news_by_ids",
    "news_page",
    "posts_by_ids",
    "posts_page",
    "replies_by_thread",
    "reported_posts",
    "team_room",
]
