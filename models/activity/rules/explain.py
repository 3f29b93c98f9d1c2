"""A ledger entry in a sentence."""

from models.activity.tables import ActivityKind, EntryReason
from models.activity.words import count_points, name_of_kind
from models.kernel.words import gettext, lazy

_SENTENCES = {
    EntryReason.SCORED: lazy("{kind}: {points} by version {version} of the formula."),
    EntryReason.ADJUSTED: lazy(
        "{kind}: {points}, because other work of the same day came in or changed, and the day is counted as a whole."
    ),
    EntryReason.CORRECTED: lazy("{kind}: {points}, because it was corrected."),
    EntryReason.REVERSED: lazy("{kind}: {points}, because somebody looked at it again."),
    EntryReason.FLAGGED: lazy("{kind}: {points}, until somebody has had a look. Nothing is lost."),
    EntryReason.RECOMPUTED: lazy("{kind}: {points}, because we had miscounted. This is right now."),
}
_FULL = lazy("{kind}: thank you! The points of that day were full already.")


def explain_entry(reason: EntryReason, kind: ActivityKind, points: int, version: int, language: str) -> str:
    """Why these points (thousandths) were given or taken back."""
    sentence = _SENTENCES[reason] if points else _FULL
    return gettext(
        language,
        sentence,
        kind=name_of_kind(kind, language),
        points=count_points(points, language),
        version=version,
    )
