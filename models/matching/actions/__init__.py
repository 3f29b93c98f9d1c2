"""What can be done about matches."""

from models.matching.actions.correct_suggestion import correct_suggestion
from models.matching.actions.fit_chances import begin_fit, count_page, finish_fit
from models.matching.actions.match_all import match_all
from models.matching.actions.match_people import match_people
from models.matching.actions.match_tasks import match_tasks
from models.matching.actions.shards import conclude_shard, settle_border, take_shards_turn, unite_shards
from models.matching.actions.tell_attendance import request_attendance, tell_attendance

__all__ = [
    "begin_fit",
    "conclude_shard",
    "correct_suggestion",
    "count_page",
    "finish_fit",
    "match_all",
    "match_people",
    "match_tasks",
    "request_attendance",
    "settle_border",
    "take_shards_turn",
    "tell_attendance",
    "unite_shards",
]
