"""What is done about badges."""

from models.recognition.actions.award_badges import RECOUNT, award_badges, recount_badges
from models.recognition.actions.publish_badges import publish_badges

__all__ = ["RECOUNT", "award_badges", "publish_badges", "recount_badges"]
