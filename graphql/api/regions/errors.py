"""Refusals about places."""

import strawberry

from api.errors import UserError, shown_by
from api.regions.places import PlaceSuggestion, suggest
from models.regions import errors
from models.regions.places import Place


@strawberry.type(description="No such postal code is known in that country; here is a way on.")
class PostalCodeUnknown(UserError):
    """Shows `PostalCodeUnknown` of the domain."""

    postal_codes: strawberry.Private[tuple[Place, ...]]
    cities: strawberry.Private[tuple[Place, ...]]

    @strawberry.field(description="Codes next to it in number, nearest first, then the largest cities around them.")
    def suggestions(self) -> list[PlaceSuggestion]:
        """What may be meant, or serves as well."""
        return suggest(*self.postal_codes, *self.cities)


ERRORS = [shown_by(errors.PostalCodeUnknown, PostalCodeUnknown)]
