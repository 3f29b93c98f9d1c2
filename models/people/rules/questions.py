"""One small question at a time: what a profile lacks most."""

from enum import StrEnum

from models.people.tables import Person


class ProfileQuestion(StrEnum):
    """What we ask about, in this order."""

    WILLING = "willing"
    SKILLS = "skills"
    AVAILABILITY = "availability"
    PHONE = "phone"
    BIRTH_YEAR = "birth_year"


def next_question(person: Person, *, has_skills: bool) -> ProfileQuestion | None:
    """The first question that is neither answered nor waved away; None when there is nothing left to ask."""
    answered = {
        ProfileQuestion.WILLING: bool(person.willing),
        ProfileQuestion.SKILLS: has_skills,
        ProfileQuestion.AVAILABILITY: person.availability is not None,
        ProfileQuestion.PHONE: person.phone is not None,
        ProfileQuestion.BIRTH_YEAR: person.birth_year is not None,
    }
    dismissed = set(person.dismissed_questions)
    return next((question for question, done in answered.items() if not done and question not in dismissed), None)
