"""
Somebody's own place in a shift, as the letters around it speak of it (`rules.md` A14): their link names the place, needs no
sign-in, and offers what can be done now. Before the end that is to come or to free it, afterwards to say how it was.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from models.asks import links
from models.asks.ask_facts import takes_place
from models.asks.errors import LinkTooOld, PlaceClosed
from models.asks.letters import Button
from models.kernel import clock
from models.kernel.actor import Actor
from models.kernel.errors import DomainError, NotFound
from models.kernel.words import gettext, lazy
from models.people.tables import Person
from models.tasks.rules import COMING, PLACED
from models.tasks.tables import Assignment, AssignmentState, Shift, Task

RATED_FOR = timedelta(days=60)
_CALLED_OFF = lazy("This shift was called off. You do not need to do anything.")
_NO_PLACE = lazy(
    "You have no place in this shift any more, and need to do nothing. Changed your mind? Sign in to see whether one is free."
)
_OVER = lazy("This shift is over. Thank you! Were you there? Ask your organizer to mark you as present.")
_RATED = lazy("You have told us how it was. Thank you! Sign in to change it.")


class PlaceQuestion(StrEnum):
    """What somebody can say of their place now."""

    COMING = "coming"
    RATING = "rating"


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """A place, whose it is, and in what."""

    person: Person
    assignment: Assignment
    task: Task
    shift: Shift


def place_address(assignment: Assignment, chosen: str = "") -> str:
    """Where somebody acts on their place without signing in; `chosen`: what the page offers first."""
    token = links.sign(links.PLACE, assignment.account_id, assignment.id)
    return links.address(f"/shift/{token}{'?' if chosen else ''}{chosen}")


def place_buttons(language: str, assignment: Assignment) -> tuple[Button, ...]:
    """What a letter offers to do with a place that its reader has; who waits for one is shown where they stand."""
    if assignment.state not in COMING:
        return (Button(gettext(language, "My shifts"), links.address("/")),)
    return (
        Button(gettext(language, "I am coming"), place_address(assignment, "answer=yes")),
        Button(gettext(language, "I cannot come, free my place"), place_address(assignment, "answer=no")),
    )


async def place_by_token(actor: Actor, token: str) -> OwnPlace:
    """The place that a letter's link speaks of. Raises LinkUnknown, or NotFound if it is gone."""
    assignment_id = links.read_own(links.PLACE, token, actor.account_id)
    assignment = await Assignment.get_or_none(account_id=actor.account_id, id=assignment_id)
    person = await Person.get_or_none(account_id=actor.account_id, id=assignment.person_id) if assignment else None
    if assignment is None or person is None:
        raise NotFound("This sign-up")
    shift = await Shift.get(account_id=actor.account_id, id=assignment.shift_id)
    return OwnPlace(person, assignment, await Task.get(account_id=actor.account_id, id=shift.task_id), shift)


def question_about(place: OwnPlace, now: datetime) -> PlaceQuestion | DomainError:
    """What can be said of a place now, or why nothing can."""
    state, ends_at = place.assignment.state, place.shift.ends_at
    if state is AssignmentState.ATTENDED:
        if place.assignment.rating is not None:
            return PlaceClosed(_RATED)
        return PlaceQuestion.RATING if now < ends_at + RATED_FOR else LinkTooOld()
    if not takes_place(place.task, place.shift):
        return PlaceClosed(_CALLED_OFF)
    if state not in PLACED:
        return PlaceClosed(_NO_PLACE)
    return PlaceQuestion.COMING if state in COMING and now < ends_at else PlaceClosed(_OVER)


def ensure_asked(place: OwnPlace, question: PlaceQuestion) -> None:
    """Raises PlaceClosed or LinkTooOld unless just this can be said of a place now."""
    found = question_about(place, clock.now())
    if isinstance(found, DomainError):
        raise found
    if found is not question:
        raise PlaceClosed(_OVER)
