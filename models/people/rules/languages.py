"""Languages that people read us in."""

from models.kernel.words import LANGUAGES

_BY_NAME = {"polish": "pl", "polski": "pl", "arabic": "ar", "العربية": "ar"}


def clean_language(typed: str) -> str:
    """One of our languages: `pl` for `pl-PL`, `PL` or `Polish`; English for those that we do not speak (yet)."""
    language = typed.strip().lower().replace("_", "-").split("-")[0]
    language = _BY_NAME.get(language, language)
    return language if language in LANGUAGES else LANGUAGES[0]
