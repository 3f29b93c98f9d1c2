"""Asks and messages."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any, cast
from uuid import UUID

import strawberry

from api import ids
from api.asks.enums import AskAnswer, AskStatus, DeliveryState, MessagePurpose
from api.asks.loaders import ask_by_id, asked_shift_by_id, asked_task_by_id, asker_by_id, message_by_id
from api.context import Info
from api.costs import costs
from api.matching.objections import Objection, show_objections
from api.matching.reasons import Reason, reader_of, show_reasons
from api.node import Node
from api.people.channels import Channel
from models.asks import queries, tables
from models.asks.replies import subject_of, why_sent
from models.matching.rules import put_into_words
from models.people.rules.names import name_and_initial

if TYPE_CHECKING:
    from api.tasks.types import Shift, Task


@strawberry.type(description="Somebody was asked for one shift. You see your own.")
class Ask(Node, row=tables.Ask, loader=ask_by_id):
    """Shows a row of `asks`."""

    task_id: strawberry.Private[UUID]
    shift_id: strawberry.Private[UUID]
    asked_by: strawberry.Private[UUID | None]
    reasons: strawberry.Private[list[dict[str, Any]]]
    status: AskStatus = strawberry.field(description="Where it stands.")
    answer: AskAnswer | None = strawberry.field(description="What was answered, if anything.")
    chosen_at: datetime = strawberry.field(description="When it was chosen.")
    sent_at: datetime | None = strawberry.field(description="When its message went out.")
    answered_at: datetime | None = strawberry.field(description="When it was answered.")

    @strawberry.field(description="What it asks for.")
    async def task(self, info: Info) -> Annotated["Task", strawberry.lazy("api.tasks.types")]:
        """The task, even when it was called off."""
        return cast("Task", await info.context.load(asked_task_by_id, self.task_id))

    @strawberry.field(description="When, and how many places there are.")
    async def shift(self, info: Info) -> Annotated["Shift", strawberry.lazy("api.tasks.types")]:
        """The shift."""
        return cast("Shift", await info.context.load(asked_shift_by_id, self.shift_id))

    @strawberry.field(name="reasons", description="Why you, the strongest reason first.", metadata=costs(rows=6))
    def reasons_in_words(self, info: Info) -> list[Reason]:
        """The stored reasons."""
        return show_reasons(self.reasons, reader_of(info.context))

    @strawberry.field(description="What you can say against it, with askCorrect.", metadata=costs(rows=6))
    def objections(self) -> list[Objection]:
        """Corrections of the reasons, and what can always be said."""
        return show_objections(self.reasons)

    @strawberry.field(description="Why you, in a few sentences.")
    def sentence(self, info: Info) -> str:
        """All reasons as one text."""
        return put_into_words(self.reasons, reader_of(info.context))

    @strawberry.field(description="Who asks: an organizer, or the campaign itself.")
    async def asked_by_name(self, info: Info) -> str:
        """First name and initial, or the account's name."""
        asker = await info.context.load(asker_by_id, self.asked_by) if self.asked_by else None
        return name_and_initial(asker.first_name, asker.last_name) if asker else info.context.account.name


@strawberry.type(description="An ask as the link of its message shows it; needs no sign-in.")
class AskByToken:
    """Shows an `AskByToken` of the domain."""

    found: strawberry.Private[queries.AskByToken]

    @strawberry.field(description="Who is asked.")
    def first_name(self) -> str:
        """The first name of the person."""
        return self.found.first_name

    @strawberry.field(description="What it asks for.")
    def task(self) -> Annotated["Task", strawberry.lazy("api.tasks.types")]:
        """The task."""
        return cast("Task", self.found.task)

    @strawberry.field(description="When, and how many places there are.")
    def shift(self) -> Annotated["Shift", strawberry.lazy("api.tasks.types")]:
        """The shift."""
        return cast("Shift", self.found.shift)

    @strawberry.field(description="Why you, the strongest reason first.", metadata=costs(rows=6))
    def reasons(self, info: Info) -> list[Reason]:
        """The stored reasons."""
        return show_reasons(self.found.ask.reasons, reader_of(info.context))

    @strawberry.field(description="What you can say against it, with askCorrect.", metadata=costs(rows=6))
    def objections(self) -> list[Objection]:
        """Corrections of the reasons, and what can always be said."""
        return show_objections(self.found.ask.reasons)

    @strawberry.field(description="What was answered, if anything.")
    def answer(self) -> AskAnswer | None:
        """The answer."""
        return self.found.ask.answer

    @strawberry.field(description="Whether it is too late to answer, or no longer needed.")
    def closed(self) -> bool:
        """Whether it is closed."""
        return self.found.closed


@strawberry.type(description="A message to you, sent or about to be.")
class Message(Node, row=tables.Delivery, loader=message_by_id):
    """Shows a row of `deliveries`."""

    template: strawberry.Private[str]
    subject: strawberry.Private[str | None]
    body: strawberry.Private[str | None]
    purpose: MessagePurpose = strawberry.field(description="What it is for.")
    channel: Channel = strawberry.field(description="Which way it goes.")
    state: DeliveryState = strawberry.field(description="How far it has come.")
    created_at: datetime = strawberry.field(description="When it was decided to send it.")
    sent_at: datetime | None = strawberry.field(description="When it went out.")

    @strawberry.field(name="subject", description="What it is about.")
    def subject_line(self, info: Info) -> str:
        """The subject as it was sent, else what it will be about."""
        return self.subject or subject_of(self.template, info.context.language)

    @strawberry.field(
        name="body", description="Its text as it was sent; empty before, and for ways in, which are secret."
    )
    def text_as_sent(self) -> str:
        """The plain text that is kept."""
        return self.body or ""

    @strawberry.field(description="Why you get it.")
    def why(self, info: Info) -> str:
        """A sentence."""
        return why_sent(self.template, info.context.language)


@strawberry.type(description="A letter in the local mailbox: what would have been an e-mail. Development only.")
class MailboxMessage:
    """Shows a row of `mailbox_messages`."""

    to_address: strawberry.Private[str]
    subject: str = strawberry.field(description="The subject.")
    text: str = strawberry.field(description="The letter as plain text.")
    html: str = strawberry.field(description="The letter as HTML.")
    received_at: datetime = strawberry.field(description="When it arrived.")

    @strawberry.field(description="Opaque id of the letter.")
    def id(self) -> strawberry.ID:
        """The global id; nothing is fetched by it."""
        return strawberry.ID(ids.global_id("MailboxMessage", cast("tables.MailboxMessage", self).id))

    @strawberry.field(description="The address it was for.")
    def to(self) -> str:
        """The address."""
        return self.to_address
