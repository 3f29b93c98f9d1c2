"""Work that was flagged, for the organizers of its makers to look at; and what was said about it, for everybody who sees it."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from models.activity.ledger import ActivityKey
from models.activity.queries.logged_activity import LoggedActivity, activities_by_id
from models.activity.tables import Concern, ReviewReason, Verdict
from models.kernel import work
from models.kernel.actor import Actor
from models.people.policy import organized_paths

MOST = 50

_FLAGGED = """
SELECT activity.id, maker.id AS person_id, activity.ledger_id
FROM activity_flags AS flag
JOIN activities AS activity ON activity.account_id = flag.account_id AND activity.ledger_id = flag.ledger_id
     AND activity.client_key = flag.client_key AND activity.revision = flag.revision
JOIN people AS maker ON maker.account_id = flag.account_id AND maker.ledger_id = flag.ledger_id
WHERE flag.account_id = $1 AND {decided} AND NOT activity.voided
  AND EXISTS (SELECT FROM unnest($2::text[]) AS path WHERE starts_with(maker.region_path, path))
  AND NOT EXISTS (
      SELECT FROM activities AS later
      WHERE later.account_id = $1 AND later.ledger_id = activity.ledger_id AND later.client_key = activity.client_key
        AND later.revision > activity.revision
  )
GROUP BY activity.id, maker.id, activity.ledger_id ORDER BY {order}, activity.id LIMIT $3
"""
_OPEN = _FLAGGED.format(decided="flag.decided_at IS NULL", order="min(flag.found_at)")
_DECIDED = _FLAGGED.format(decided="flag.decided_at IS NOT NULL", order="max(flag.decided_at) DESC")
_CONCERNS = """
SELECT flag.ledger_id, flag.client_key, flag.concern, flag.measured, flag.bound, flag.decided_at IS NULL AS is_open
FROM activity_flags AS flag
JOIN unnest($2::uuid[], $3::text[]) AS key (ledger_id, client_key)
  ON flag.ledger_id = key.ledger_id AND flag.client_key = key.client_key
WHERE flag.account_id = $1 AND flag.revision = (
    SELECT max(revision) FROM activities AS activity
    WHERE activity.account_id = $1 AND activity.ledger_id = flag.ledger_id AND activity.client_key = flag.client_key
)
ORDER BY flag.concern
"""
_VERDICTS = """
SELECT DISTINCT ON (review.ledger_id, review.client_key)
       review.ledger_id, review.client_key, review.verdict, review.reason_code, review.at
FROM activity_reviews AS review
JOIN unnest($2::uuid[], $3::text[]) AS key (ledger_id, client_key)
  ON review.ledger_id = key.ledger_id AND review.client_key = key.client_key
WHERE review.account_id = $1 ORDER BY review.ledger_id, review.client_key, review.number DESC
"""


@dataclass(frozen=True, slots=True)
class FlaggedActivity:
    """An activity that somebody has to look at, or has looked at, and whose it is."""

    found_activity: LoggedActivity
    person_id: UUID
    is_mine: bool


@dataclass(frozen=True, slots=True)
class RaisedConcern:
    """What about an activity is unusual (see `ActivityFlag`), and whether nobody has decided yet."""

    concern: Concern
    measured: int
    bound: int
    is_open: bool


@dataclass(frozen=True, slots=True)
class LatestVerdict:
    """What was said of an activity last, why, and when."""

    verdict: Verdict
    reason_code: ReviewReason
    at: datetime


async def flagged_activities(actor: Actor, *, decided: bool = False) -> list[FlaggedActivity]:
    """
    What waits in the regions that the actor organizes, the oldest first, at most 50; or what was decided, the latest first.

    Raises NotAllowed, SignInRequired.
    """
    rows = await work.fetch(_DECIDED if decided else _OPEN, actor.account_id, organized_paths(actor), MOST)
    found = await activities_by_id(actor, [row["id"] for row in rows])
    return [
        FlaggedActivity(found[row["id"]], row["person_id"], row["ledger_id"] == actor.ledger_id)
        for row in rows
        if row["id"] in found
    ]


async def raised_concerns(account_id: UUID, keys: Collection[ActivityKey]) -> dict[ActivityKey, list[RaisedConcern]]:
    """By activity, about the revision that counts; the caller has checked that the actor may see these people's work."""
    found: dict[ActivityKey, list[RaisedConcern]] = defaultdict(list)
    for row in await work.fetch(_CONCERNS, account_id, [key[0] for key in keys], [key[1] for key in keys]):
        found[row["ledger_id"], row["client_key"]].append(
            RaisedConcern(Concern(row["concern"]), row["measured"], row["bound"], row["is_open"])
        )
    return dict(found)


async def latest_verdicts(account_id: UUID, keys: Collection[ActivityKey]) -> dict[ActivityKey, LatestVerdict]:
    """By activity; what nobody has judged is left out. The caller has checked that the actor may see these people's work."""
    rows = await work.fetch(_VERDICTS, account_id, [key[0] for key in keys], [key[1] for key in keys])
    return {
        (row["ledger_id"], row["client_key"]): LatestVerdict(
            Verdict(row["verdict"]), ReviewReason(row["reason_code"]), row["at"]
        )
        for row in rows
    }
