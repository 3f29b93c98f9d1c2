"""Cards: people whom somebody is to ask personally."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, cast

import strawberry

from api import ids
from api.asks.enums import AskRoute
from api.context import Info
from api.costs import costs
from api.matching.reasons import Reason, reader_of, show_reasons
from api.people.loaders import person_by_id
from models.asks import cards
from models.asks.card_words import words_of_card
from models.people.policy import ensure_signed_in
from models.people.rules.names import name_and_initial

if TYPE_CHECKING:
    from api.tasks.types import Shift, Task


@strawberry.type(
    description="Somebody whom you could ask personally, and for what. If you do not until its end, they get a message."
)
class AskCard:
    """Shows a `CardInHand` of the domain."""

    found: strawberry.Private[cards.CardInHand]

    @strawberry.field(description="The id, for `askCardRecord`.")
    def id(self) -> strawberry.ID:
        """The global id."""
        return strawberry.ID(ids.global_id("AskCard", self.found.card.id))

    @strawberry.field(description="Who it is: first name and initial.")
    def name(self) -> str:
        """First name and initial."""
        return name_and_initial(self.found.person.first_name, self.found.person.last_name)

    @strawberry.field(description="The number to call. They agreed to it, or you lead or organize them.")
    def phone(self) -> str | None:
        """The number."""
        return self.found.person.phone

    @strawberry.field(description="The language in which they read.")
    def language(self) -> str:
        """The language."""
        return self.found.person.language

    @strawberry.field(description="As what you ask them: as a teammate, as leader of the team, or as an organizer.")
    def route(self) -> AskRoute:
        """The route."""
        return self.found.card.route

    @strawberry.field(description="Until when they are yours to ask; then a message goes out.")
    def leased_until(self) -> datetime:
        """The end of the lease."""
        return self.found.card.leased_until

    @strawberry.field(description="What they could be asked for.")
    def task(self) -> Annotated["Task", strawberry.lazy("api.tasks.types")]:
        """The task."""
        return cast("Task", self.found.task)

    @strawberry.field(description="When.")
    def shift(self) -> Annotated["Shift", strawberry.lazy("api.tasks.types")]:
        """The shift."""
        return cast("Shift", self.found.shift)

    @strawberry.field(description="Why they, the strongest reason first, in your language.", metadata=costs(rows=6))
    def reasons(self, info: Info) -> list[Reason]:
        """The stored reasons."""
        return show_reasons(self.found.ask.reasons, reader_of(info.context)._replace(organizes=True))

    @strawberry.field(
        description="What you could say, sentence by sentence, in their language.", metadata=costs(10, rows=5)
    )
    async def words(self, info: Info) -> list[str]:
        """Hello, thanks, facts, why, a question."""
        asker = await info.context.load(person_by_id, ensure_signed_in(info.context.actor))
        miles = reader_of(info.context).miles
        return words_of_card(self.found, asker.first_name if asker else "", miles=miles)


@strawberry.type
class MeCards:
    """Belongs to Me."""

    @strawberry.field(description="Whether you offered to ask people personally (`askingOffer`).", metadata=costs(20))
    async def offers_asking(self, info: Info) -> bool:
        """Whether they did."""
        return await cards.offers_asking(info.context.actor)

    @strawberry.field(
        description="Whether you let three cards go by, and get none until you say that you are back (`askingOffer`).",
        metadata=costs(20),
    )
    async def rests_from_asking(self, info: Info) -> bool:
        """Whether they do."""
        return await cards.rests_from_asking(info.context.actor)

    @strawberry.field(
        description="People whom you are to ask personally, those first whose time is over soonest.",
        metadata=costs(100, rows=6),
    )
    async def ask_cards(self, info: Info) -> list[AskCard]:
        """The cards in hand."""
        return [AskCard(found=each) for each in await cards.cards_in_hand(info.context.actor)]

    @strawberry.field(description="How many people you are to ask personally.", metadata=costs(20))
    async def cards_in_hand(self, info: Info) -> int:
        """The number of cards."""
        actor = info.context.actor
        return len(await cards.card_ids_of(actor.account_id, ensure_signed_in(actor)))
