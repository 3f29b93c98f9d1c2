"""What can be said against a suggestion."""

from collections.abc import Sequence
from typing import Any

import strawberry

from api import ids
from api.context import Info
from api.enums import described
from models.matching.rules.correction_words import word_objection
from models.matching.rules.corrections import Correction, objections_to
from models.matching.rules.corrections import Objection as Said

__all__ = ["Correction", "Objection", "show_objections"]

described(
    Correction,
    "What somebody says against a reason, and what it changes.",
    NOT_THIS_WORK="This kind of work is not suggested any more.",
    NOT_THIS_SKILL="The skill is taken off the profile.",
    NOT_QUALIFIED="The licence or training is taken off the profile.",
    TOO_FAR="From now on nothing as far away as this.",
    NOT_THERE="The task is declined.",
    NOT_FROM_HOME="No work from home is suggested any more.",
    NOT_THEN="This time of the week is taken off the profile.",
    NOT_TO_START="The task is declined.",
    NEED_A_BREAK="Nothing is suggested for two weeks.",
    NOT_THIS_TASK="The task is declined.",
)


@strawberry.type(description="Something you can say against a suggestion: send it with suggestionCorrect.")
class Objection:
    """Shows an `Objection` of the domain."""

    said: strawberry.Private[Said]

    @strawberry.field(description="What it corrects.")
    def correction(self) -> Correction:
        """The correction."""
        return self.said.correction

    @strawberry.field(description="The skill that is meant, if it is about one.")
    def skill_id(self) -> strawberry.ID | None:
        """The global id of the skill."""
        return strawberry.ID(ids.global_id("Skill", self.said.skill_id)) if self.said.skill_id else None

    @strawberry.field(description="The licence or training that is meant, if it is about one.")
    def qualification_id(self) -> strawberry.ID | None:
        """The global id of it."""
        meant = self.said.qualification_id
        return strawberry.ID(ids.global_id("Qualification", meant)) if meant else None

    @strawberry.field(description="It in words, in your language.")
    def text(self, info: Info) -> str:
        """As on a button."""
        return word_objection(self.said, info.context.language)


def show_objections(reasons: Sequence[dict[str, Any]]) -> list[Objection]:
    """All that can be said against these reasons."""
    return [Objection(said=each) for each in objections_to(reasons)]
