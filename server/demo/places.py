"""Where the demo campaign lives: real postal codes, and the languages spoken there."""

from typing import NamedTuple


class Neighbourhood(NamedTuple):
    """A postal code (or for countries without them, None: the largest city), who lives there, and how many help."""

    country: str
    postal_code: str | None
    locales: tuple[str, ...]
    language: str
    people: int


NEIGHBOURHOODS = (
    Neighbourhood("US", "10001", ("en_US", "es_MX"), "en", 34),
    Neighbourhood("US", "11201", ("en_US", "he_IL"), "en", 30),
    Neighbourhood("US", "10456", ("es_MX", "en_US"), "en", 26),
    Neighbourhood("US", "11101", ("en_US", "ar_SA"), "en", 22),
    Neighbourhood("US", "12207", ("en_US",), "en", 16),
    Neighbourhood("US", "14201", ("en_US", "pl_PL"), "en", 18),
    Neighbourhood("US", "13820", ("en_US",), "en", 9),
    Neighbourhood("US", "90012", ("es_MX", "en_US"), "en", 28),
    Neighbourhood("US", "94103", ("en_US",), "en", 20),
    Neighbourhood("US", "48201", ("en_US", "ar_SA"), "en", 18),
    Neighbourhood("US", "05401", ("en_US",), "en", 14),
    Neighbourhood("US", "60601", ("en_US", "pl_PL"), "en", 24),
    Neighbourhood("US", "19103", ("en_US", "es_MX"), "en", 22),
    Neighbourhood("US", "77002", ("es_MX", "en_US"), "en", 22),
    Neighbourhood("US", "85004", ("en_US",), "en", 16),
    Neighbourhood("US", "98101", ("en_US",), "en", 18),
    Neighbourhood("PL", "00-001", ("pl_PL",), "pl", 24),
    Neighbourhood("PL", "30-001", ("pl_PL",), "pl", 14),
    Neighbourhood("DE", "10115", ("de_DE",), "en", 16),
    Neighbourhood("FR", "75011", ("fr_FR", "ar_SA"), "en", 14),
    Neighbourhood("MA", None, ("ar_SA", "fr_FR"), "ar", 18),
    Neighbourhood("EG", None, ("ar_SA",), "ar", 16),
)
