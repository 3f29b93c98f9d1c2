"""The countries and what lies directly beneath them."""

from babel import Locale

from models.regions.prepare.records import RegionRecord
from models.regions.prepare.sources import written_region_names

LANGUAGES = ("ar", "de", "en", "es", "fr", "he", "pl", "ru", "uk", "ur")
"""Languages in which countries are named."""

WITH_POSTAL_CODES = ("US", "PL", "DE", "FR", "GB", "PK", "DZ", "MA")
CITIES_ONLY = ("AE", "BH", "EG", "IL", "IQ", "JO", "KW", "LB", "LY", "OM", "PS", "QA", "SA", "SD", "SY", "TN", "YE")
"""Israel and the Arabic-speaking countries of which the sources hold cities but no postal codes."""


def country_region(country: str) -> RegionRecord:
    """A country, named by the Unicode CLDR."""
    names = {language: Locale(language).territories[country] for language in LANGUAGES}
    return RegionRecord(code=country, level="country", name=names["en"], names=names)


def state_region(code: str, name: str) -> RegionRecord:
    """A state with the names written down for it, else with the one given."""
    names = written_region_names().get(code, {})
    return RegionRecord(
        code=code, level="state", name=next(iter(names.values()), name), parent=code[:2], names=dict(names)
    )
