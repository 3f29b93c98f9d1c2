"""Refusals about asks."""

import strawberry

from api.asks.enums import AskAnswer
from api.errors import UserError, shown_by
from models.asks import errors


@strawberry.type(description="The ask was answered before, withdrawn, or its shift has begun.")
class AskClosed(UserError):
    """Shows `AskClosed` of the domain."""

    answer: AskAnswer | None = strawberry.field(description="What was answered before, if anything.")


@strawberry.type(description="The card's time is over, or they have answered meanwhile.")
class CardGone(UserError):
    """Shows `CardGone` of the domain."""


ERRORS = [shown_by(errors.AskClosed, AskClosed), shown_by(errors.CardGone, CardGone)]
