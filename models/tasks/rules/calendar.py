"""Shifts as an iCalendar feed (RFC 5545)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from icalendar import Calendar, Event, vDatetime, vText

from models.kernel.words import gettext
from models.tasks.tables import AssignmentState

PRODUCT = "-//Groundswell//Shifts//EN"


@dataclass(frozen=True, slots=True)
class CalendarShift:
    """One shift of one person; `sequence` rises when it changes."""

    assignment_id: UUID
    state: AssignmentState
    starts_at: datetime
    ends_at: datetime
    title: str
    description: str
    place: str
    latitude: float | None
    longitude: float | None
    called_off: bool
    sequence: int
    changed_at: datetime


def write_calendar(name: str, shifts: Iterable[CalendarShift], language: str) -> str:
    """
    The feed as text. Times are in UTC, which every calendar shows in its own zone; UIDs stay the same for ever.

    What was cancelled stays in it as CANCELLED, so that subscribed calendars take it out; the waiting list is TENTATIVE.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", vText(name))
    calendar.add("refresh-interval;value=duration", "PT1H")
    for shift in shifts:
        calendar.add_component(_event(shift, language))
    return str(calendar.to_ical().decode())


def _event(shift: CalendarShift, language: str) -> Event:
    event = Event()
    event.add("uid", f"{shift.assignment_id}@groundswell")
    event.add("dtstamp", vDatetime(shift.changed_at))
    event.add("last-modified", vDatetime(shift.changed_at))
    event.add("dtstart", vDatetime(shift.starts_at))
    event.add("dtend", vDatetime(shift.ends_at))
    event.add("sequence", shift.sequence)
    event.add("status", _status(shift))
    event.add("summary", _summary(shift, language))
    if shift.description:
        event.add("description", shift.description)
    if shift.place:
        event.add("location", shift.place)
    if shift.latitude is not None and shift.longitude is not None:
        event.add("geo", (shift.latitude, shift.longitude))
    return event


def _status(shift: CalendarShift) -> str:
    if shift.called_off or shift.state in (AssignmentState.CANCELLED, AssignmentState.DECLINED):
        return "CANCELLED"
    waiting = shift.state in (AssignmentState.WAITLISTED, AssignmentState.INVITED)
    return "TENTATIVE" if waiting else "CONFIRMED"


def _summary(shift: CalendarShift, language: str) -> str:
    if shift.state is AssignmentState.WAITLISTED:
        return gettext(language, "Waiting list: {title}", title=shift.title)
    return shift.title
