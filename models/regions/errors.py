"""What a person can do when a place is not found."""

from models.kernel.errors import DomainError
from models.regions.places import Place


class PostalCodeUnknown(DomainError):
    """
    No such postal code is known in that country.

    `postal_codes` lie next to it in number, nearest first; `cities` are the largest ones around them, or of the whole
    country: a way on that needs no code.
    """

    code = "POSTAL_CODE_UNKNOWN"
    field = "postalCode"

    def __init__(
        self,
        country: str,
        typed: str,
        postal_codes: tuple[Place, ...] = (),
        cities: tuple[Place, ...] = (),
    ) -> None:
        super().__init__(
            "We do not know this postal code. Please check it, or choose your city instead: that is just as good."
        )
        self.country = country
        self.typed = typed[:40]
        self.postal_codes = postal_codes
        self.cities = cities
