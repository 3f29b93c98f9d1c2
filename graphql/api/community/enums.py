"""Enums of teams' talks."""

from api.enums import described
from models.community.tables import ReportReason

__all__ = ["ReportReason"]

described(
    ReportReason,
    "Why a post should not stand.",
    HURTFUL="It attacks or belittles somebody.",
    PRIVATE="It tells what is nobody else's business, such as an address.",
    ADVERTISING="It sells something or has nothing to do with the campaign.",
    OTHER="Something else.",
)
