"""
The universal holdout (`rules.md` A16): one person in twenty is never asked automatically, so that we learn what asking does.

Drawn by a hash of the account and the pseudonym: the same for ever, whatever else is known of somebody; the pseudonym is
random, so nothing about them foretells it. Migration 0019 draws the same lot in SQL.
"""

from hashlib import sha256
from uuid import UUID

SHARE = 0.05
BITS = 32


def is_held_out(account_id: UUID, ledger_id: UUID) -> bool:
    """Whether the lot falls on this person of this account."""
    lot = sha256(account_id.bytes + ledger_id.bytes).digest()[: BITS // 8]
    return int.from_bytes(lot) < SHARE * (1 << BITS)
