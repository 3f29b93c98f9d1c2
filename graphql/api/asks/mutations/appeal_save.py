"""appealSave."""

from typing import Annotated

import strawberry

from api import ids
from api.arguments import Given
from api.asks.appeals import Appeal
from api.context import Info
from api.errors import CommonErrors
from api.rows import wrap
from models.asks import actions


@strawberry.input(
    description="A text in one language. Merge fields, and nothing else, stand in braces: {first_name|there}, {team|…}, "
    "{region}, {last_contribution|…}, {task}, {date}, {time}, {place|…}, {organizer}, {campaign}. After the bar stands what "
    "is read where the fact is unknown; first_name, team, last_contribution and place need it."
)
class AppealTextInput:
    """One of the texts of an appeal."""

    language: str = strawberry.field(description="The code of the language.")
    subject: str = strawberry.field(description="The subject, up to 150 characters.")
    body: str = strawberry.field(
        description="A few paragraphs, a line each. Greeting, thanks, facts, reasons and buttons are added."
    )


@strawberry.input(description="What to ask, and how. Give the task for a new appeal, or the id of a draft.")
class AppealSaveInput:
    """Input of appealSave."""

    texts: list[AppealTextInput] = strawberry.field(description="The texts, one for each language.")
    per_wave: int = strawberry.field(description="How many people are asked at a time: 1 to 500.", default=10)
    wait_hours: int = strawberry.field(
        description="Hours until the next are asked: 12 to 168; 1 to 24 for urgent cover.", default=48
    )
    urgent: bool = strawberry.field(description="Whether it is urgent cover, at short notice.", default=False)
    id: strawberry.ID | None = strawberry.field(description="The draft that is changed.", default=None)
    task_id: strawberry.ID | None = strawberry.field(description="The task, for a new one.", default=None)


@strawberry.type(description="It is stored, and nobody is asked yet.")
class AppealSavePayload:
    """What appealSave answers."""

    appeal: Appeal = strawberry.field(description="The draft.")


AppealSaveResult = Annotated[
    AppealSavePayload | CommonErrors,
    strawberry.union("AppealSaveResult", description="The draft, or what is wrong with it and where."),
]


@strawberry.type
class AppealSave:
    """Belongs to Mutation."""

    @strawberry.mutation(description="Write an appeal, or change a draft. For organizers of its task.")
    async def appeal_save(self, info: Info, input: Given[AppealSaveInput]) -> AppealSaveResult:
        """Store a draft."""
        appeal = await actions.save_appeal(
            info.context.actor,
            appeal_id=ids.row_id("Appeal", input.id) if input.id else None,
            task_id=ids.row_id("Task", input.task_id) if input.task_id else None,
            texts={text.language: {"subject": text.subject, "body": text.body} for text in input.texts},
            per_wave=input.per_wave,
            wait_hours=input.wait_hours,
            urgent=input.urgent,
        )
        return AppealSavePayload(appeal=wrap(Appeal, appeal))
