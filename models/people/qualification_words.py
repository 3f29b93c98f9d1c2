"""The licences and trainings that every account knows, and what all of them are called."""

from collections.abc import Mapping
from dataclasses import dataclass

from models.kernel.words import LANGUAGES, gettext, isolated, lazy
from models.people.rules.qualifications import QualificationKind, QualificationStanding
from models.people.tables import Qualification


@dataclass(frozen=True, slots=True)
class Known:
    """One that we ship: what it is called, how to get it, and whether an organizer must have seen it."""

    kind: QualificationKind
    name: str
    how: str
    needs_confirmation: bool


KNOWN: Mapping[str, Known] = {
    "driving_licence": Known(
        QualificationKind.LICENCE,
        lazy("Driving licence"),
        lazy("It is issued by the authorities where you live."),
        needs_confirmation=False,
    ),
    "food_hygiene": Known(
        QualificationKind.TRAINING,
        lazy("Food hygiene"),
        lazy("A course of a few hours, often on line. Ask an organizer of your region for the next one."),
        needs_confirmation=True,
    ),
    "child_protection": Known(
        QualificationKind.TRAINING,
        lazy("Child-protection training"),
        lazy("An organizer of your region tells you when the next training is."),
        needs_confirmation=True,
    ),
    "first_aid": Known(
        QualificationKind.TRAINING,
        lazy("First aid"),
        lazy("A course with a rescue service near you; bring the certificate."),
        needs_confirmation=True,
    ),
    "canvass_training": Known(
        QualificationKind.TRAINING,
        lazy("Canvass training"),
        lazy("An hour with somebody who has knocked on many doors. Ask an organizer of your region."),
        needs_confirmation=True,
    ),
}

_LACKING: Mapping[QualificationStanding, str] = {
    QualificationStanding.MISSING: lazy("{name}. Do you have it? Then say so in your profile. If not: {how}"),
    QualificationStanding.UNCONFIRMED: lazy(
        "{name}. An organizer of your region still has to confirm yours: show it to them."
    ),
    QualificationStanding.EXPIRED: lazy(
        "{name}. Yours ends before this shift. Renew it, then tell us the new date in your profile."
    ),
}
_ASK = lazy("Ask an organizer of your region how to get it.")


def name_of(qualification: Qualification, language: str) -> str:
    """What it is called; as it was written, if an organizer added it."""
    known = KNOWN.get(qualification.word or "")
    return gettext(language, known.name) if known else qualification.name


def how_to_get(qualification: Qualification, language: str) -> str:
    """How one gets it, in a sentence."""
    known = KNOWN.get(qualification.word or "")
    return gettext(language, known.how) if known else qualification.how or gettext(language, _ASK)


def labels_of(qualification: Qualification) -> dict[str, str]:
    """Its name by language, English always."""
    if not qualification.word:
        return {"en": qualification.name}
    return {language: name_of(qualification, language) for language in LANGUAGES}


def say_what_lacks(qualification: Qualification, standing: QualificationStanding, language: str) -> str:
    """What is missing and how to get it, as a sentence or two."""
    name = isolated(name_of(qualification, language))
    return gettext(language, _LACKING[standing], name=name, how=isolated(how_to_get(qualification, language)))
