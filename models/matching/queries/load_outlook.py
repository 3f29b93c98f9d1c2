"""By what chances are told today."""

from datetime import datetime
from typing import Any
from uuid import UUID

from models.matching.chances import ChanceKind, ChanceModel, cold_start
from models.matching.rules.columns import Numbers
from models.matching.rules.crowd import Outlook
from models.matching.tables import StoredChanceModel


async def load_outlook(account_id: UUID, now: datetime, last_active: Numbers) -> Outlook:
    """The models in use, or the cold start; `last_active` in seconds for each person, NaN: never."""
    return Outlook(
        await load_model(account_id, ChanceKind.YES),
        await load_model(account_id, ChanceKind.SHOW),
        now.timestamp(),
        last_active,
    )


async def load_model(account_id: UUID, kind: ChanceKind) -> ChanceModel:
    """The latest model of a chance."""
    stored = await StoredChanceModel.filter(account_id=account_id, kind=kind).order_by("-version").first()
    if stored is None:
        return cold_start(kind)
    coefficients: dict[str, Any] = stored.coefficients
    return ChanceModel(kind, **coefficients)
