"""One field for “where do you live?”: a postal code or the name of a city, whatever somebody types."""

from models.regions.errors import PostalCodeUnknown
from models.regions.places import Place
from models.regions.queries.cities import suggest_cities
from models.regions.queries.postal_codes import find_postal_code


async def search_places(country: str, typed: str, limit: int = 8) -> list[Place]:
    """
    The places that may be meant, likeliest first.

    With a digit in it, it is taken for a postal code: that place alone if the code is known; else places with such a
    name; else what lies nearest in number, and the largest cities there. Without, it is a name (`suggest_cities`).
    """
    if not any(letter.isdecimal() for letter in typed):
        return await suggest_cities(country, typed, limit)
    try:
        return [await find_postal_code(country, typed)]
    except PostalCodeUnknown as unknown:
        named = await suggest_cities(country, typed, limit)
        return (named or [*unknown.postal_codes, *unknown.cities])[:limit]
