"""Whoever changes asks folds them anew in the same transaction, at its end: locks come in the order shifts, sums, accounts."""

from collections.abc import Sequence
from uuid import UUID

from models.asks.attention_accounts import settle_attention
from models.asks.invitations import end_sums


async def fold_asks(account_id: UUID, person_ids: Sequence[UUID], shift_ids: Sequence[UUID | None]) -> None:
    """Asks of these people for these shifts were answered or recalled, or came back after a recall; None: for no shift."""
    await end_sums(account_id, [shift_id for shift_id in shift_ids if shift_id])
    await settle_attention(account_id, person_ids)
