"""The formula, and its public card."""

from datetime import date
from uuid import UUID

from models.activity.ledger.formula_book import formula_book
from models.activity.rules import Formula
from models.activity.rules.card import put_into_words


async def formula_on(account_id: UUID, local_date: date) -> Formula:
    """The formula that scores a local date."""
    return (await formula_book(account_id)).on(local_date)


def formula_card(formula: Formula, language: str) -> str:
    """The formula as a card for people to read."""
    return put_into_words(formula, language)
