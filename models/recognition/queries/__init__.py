"""What is read about recognition: one's own, and what other badges would have made of the past."""

from models.recognition.queries.announcements import Announcement, announcements
from models.recognition.queries.badge_preview import BadgePreview, preview_badges
from models.recognition.queries.badges import MyBadge, my_badges
from models.recognition.queries.progress import Progress, my_progress
from models.recognition.queries.streak import my_streak

__all__ = [
    "Announcement",
    "BadgePreview",
    "MyBadge",
    "Progress",
    "announcements",
    "my_badges",
    "my_progress",
    "my_streak",
    "preview_badges",
]
