"""What can be wrong with an activity, a correction, a review or a formula."""

from datetime import datetime

from models.kernel.errors import Conflict, Invalid


class ActivityInvalid(Invalid):
    """An activity that cannot be taken as it is; `field` says what to look at."""

    code = "ACTIVITY_INVALID"


class StartsInFuture(ActivityInvalid):
    """It has not happened yet: `started_at` lies after `now`."""

    code = "ACTIVITY_IN_FUTURE"

    def __init__(self, started_at: datetime, now: datetime) -> None:
        super().__init__("This lies in the future. Log it when it is done.", field="startedAt")
        self.started_at = started_at
        self.now = now


class NothingToCorrect(ActivityInvalid):
    """A correction that changes nothing."""

    code = "NOTHING_TO_CORRECT"

    def __init__(self) -> None:
        super().__init__("Nothing would change. Say what was different: the kind, the number, the minutes or the time.")


class AlreadyJudged(Conflict):
    """A review that says what the latest one said already, or restores what was never reversed."""

    code = "ALREADY_JUDGED"


class FormulaInvalid(Invalid):
    """A formula that cannot be used; `path` says where, such as `kinds.canvass.points`."""

    code = "FORMULA_INVALID"

    def __init__(self, path: str, problem: str) -> None:
        super().__init__(
            "The formula cannot be used. {path}: {problem}", field="body", path=path or "/", problem=problem
        )
        self.path = path
