"""Licences and trainings: whether one counts on a day (`rules.md` M1)."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from models.kernel.errors import Invalid

LONGEST_NAME = 80
LONGEST_HOW = 300


class QualificationKind(StrEnum):
    """What sort of thing it is."""

    LICENCE = "licence"
    TRAINING = "training"


class QualificationStanding(StrEnum):
    """Whether somebody has what is required on a day, or what is missing."""

    VALID = "valid"
    MISSING = "missing"
    UNCONFIRMED = "unconfirmed"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Holding:
    """What somebody said of a licence or training, and whether an organizer confirmed it."""

    expires_on: date | None
    confirmed_at: datetime | None


def standing_on(day: date, holding: Holding | None, *, needs_confirmation: bool) -> QualificationStanding:
    """Where somebody stands on a day; the last day of validity still counts."""
    if holding is None:
        return QualificationStanding.MISSING
    if holding.expires_on is not None and holding.expires_on < day:
        return QualificationStanding.EXPIRED
    if needs_confirmation and holding.confirmed_at is None:
        return QualificationStanding.UNCONFIRMED
    return QualificationStanding.VALID


def ensure_not_over(expires_on: date | None, today: date) -> None:
    """Raise Invalid for a licence or training that has ended already."""
    if expires_on is not None and expires_on < today:
        raise Invalid("It has ended already. Renew it first, then tell us the new date.", field="expiresOn")
