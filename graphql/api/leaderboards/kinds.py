"""The kinds and windows of boards, described once for the contract."""

from api.enums import described
from models.leaderboards.queries import BoardState
from models.leaderboards.tables import BoardKind, Window

__all__ = ["BoardKind", "BoardState", "Window"]

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
described(
    BoardState,
    "What somebody sees who looks at a board.",
    SHOWN="Somebody stands there.",
    CATCHING_UP="Points are being counted, and stand there within a few minutes.",
    NOTHING_YET="Nobody in the campaign has points of this time yet.",
    NOBODY_SHOWN="There are points of this time, but nobody here has some who may be shown: people who agreed, teams and regions "
    "from five people on.",
)
