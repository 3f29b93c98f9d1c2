"""The kinds and windows of boards, described once for the contract."""

from api.enums import described
from models.leaderboards.tables import BoardKind, Window

__all__ = ["BoardKind", "Window"]

described(
    BoardKind,
    "Who competes.",
    PERSON="People, by their consent.",
    TEAM="Neighbourhood teams.",
    REGION="The parts of a region.",
)
described(
    Window,
    "Over which time.",
    DAY="One day.",
    WEEK="One ISO week.",
    MONTH="One calendar month.",
    SEASON="One season of the campaign.",
)
