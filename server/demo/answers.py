"""
What people of the demo campaign were asked in the last weeks, what they answered, and whether they came. All made up.

People differ: some like to be asked, some can be relied on (normal, in log-odds). Beside that count what they want to do,
how far it is, the lead, the hour. Nothing of it lies within the last eight days, so that everybody may be asked today.
"""

from bisect import bisect_left
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import exp, log1p
from random import Random
from uuid import UUID

from models.activity.actions import NewActivity
from models.asks.open_arms import LATELY
from models.asks.tables import Ask, AskAnswer, AskKind, AskStatus
from models.kernel import clock, ids
from models.people.tables import Person
from models.tasks.tables import Assignment, AssignmentState, Shift, Task
from server.demo.manners import ask_so

EVERY_DAYS = 6
SOONEST, LATEST = timedelta(days=1), timedelta(days=17)
QUIET_DAYS = 8
ASKED, CAME_UNASKED, ANSWERED = 0.9, 0.8, 0.6
FORESEEN = 0.7
"""Of those who say yes, so many were foreseen to come."""


@dataclass(frozen=True, slots=True)
class PastShift:
    """A shift that is over, with its task and who had a place in it."""

    task: Task
    shift: Shift
    placed: set[UUID] = field(default_factory=set)


@dataclass(slots=True)
class Past:
    """Rows to be stored, and the work that came of them."""

    asks: list[Ask] = field(default_factory=list)
    assignments: list[Assignment] = field(default_factory=list)
    work: list[NewActivity] = field(default_factory=list)


def live(past: Past, person: Person, shifts: list[tuple[PastShift, float]], dice: Random) -> None:
    """One ask every six days or so, unless they are in the holdout, and now and then a shift that nobody asked them for."""
    willing, reliable = dice.gauss(0, 1.1), dice.gauss(0, 1.0)
    taken: set[UUID] = set()
    together: list[PastShift] = []
    shifts = sorted(shifts, key=lambda one: one[0].shift.starts_at)
    starts = [each.shift.starts_at for each, _ in shifts]
    moment = person.created_at + timedelta(days=1, hours=dice.randint(1, 9))
    while moment < clock.now() - timedelta(days=QUIET_DAYS + 1):
        for chance, asked in ((0.0 if person.holdout else ASKED, True), (CAME_UNASKED, False)):
            window = slice(bisect_left(starts, moment + SOONEST), bisect_left(starts, moment + LATEST))
            coming = [(each, km) for each, km in shifts[window] if each.shift.id not in taken]
            if coming and dice.random() < chance:
                each, km = dice.choice(coming)
                taken.add(each.shift.id)
                liking = willing + _liking(person, each, km, moment)
                if asked and not _ask(past, person, each, moment, liking, _worked_lately(together, moment), dice):
                    continue
                if _come(past, person, each, moment, reliable + 0.3 * (not asked), dice):
                    together.append(each)
        moment += timedelta(days=EVERY_DAYS, hours=dice.randint(-8, 8))


def _liking(person: Person, each: PastShift, km: float, moment: datetime) -> float:
    """How much somebody like them likes such an ask, in log-odds."""
    wants = each.task.kind.value in person.willing
    lead = (each.shift.starts_at - moment) / timedelta(days=1)
    evening = each.shift.starts_at.hour >= 17
    return -0.7 + 1.3 * wants - 0.45 * log1p(km) + 0.5 * each.task.remote - 0.05 * lead + 0.4 * evening


def _worked_lately(together: list[PastShift], moment: datetime) -> bool:
    """Whether one of these shifts, where others were, too, was not long ago."""
    return any(moment - LATELY < each.shift.starts_at < moment and len(each.placed) > 1 for each in together)


def _ask(
    past: Past, person: Person, each: PastShift, moment: datetime, liking: float, thanked: bool, dice: Random
) -> bool:
    """Ask, and give the answer: whether it was a yes. Who does not want to answers no, or not at all."""
    told = FORESEEN * _chance(liking)
    so = ask_so(person, each.task, each.shift, moment, told, thanked=thanked)
    yes = dice.random() < _chance(liking + so.liked)
    answered = yes or dice.random() < ANSWERED
    answer = AskAnswer.YES if yes else dice.choice((AskAnswer.NOT_NOW, AskAnswer.NOT_NOW, AskAnswer.ALREADY_DID))
    answered_at = so.sent_at + timedelta(hours=dice.uniform(0.2, 20))
    past.asks.append(
        Ask(
            id=ids.new_id(),
            account_id=person.account_id,
            person_id=person.id,
            kind=AskKind.SHIFT,
            task_id=each.task.id,
            shift_id=each.shift.id,
            reasons=[{"code": "remote"} if each.task.remote else {"code": "same_region"}],
            score=_chance(liking),
            chance=told,
            arm=so.arm,
            possible_arms=so.possible_arms,
            arm_chances=so.arm_chances,
            probability=so.probability,
            status=AskStatus.ANSWERED if answered else AskStatus.SENT,
            answer=answer if answered else None,
            chosen_on=clock.local_date(moment, person.time_zone),
            chosen_at=moment,
            sent_at=so.sent_at,
            answered_at=answered_at if answered else None,
        )
    )
    if answered and not yes:
        past.assignments.append(_assignment(person, each, moment, AssignmentState.DECLINED))
    return yes


def _come(past: Past, person: Person, each: PastShift, moment: datetime, reliable: float, dice: Random) -> bool:
    lead = (each.shift.starts_at - moment) / timedelta(days=1)
    came = dice.random() < _chance(1.7 + reliable + 0.6 * each.task.remote - 0.12 * lead)
    state = AssignmentState.ATTENDED if came else AssignmentState.NO_SHOW
    assignment = _assignment(person, each, moment + timedelta(hours=dice.uniform(0.2, 12)), state)
    past.assignments.append(assignment)
    each.placed.add(person.id)
    if came:
        past.work.append(_work(person, each, assignment))
    return came


def _assignment(person: Person, each: PastShift, moment: datetime, state: AssignmentState) -> Assignment:
    starts_at = each.shift.starts_at if state is AssignmentState.ATTENDED else None
    return Assignment(
        id=ids.new_id(),
        account_id=person.account_id,
        shift_id=each.shift.id,
        person_id=person.id,
        state=state,
        queued_at=moment,
        checked_in_at=starts_at,
        updated_at=starts_at or moment,
    )


def _work(person: Person, each: PastShift, assignment: Assignment) -> NewActivity:
    """As checking in logs it."""
    return NewActivity(
        ledger_id=person.ledger_id,
        client_key=f"shift-{assignment.id}",
        kind=each.task.kind,
        quantity=0,
        minutes=int((each.shift.ends_at - each.shift.starts_at).total_seconds()) // 60,
        started_at=each.shift.starts_at,
        time_zone=each.task.time_zone,
        shift_id=each.shift.id,
    )


def _chance(log_odds: float) -> float:
    return 1 / (1 + exp(-log_odds))
