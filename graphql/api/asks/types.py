"""Asks and messages."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any, cast
from uuid import UUID

import strawberry

from api import ids
from api.asks.enums import AskAnswer, AskKind, AskStatus, DeliveryState, MessagePurpose, PlaceQuestion
from api.asks.loaders import ask_by_id, asked_shift_by_id, asked_task_by_id, asker_by_id, message_by_id
from api.context import Info
from api.costs import costs
from api.errors import put_into_words as put_error_into_words
from api.matching.objections import Objection, show_objections
from api.matching.reasons import Reason, reader_of, show_reasons
from api.node import Node
from api.people.channels import Channel
from models.asks import queries, tables
from models.asks.own_places import OwnPlace, question_about
from models.asks.replies import subject_of, why_sent
from models.asks.step_reasons import word_step_reason, word_step_reasons
from models.asks.step_words import about_of, answer_labels, question_of
from models.kernel import clock
from models.kernel.errors import DomainError
from models.matching.rules import put_into_words
from models.people.rules.names import name_and_initial

if TYPE_CHECKING:
    from api.tasks.types import Shift, Task


@strawberry.type(description="One answer that can be given with one tap.")
class AskChoice:
    """An answer and what it is called for one ask."""

    answer: AskAnswer = strawberry.field(description="The answer.")
    label: str = strawberry.field(description="It in words, in your language.")


def show_choices(ask: tables.Ask, info: Info) -> list[AskChoice]:
    """All answers to an ask, the yes first."""
    return [AskChoice(answer=each, label=label) for each, label in answer_labels(ask, info.context.language).items()]


def show_reasons_of(ask: tables.Ask, info: Info) -> list[Reason]:
    """The stored reasons of an ask, whatever it is for."""
    reader = reader_of(info.context)
    if ask.kind is tables.AskKind.SHIFT:
        return show_reasons(ask.reasons, reader)
    return [Reason(reason=each, reader=reader, said=word_step_reason(each, reader.language)) for each in ask.reasons]


@strawberry.type(description="Somebody was asked for one thing: mostly a shift. You see your own.")
class Ask(Node, row=tables.Ask, loader=ask_by_id):
    """Shows a row of `asks`."""

    task_id: strawberry.Private[UUID | None]
    shift_id: strawberry.Private[UUID | None]
    kind: AskKind = strawberry.field(description="What it asks for.")
    asked_by: strawberry.Private[UUID | None]
    reasons: strawberry.Private[list[dict[str, Any]]]
    status: AskStatus = strawberry.field(description="Where it stands.")
    answer: AskAnswer | None = strawberry.field(description="What was answered, if anything.")
    chosen_at: datetime = strawberry.field(description="When it was chosen.")
    sent_at: datetime | None = strawberry.field(description="When its message went out.")
    answered_at: datetime | None = strawberry.field(description="When it was answered.")

    @strawberry.field(description="The task that it asks for; null if it asks for no shift.")
    async def task(self, info: Info) -> Annotated["Task", strawberry.lazy("api.tasks.types")] | None:
        """The task, even when it was called off."""
        return cast("Task", await info.context.load(asked_task_by_id, self.task_id)) if self.task_id else None

    @strawberry.field(description="When, and how many places there are; null if it asks for no shift.")
    async def shift(self, info: Info) -> Annotated["Shift", strawberry.lazy("api.tasks.types")] | None:
        """The shift."""
        return cast("Shift", await info.context.load(asked_shift_by_id, self.shift_id)) if self.shift_id else None

    @strawberry.field(description="What it asks for, in a few words; null for shifts, whose task says it.")
    def about(self, info: Info) -> str | None:
        """Of what is no shift."""
        return about_of(cast("tables.Ask", self), info.context.language)

    @strawberry.field(description="What it asks, in a sentence or two; null for shifts.")
    def question(self, info: Info) -> str | None:
        """Of what is no shift."""
        return question_of(cast("tables.Ask", self), info.context.language)

    @strawberry.field(description="What can be answered with one tap, the yes first.", metadata=costs(rows=6))
    def choices(self, info: Info) -> list[AskChoice]:
        """Answers by their names."""
        return show_choices(cast("tables.Ask", self), info)

    @strawberry.field(name="reasons", description="Why you, the strongest reason first.", metadata=costs(rows=6))
    def reasons_in_words(self, info: Info) -> list[Reason]:
        """The stored reasons."""
        return show_reasons_of(cast("tables.Ask", self), info)

    @strawberry.field(
        description="What you can say against it, with askCorrect; nothing, if it asks for no shift.",
        metadata=costs(rows=6),
    )
    def objections(self) -> list[Objection]:
        """Corrections of the reasons, and what can always be said."""
        return show_objections(self.reasons) if self.shift_id else []

    @strawberry.field(description="Why you, in a few sentences.")
    def sentence(self, info: Info) -> str:
        """All reasons as one text."""
        if self.shift_id is None:
            return word_step_reasons(self.reasons, info.context.language)
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
    def kind(self) -> AskKind:
        """The kind."""
        return self.found.ask.kind

    @strawberry.field(description="The task that it asks for; null if it asks for no shift.")
    def task(self) -> Annotated["Task", strawberry.lazy("api.tasks.types")] | None:
        """The task."""
        return cast("Task | None", self.found.task)

    @strawberry.field(description="When, and how many places there are; null if it asks for no shift.")
    def shift(self) -> Annotated["Shift", strawberry.lazy("api.tasks.types")] | None:
        """The shift."""
        return cast("Shift | None", self.found.shift)

    @strawberry.field(description="What it asks for, in a few words; null for shifts, whose task says it.")
    def about(self, info: Info) -> str | None:
        """Of what is no shift."""
        return about_of(self.found.ask, info.context.language)

    @strawberry.field(description="What it asks, in a sentence or two; null for shifts.")
    def question(self, info: Info) -> str | None:
        """Of what is no shift."""
        return question_of(self.found.ask, info.context.language)

    @strawberry.field(description="What can be answered with one tap, the yes first.", metadata=costs(rows=6))
    def choices(self, info: Info) -> list[AskChoice]:
        """Answers by their names."""
        return show_choices(self.found.ask, info)

    @strawberry.field(description="Why you, the strongest reason first.", metadata=costs(rows=6))
    def reasons(self, info: Info) -> list[Reason]:
        """The stored reasons."""
        return show_reasons_of(self.found.ask, info)

    @strawberry.field(
        description="What you can say against it, with askCorrect; nothing, if it asks for no shift.",
        metadata=costs(rows=6),
    )
    def objections(self) -> list[Objection]:
        """Corrections of the reasons, and what can always be said."""
        return show_objections(self.found.ask.reasons) if self.found.shift else []

    @strawberry.field(description="What was answered, if anything.")
    def answer(self) -> AskAnswer | None:
        """The answer."""
        return self.found.ask.answer

    @strawberry.field(description="Whether it is too late to answer, or no longer needed.")
    def closed(self) -> bool:
        """Whether it is closed."""
        return self.found.closed


@strawberry.type(
    description="Somebody's own place in a shift, as the link of a letter about it shows it; needs no sign-in."
)
class PlaceByToken:
    """Shows an `OwnPlace` of the domain."""

    found: strawberry.Private[OwnPlace]

    @strawberry.field(description="Whose place it is.")
    def first_name(self) -> str:
        """The first name of the person."""
        return self.found.person.first_name

    @strawberry.field(description="What is done there.")
    def task(self) -> Annotated["Task", strawberry.lazy("api.tasks.types")]:
        """The task."""
        return cast("Task", self.found.task)

    @strawberry.field(description="When.")
    def shift(self) -> Annotated["Shift", strawberry.lazy("api.tasks.types")]:
        """The shift."""
        return cast("Shift", self.found.shift)

    @strawberry.field(description="Whether they have said again that they come.")
    def said_coming(self) -> bool:
        """Whether it was said."""
        return self.found.assignment.coming_said_at is not None

    @strawberry.field(description="What can be said of it now; null if nothing can.")
    def question(self) -> PlaceQuestion | None:
        """What is asked."""
        found = question_about(self.found, clock.now())
        return found if isinstance(found, PlaceQuestion) else None

    @strawberry.field(description="Why nothing can be said of it, if so.")
    def closed(self, info: Info) -> str | None:
        """A sentence."""
        found = question_about(self.found, clock.now())
        return put_error_into_words(found, info.context.language) if isinstance(found, DomainError) else None


@strawberry.type(description="Somebody's own invitation, to give to a friend.")
class Invitation:
    """Shows an `OwnInvitation` of the domain."""

    first_name: str = strawberry.field(description="Who invites.")
    address: str = strawberry.field(description="Where the friend joins; the page says who invited them.")


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
