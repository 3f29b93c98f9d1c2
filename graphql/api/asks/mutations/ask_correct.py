"""askCorrect."""

from typing import Annotated

import strawberry

from api import ids
from api.arguments import Given
from api.asks.types import Ask
from api.context import Info
from api.errors import CommonErrors
from api.matching.objections import Correction
from api.rows import wrap
from models.asks import actions
from models.matching.rules.correction_words import word_change


@strawberry.input(description="What is not right about an ask. Give the token of a message's link, or your ask's id.")
class AskCorrectInput:
    """Input of askCorrect."""

    correction: Correction = strawberry.field(description="What is not right.")
    skill_id: strawberry.ID | None = strawberry.field(
        description="The skill that you do not have, for NOT_THIS_SKILL.", default=None
    )
    qualification_id: strawberry.ID | None = strawberry.field(
        description="The licence or training that you do not have, for NOT_QUALIFIED.", default=None
    )
    id: strawberry.ID | None = strawberry.field(description="Your ask, if you are signed in.", default=None)
    token: str | None = strawberry.field(description="The signed token of the link; needs no sign-in.", default=None)


@strawberry.type(description="It is changed; an ask that was still open is answered with a no.")
class AskCorrectPayload:
    """What askCorrect answers."""

    changed: str = strawberry.field(description="What was changed and how to undo it, in your language.")
    ask: Ask = strawberry.field(description="The ask as it is now.")


AskCorrectResult = Annotated[
    AskCorrectPayload | CommonErrors,
    strawberry.union("AskCorrectResult", description="What was changed, or why not."),
]


@strawberry.type
class AskCorrect:
    """Belongs to Mutation."""

    @strawberry.mutation(
        description="Correct a reason for which you were asked: it changes your profile and the match. Each works once,"
        " for 60 days, whatever the ask was answered with."
    )
    async def ask_correct(self, info: Info, input: Given[AskCorrectInput]) -> AskCorrectResult:
        """Correct a reason."""
        ask = await actions.correct_ask(
            info.context.actor,
            input.correction,
            token=input.token,
            ask_id=ids.row_id("Ask", input.id) if input.id else None,
            skill_id=ids.row_id("Skill", input.skill_id) if input.skill_id else None,
            qualification_id=ids.row_id("Qualification", meant) if (meant := input.qualification_id) else None,
        )
        return AskCorrectPayload(changed=word_change(input.correction, info.context.language), ask=wrap(Ask, ask))
