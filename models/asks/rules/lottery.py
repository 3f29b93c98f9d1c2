"""Whom an unannounced thank-you goes to (`rules.md` G12): a lottery within merit, so that we learn whether it helps."""

import hashlib
from datetime import timedelta
from uuid import UUID

FIRST_MONTH = timedelta(days=30)
CHANCE = 0.5
"""Half of those who earned thanks get them; the other half shows what would have happened without."""
AFTERWARDS = timedelta(days=28)
"""How long we look whether somebody came back."""


def is_drawn(account_id: UUID, person_id: UUID, chance: float = CHANCE) -> bool:
    """
    Whether the lot falls on somebody: with `chance`, and always the same for the same person.

    A lottery by hash needs no memory, so that a job that runs twice draws once.
    """
    digest = hashlib.sha256(b"thanks" + account_id.bytes + person_id.bytes).digest()
    return int.from_bytes(digest[:8]) < chance * 2**64
