"""Why somebody was chosen, for suggestions and for asks."""

from typing import Any

import strawberry
from strawberry.scalars import JSON

from api.context import Info
from models.matching.rules import word_reason


@strawberry.type(description="One reason why somebody suits a shift.")
class Reason:
    """Shows a reason of `models.matching`."""

    reason: strawberry.Private[dict[str, Any]]

    @strawberry.field(description="The kind of reason, for programs.")
    def code(self) -> str:
        """Such as `near`."""
        return str(self.reason["code"])

    @strawberry.field(description="What it depends on, such as the distance.")
    def parameters(self) -> JSON:
        """All but the code."""
        return JSON({name: value for name, value in self.reason.items() if name != "code"})

    @strawberry.field(description="The reason as a sentence to the person, in your language.")
    def text(self, info: Info) -> str:
        """In words."""
        return word_reason(self.reason, info.context.language)


def show_reasons(reasons: list[dict[str, Any]]) -> list[Reason]:
    """Stored reasons, the strongest first."""
    return [Reason(reason=reason) for reason in reasons]
