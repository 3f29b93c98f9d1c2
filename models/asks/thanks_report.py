"""Whether unannounced thanks help: who came back, of those who got them and of those the lot did not fall on."""

from dataclasses import dataclass

from models.activity.queries.effective import COUNTS, VERDICT
from models.asks.rules.lottery import AFTERWARDS
from models.asks.tables import ThanksSigner
from models.kernel import clock, work
from models.kernel.actor import READING, Actor
from models.kernel.errors import NotAllowed
from models.people.policy import ensure_signed_in
from models.people.visibility import visible_condition

FEWEST = 5

_CAME_BACK = f"""
SELECT thanks.drawn, count(*) AS people, count(*) FILTER (WHERE again.yes) AS came_back
  FROM newcomer_thanks AS thanks
  JOIN people AS p ON p.account_id = thanks.account_id AND p.id = thanks.person_id
 CROSS JOIN LATERAL (
       SELECT EXISTS (
           SELECT FROM activities AS activity {VERDICT}
            WHERE activity.account_id = p.account_id AND activity.ledger_id = p.ledger_id
              AND activity.started_at > thanks.drawn_at AND activity.started_at <= thanks.drawn_at + $3::interval
              AND {COUNTS}) AS yes) AS again
 WHERE thanks.account_id = $1 AND thanks.drawn_at <= $2::timestamptz - $3::interval AND {{seen}}
 GROUP BY 1
"""


@dataclass(frozen=True, slots=True)
class ThanksReport:
    """
    Of newcomers drawn four weeks ago or longer: `thanked` of whom `thanked_back` came back within four weeks, and the same
    of the holdout. None: fewer than five. `signing`: whether the actor lends their name.
    """

    signing: bool
    thanked: int | None
    thanked_back: int | None
    held_out: int | None
    held_out_back: int | None


async def thanks_report(actor: Actor) -> ThanksReport:
    """Of the people whom the actor sees. Raises NotAllowed, SignInRequired."""
    person_id = ensure_signed_in(actor)
    if not actor.has_role(*READING):
        raise NotAllowed
    seen, parameters = visible_condition(actor, 4)
    rows = await work.fetch(_CAME_BACK.format(seen=seen), actor.account_id, clock.now(), AFTERWARDS, *parameters)
    told = {row["drawn"]: (row["people"], row["came_back"]) for row in rows if row["people"] >= FEWEST}
    signing = await ThanksSigner.exists(account_id=actor.account_id, person_id=person_id)
    return ThanksReport(signing, *told.get(True, (None, None)), *told.get(False, (None, None)))
