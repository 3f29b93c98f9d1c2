"""What can go wrong with tasks and shifts in a way that a person can mend."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from models.kernel.errors import DomainError
from models.kernel.words import lazy
from models.people.qualification_words import say_what_lacks
from models.people.rules.qualifications import QualificationStanding
from models.people.tables import Qualification


class ShiftFull(DomainError):
    """All places are taken, and the person did not ask for the waiting list."""

    code = "SHIFT_FULL"

    def __init__(self, capacity: int) -> None:
        super().__init__(
            "All places of this shift are taken ({capacity}). Join the waiting list, or choose another shift.",
            field="shiftId",
            capacity=capacity,
        )
        self.capacity = capacity


class ShiftOverlap(DomainError):
    """The person has something else at that time."""

    code = "SHIFT_OVERLAP"

    def __init__(self, other_shift_id: UUID) -> None:
        super().__init__(
            "You already have a shift at that time. Cancel that one first, or choose another time.", field="shiftId"
        )
        self.other_shift_id = other_shift_id


class ShiftClash(DomainError):
    """A shift cannot move to where `people` of those who signed up have something else. `names`: some of them."""

    code = "SHIFT_CLASH"

    def __init__(self, people: int, names: str) -> None:
        super().__init__(_CLASH, field="shifts", people=people, names=names)
        self.people = people


class ShiftClosed(DomainError):
    """The shift is over, was called off, or is not open for this yet."""

    code = "SHIFT_CLOSED"


class TooYoung(DomainError):
    """The person is too young for the task as far as we know; `birth_year_needed` says that we only do not know."""

    code = "TOO_YOUNG"

    def __init__(self, minimum_age: int, *, birth_year_needed: bool = False, guardian_needed: bool = False) -> None:
        super().__init__(_age_message(birth_year_needed, guardian_needed), field="shiftId", age=minimum_age)
        self.minimum_age = minimum_age
        self.birth_year_needed = birth_year_needed
        self.guardian_needed = guardian_needed


@dataclass(frozen=True, slots=True)
class Lacking:
    """A licence or training that somebody lacks, and where they stand with it."""

    qualification: Qualification
    standing: QualificationStanding


class NotQualified(DomainError):
    """The person lacks a required licence or training; what, and how to get it, in their language."""

    code = "NOT_QUALIFIED"

    def __init__(self, lacking: Sequence[Lacking], language: str) -> None:
        said = " ".join(say_what_lacks(each.qualification, each.standing, language) for each in lacking)
        super().__init__("For this you need: {lacking}", field="shiftId", lacking=said)
        self.lacking = list(lacking)


class NotReady(DomainError):
    """The task is a step up, and the person came to too few shifts of that work so far."""

    code = "NOT_READY"

    def __init__(self, times: int, came: int, work: str) -> None:
        super().__init__(_STEP_UP, field="shiftId", times=times, came=came, work=work)
        self.times = times
        self.came = came


_STEP_UP = lazy(
    "This is a step up: it needs {times} earlier shifts of this work: {work}. You came to {came} so far. Choose one of those "
    "first, and come back."
)
_CLASH = lazy(
    "At that time some who signed up have another shift ({people}): {names}. Choose another time, or speak with them and "
    "take them off this shift first."
)
_BIRTH_YEAR = lazy("This is for people of {age} and older. Tell us your birth year in your profile, then sign up.")
_GUARDIAN = lazy("Under {age} a parent or guardian has to agree first. Ask an organizer how.")
_TOO_YOUNG = lazy("This is for people who are surely {age} or older. There are other tasks for you.")


def _age_message(birth_year_needed: bool, guardian_needed: bool) -> str:
    if birth_year_needed:
        return _BIRTH_YEAR
    return _GUARDIAN if guardian_needed else _TOO_YOUNG
