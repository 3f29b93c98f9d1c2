"""Ages, of which we know the year of birth at best."""

from datetime import date

from models.kernel.errors import Invalid

ADULT = 18
GUARDED_UNDER = 16
_EARLIEST = 1900


def certain_age(birth_year: int, today: date) -> int:
    """The age that somebody born in that year has reached for certain: the birthday may still be to come."""
    return today.year - birth_year - 1


def is_certainly_adult(birth_year: int | None, today: date) -> bool:
    """False for minors, and for everybody whose year of birth is unknown."""
    return birth_year is not None and certain_age(birth_year, today) >= ADULT


def needs_guardian(birth_year: int | None, today: date) -> bool:
    """Whether somebody is known to be perhaps under 16: then a guardian has to agree before we ask anything of them."""
    return birth_year is not None and certain_age(birth_year, today) < GUARDED_UNDER


def ensure_stays_guarded(known: int | None, told: int | None, today: date) -> None:
    """Raise Invalid where somebody who may be under 16 would make themself older, or take their year of birth back."""
    if known is not None and needs_guardian(known, today) and (told is None or told < known):
        raise Invalid(
            "You told us that you are under {age}. If the year was wrong, ask an organizer of your region to correct it.",
            field="birthYear",
            age=GUARDED_UNDER,
        )


def is_old_enough(birth_year: int | None, minimum_age: int | None, today: date) -> bool:
    """Whether a task's minimum age is met; unknown is not."""
    if minimum_age is None:
        return True
    return birth_year is not None and certain_age(birth_year, today) >= minimum_age


def ensure_birth_year(birth_year: int, today: date) -> int:
    """The year, if somebody alive may be born in it; else raises Invalid."""
    if not _EARLIEST <= birth_year <= today.year:
        raise Invalid(
            "Please write the year with four digits, {first} to {last}.",
            field="birthYear",
            first=_EARLIEST,
            last=today.year,
        )
    return birth_year
