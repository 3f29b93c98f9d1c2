"""Languages that people read us in."""

from models.kernel.words import LANGUAGES


def clean_language(typed: str) -> str:
    """One of our languages: `pl` for `pl-PL` or `PL`; English for those that we do not speak (yet)."""
    language = typed.strip().lower().replace("_", "-").split("-")[0]
    return language if language in LANGUAGES else LANGUAGES[0]
