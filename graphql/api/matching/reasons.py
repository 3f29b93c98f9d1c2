"""Why somebody was chosen, for suggestions and for asks."""

from typing import Any

import strawberry
from strawberry.scalars import JSON

from api.context import Context
from api.matching.objections import Correction
from models.kernel.distances import in_miles
from models.matching.rules import Reader, word_reason
from models.matching.rules.corrections import correction_of


@strawberry.type(description="One reason why somebody suits a shift.")
class Reason:
    """Shows a reason of `models.matching`."""

    reason: strawberry.Private[dict[str, Any]]
    reader: strawberry.Private[Reader]
    said: strawberry.Private[str | None] = None

    @strawberry.field(description="The kind of reason, for programs.")
    def code(self) -> str:
        """Such as `near`."""
        return str(self.reason["code"])

    @strawberry.field(description="What it depends on, such as the distance.")
    def parameters(self) -> JSON:
        """All but the code."""
        return JSON({name: value for name, value in self.reason.items() if name != "code"})

    @strawberry.field(description="What the person can say against it, with suggestionCorrect.")
    def correction(self) -> Correction:
        """What it changes."""
        return correction_of(self.reason)

    @strawberry.field(
        description="The reason as a sentence in your language: to you, if it speaks of you, else about the person."
    )
    def text(self) -> str:
        """In words."""
        return self.said or word_reason(self.reason, self.reader)


def show_reasons(reasons: list[dict[str, Any]], reader: Reader) -> list[Reason]:
    """Stored reasons, the strongest first."""
    return [Reason(reason=reason, reader=reader) for reason in reasons]


def reader_of(context: Context, *, organizes: bool = False) -> Reader:
    """Who asks: the person of whom the reasons speak, or an organizer."""
    return Reader(context.language, in_miles(context.account.default_country), organizes)
