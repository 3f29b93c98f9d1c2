"""The life of an assignment: which state may follow which, and what that does to the places of a shift."""

from models.kernel.errors import Conflict
from models.kernel.words import lazy
from models.tasks.tables import AssignmentState as State

PLACED = frozenset({State.ACCEPTED, State.CONFIRMED, State.ATTENDED, State.NO_SHOW})
"""States that take up a place."""

COMING = frozenset({State.ACCEPTED, State.CONFIRMED})
"""States of who has a place and means to come."""

WAITING = frozenset({State.INVITED, State.WAITLISTED})
"""States in which somebody may still come without having a place."""

_FOLLOWING: dict[State, frozenset[State]] = {
    State.INVITED: frozenset(
        {State.ACCEPTED, State.CONFIRMED, State.WAITLISTED, State.DECLINED, State.CANCELLED, State.ATTENDED}
    ),
    State.ACCEPTED: frozenset({State.CONFIRMED, State.WAITLISTED, State.CANCELLED, State.ATTENDED, State.NO_SHOW}),
    State.WAITLISTED: frozenset({State.CONFIRMED, State.CANCELLED, State.DECLINED, State.ATTENDED}),
    State.CONFIRMED: frozenset({State.ATTENDED, State.NO_SHOW, State.CANCELLED}),
    State.ATTENDED: frozenset({State.NO_SHOW}),
    State.NO_SHOW: frozenset({State.ATTENDED}),
    State.CANCELLED: frozenset({State.INVITED, State.CONFIRMED, State.WAITLISTED, State.DECLINED}),
    State.DECLINED: frozenset({State.INVITED, State.CONFIRMED, State.WAITLISTED}),
}

NAMES = {
    State.INVITED: lazy("invited"),
    State.ACCEPTED: lazy("accepted"),
    State.WAITLISTED: lazy("on the waiting list"),
    State.CONFIRMED: lazy("signed up"),
    State.ATTENDED: lazy("came"),
    State.NO_SHOW: lazy("did not come"),
    State.CANCELLED: lazy("cancelled"),
    State.DECLINED: lazy("declined"),
}
"""What people call the states."""


def may_become(now: State, then: State) -> bool:
    """Whether `then` may follow `now`. Attended and no-show may correct each other; nothing leads back from them."""
    return then in _FOLLOWING[now]


def next_state(now: State, then: State) -> State:
    """`then`, if it may follow `now`. Raises Conflict."""
    if not may_become(now, then):
        raise Conflict(
            "This cannot be done any more: it stands at “{state}”. Look at the shift again.", state=NAMES[now]
        )
    return then


def place_change(now: State | None, then: State) -> int:
    """How many places a change of state takes (1), gives back (-1) or leaves (0). None: there was no assignment."""
    return int(then in PLACED) - int(now in PLACED)
