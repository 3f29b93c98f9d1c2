"""Where somebody lives, and what of it is kept with them."""

from typing import Any
from uuid import UUID

from models.kernel.errors import Invalid
from models.regions import queries as regions
from models.regions.places import Place


async def find_place(country: str, postal_code: str | None, city_id: UUID | None) -> Place:
    """
    The place of a postal code, or of a city where somebody has none. A city wins, being chosen.

    Raises Invalid if neither is given, PostalCodeUnknown (with suggestions) or NotFound.
    """
    if not (country.isascii() and country.isalpha() and len(country) == 2):
        raise Invalid("Please choose a country from the list.", field="country")
    if city_id is not None:
        return await regions.city_by_id(city_id)
    if not postal_code or not postal_code.strip():
        raise Invalid("Please tell us your postal code, or choose your city.", field="postalCode")
    return await regions.find_postal_code(country, postal_code)


def columns_of(place: Place, language: str) -> dict[str, Any]:
    """The columns of a person who lives there."""
    return {
        "country": place.country,
        "postal_code": place.postal_code,
        "place": place.name_in(language)[:120],
        "region_id": place.region_id,
        "region_path": place.region_path,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "time_zone": place.time_zone,
    }
