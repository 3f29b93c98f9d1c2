"""suggestionCorrect."""

from typing import TYPE_CHECKING, Annotated

import strawberry

from api import ids
from api.arguments import Given
from api.context import Info
from api.errors import CommonErrors
from api.matching.objections import Correction
from api.rows import wrap
from models.matching import actions
from models.matching.rules.correction_words import word_change
from models.people import queries

if TYPE_CHECKING:
    from api.me import Me


@strawberry.input(description="What is not right about a suggestion to you.")
class SuggestionCorrectInput:
    """Input of suggestionCorrect."""

    shift_id: strawberry.ID = strawberry.field(description="The shift that was suggested.")
    correction: Correction = strawberry.field(description="What is not right.")
    skill_id: strawberry.ID | None = strawberry.field(
        description="The skill that you do not have, for NOT_THIS_SKILL.", default=None
    )
    qualification_id: strawberry.ID | None = strawberry.field(
        description="The licence or training that you do not have, for NOT_QUALIFIED.", default=None
    )


@strawberry.type(description="It is changed, and what does not suit you any more is not suggested any more.")
class SuggestionCorrectPayload:
    """What suggestionCorrect answers."""

    changed: str = strawberry.field(description="What was changed and how to undo it, in your language.")
    task_declined: bool = strawberry.field(description="Whether the task itself will not be suggested again.")
    me: Annotated["Me", strawberry.lazy("api.me")] = strawberry.field(description="You, as you are now.")


SuggestionCorrectResult = Annotated[
    SuggestionCorrectPayload | CommonErrors,
    strawberry.union("SuggestionCorrectResult", description="What was changed, or why not."),
]


@strawberry.type
class SuggestionCorrect:
    """Belongs to Mutation."""

    @strawberry.mutation(
        description="Correct a reason for which something was suggested to you: it changes your profile and the match."
    )
    async def suggestion_correct(self, info: Info, input: Given[SuggestionCorrectInput]) -> SuggestionCorrectResult:
        """Correct a reason."""
        from api.me import Me

        declined = await actions.correct_suggestion(
            info.context.actor,
            shift_id=ids.row_id("Shift", input.shift_id),
            correction=input.correction,
            skill_id=ids.row_id("Skill", input.skill_id) if input.skill_id else None,
            qualification_id=ids.row_id("Qualification", meant) if (meant := input.qualification_id) else None,
        )
        info.context.loaders.forget()
        changed = word_change(input.correction, info.context.language)
        me = wrap(Me, await queries.me(info.context.actor))
        return SuggestionCorrectPayload(changed=changed, task_declined=declined, me=me)
