"""Refusals about asks."""

import strawberry

from api.asks.enums import AskAnswer
from api.errors import UserError, shown_by
from models.asks import errors


@strawberry.type(description="The ask was answered before, withdrawn, or its shift has begun.")
class AskClosed(UserError):
    """Shows `AskClosed` of the domain."""

    answer: AskAnswer | None = strawberry.field(description="What was answered before, if anything.")


ERRORS = [shown_by(errors.AskClosed, AskClosed)]
