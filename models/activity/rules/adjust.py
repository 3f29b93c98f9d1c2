"""Which entries bring the ledger of a day to what the formula says: nothing is overwritten, differences are appended."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple
from uuid import UUID

from models.activity.rules.formula import Formula
from models.activity.rules.score_day import score_day
from models.activity.rules.standing import EffectiveActivity
from models.activity.tables import ActivityKind, EntryReason


class Facet(NamedTuple):
    """Where points of an activity are booked. A corrected activity may leave one facet (its sum becomes 0) for another."""

    client_key: str
    kind: ActivityKind
    region_id: UUID
    team_id: UUID | None
    formula_version: int


class DraftEntry(NamedTuple):
    """A ledger entry to append: points in thousandths, negative to take back."""

    facet: Facet
    points: int
    reason: EntryReason


def facet_of(activity: EffectiveActivity, formula: Formula) -> Facet:
    """Where the points of an activity belong."""
    return Facet(activity.client_key, activity.kind, activity.region_id, activity.team_id, formula.version)


def adjusting_entries(
    formula: Formula,
    activities: Iterable[EffectiveActivity],
    net: Mapping[Facet, int],
    reasons: Mapping[str, EntryReason] | None = None,
) -> list[DraftEntry]:
    """
    What to append so that the sums of a day's ledger are those of `score_day`.

    `activities` are all that count towards the day, `net` is the sum of the entries that the day has, by facet.
    `reasons` (by client key) names the change that was made; what else moves is `adjusted`, what is new is `scored`:
    with 0 points too, so that every activity leads to an entry.
    """
    listed = list(activities)
    points = score_day(formula, listed)
    target = {facet_of(activity, formula): points[activity.client_key] for activity in listed}
    given = reasons or {}
    if not net:
        return [DraftEntry(facet, worth, given.get(facet[0], EntryReason.SCORED)) for facet, worth in target.items()]
    known = {facet.client_key for facet in net}
    drafts = []
    for facet in [*target, *(facet for facet in net if facet not in target)]:
        difference = target.get(facet, 0) - net.get(facet, 0)
        if difference or facet not in net:
            usual = EntryReason.ADJUSTED if facet.client_key in known else EntryReason.SCORED
            drafts.append(DraftEntry(facet, difference, given.get(facet.client_key, usual)))
    return drafts
