"""The words of the tasks domain as GraphQL enums."""

from api.enums import described
from models.tasks.tables import AssignmentState, SignUpOutcome, TaskStatus

__all__ = ["AssignmentState", "SignUpOutcome", "TaskStatus"]

described(
    TaskStatus,
    "Whether a task still looks for people.",
    OPEN="People can sign up.",
    CANCELLED="It was called off.",
)
described(
    SignUpOutcome,
    "What a yes leads to.",
    CONFIRMED="A place.",
    WAITLISTED="A place on the waiting list.",
)
described(
    AssignmentState,
    "Where a person stands with a shift.",
    INVITED="Somebody invited them; they have not answered.",
    ACCEPTED="They said yes; an organizer still has to confirm.",
    WAITLISTED="They wait for a place.",
    CONFIRMED="They have a place.",
    ATTENDED="They came.",
    NO_SHOW="They did not come.",
    CANCELLED="They gave the place back, or it was called off.",
    DECLINED="They said no.",
)
