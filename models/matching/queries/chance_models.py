"""How chances are told today, and whether they keep their word: for organizers."""

from datetime import datetime
from typing import NamedTuple

from models.kernel.actor import READING, Actor
from models.matching.chances import Bin, ChanceKind, ChanceVerdict
from models.matching.tables import StoredChanceModel

HIDDEN_UNDER = 5
"""Counts below are not shown (`rules.md` D)."""


class ChanceSummary(NamedTuple):
    """
    The model of a chance that is in use, and how its held-out outcomes went (see `StoredChanceModel`). `few`: how many
    outcomes lie in bins too small to be shown.
    """

    kind: ChanceKind
    version: int
    fitted_at: datetime
    verdict: ChanceVerdict
    made_up: bool
    outcomes: int
    error: float
    brier: float
    base_brier: float
    bins: list[Bin]
    few: int


async def chance_models(actor: Actor) -> list[ChanceSummary] | None:
    """The latest model of each kind that was learned at all; None unless the actor organizes somewhere."""
    if not actor.has_role(*READING):
        return None
    latest: dict[ChanceKind, StoredChanceModel] = {}
    for row in await StoredChanceModel.filter(account_id=actor.account_id).order_by("version"):
        latest[row.kind] = row
    return [_summary(latest[kind]) for kind in ChanceKind if kind in latest]


def _summary(row: StoredChanceModel) -> ChanceSummary:
    bins = [Bin(*values) for values in row.bins]
    shown = [each for each in bins if each.outcomes >= HIDDEN_UNDER]
    return ChanceSummary(
        kind=row.kind,
        version=row.version,
        fitted_at=row.fitted_at,
        verdict=row.verdict,
        made_up=row.made_up,
        outcomes=row.outcomes,
        error=row.error,
        brier=row.brier,
        base_brier=row.base_brier,
        bins=shown,
        few=sum(each.outcomes for each in bins) - sum(each.outcomes for each in shown),
    )
