"""Answer an ask."""

from typing import TYPE_CHECKING, Annotated, cast

import strawberry

from api import ids
from api.arguments import Given
from api.asks.enums import AskAnswer
from api.asks.errors import AskClosed
from api.asks.types import Ask
from api.context import Info
from api.errors import CommonErrors
from api.rows import wrap
from api.tasks.errors import NotQualified, NotReady, ShiftFull
from models.asks import actions
from models.asks.step_words import Wording
from models.kernel.words import gettext

if TYPE_CHECKING:
    from api.tasks.types import Assignment


@strawberry.input(
    description="Which ask, and what the answer is. Give the token of a message's link, or the id of your ask."
)
class AskAnswerInput:
    """Input of askAnswer."""

    answer: AskAnswer = strawberry.field(description="The answer.")
    id: strawberry.ID | None = strawberry.field(description="Your ask, if you are signed in.", default=None)
    token: str | None = strawberry.field(description="The signed token of the link; needs no sign-in.", default=None)
    join_waiting_list: bool = strawberry.field(
        description="Whether a yes may lead to the waiting list; if not, it is refused (and can be given again) once the "
        "places are taken.",
        default=True,
    )


@strawberry.type(description="Where a yes leads that is no sign-up for a shift.")
class AskLeadsTo:
    """Shows the `Wording` of an ask."""

    path: str = strawberry.field(description="A path of our site.")
    label: str = strawberry.field(description="What is there, in a few words.")


@strawberry.type(description="The answer is taken.")
class AskAnswerPayload:
    """What askAnswer answers."""

    message: str = strawberry.field(description="What we say to it, in the language of whoever was asked.")
    ask: Ask = strawberry.field(description="The ask as it is now.")
    assignment: Annotated["Assignment", strawberry.lazy("api.tasks.types")] | None = strawberry.field(
        description="After a yes to a shift: the place, or the place in the queue."
    )
    leads_to: AskLeadsTo | None = strawberry.field(description="After a yes to anything else: where it leads.")


AskAnswerResult = Annotated[
    AskAnswerPayload | AskClosed | ShiftFull | NotQualified | NotReady | CommonErrors,
    strawberry.union("AskAnswerResult", description="What we say to the answer, or why it cannot be taken."),
]


@strawberry.type
class AskAnswerMutation:
    """Belongs to Mutation."""

    @strawberry.mutation(description="Answer an ask: works once. A yes takes a place at once; “never” always counts.")
    async def ask_answer(self, info: Info, input: Given[AskAnswerInput]) -> AskAnswerResult:
        """Take the answer."""
        answered = await actions.answer_ask(
            info.context.actor,
            input.answer,
            token=input.token,
            ask_id=ids.row_id("Ask", input.id) if input.id else None,
            join_waiting_list=input.join_waiting_list,
        )
        return AskAnswerPayload(
            message=answered.message,
            ask=wrap(Ask, answered.ask),
            assignment=cast("Assignment | None", answered.assignment),
            leads_to=_show(answered.leads_to, info.context.language) if answered.leads_to else None,
        )


def _show(wording: Wording, language: str) -> AskLeadsTo:
    return AskLeadsTo(path=wording.path, label=gettext(language, wording.next))
