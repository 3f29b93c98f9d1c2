"""Organizers who lend their name to letters, and take it back whenever they like."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from models.asks.tables import AskSigner, ThanksSigner
from models.kernel import audit, clock, ids, work
from models.kernel.actor import ORGANIZING, Actor
from models.kernel.errors import NotAllowed
from models.people.policy import ensure_in_person
from models.people.rules.names import name_and_initial

_SIGNERS = """
FROM ask_signers AS name
JOIN memberships AS role ON role.account_id = name.account_id AND role.person_id = name.person_id
WHERE name.account_id = p.account_id AND role.ended_at IS NULL AND role.role IN ('organizer', 'admin')
  AND role.team_id IS NULL AND starts_with(p.region_path, role.region_path) AND name.person_id <> p.id
"""
HAS_ASK_SIGNER = f"EXISTS (SELECT {_SIGNERS})"
"""Whether there is somebody to sign an ask of a person `p`, in SQL."""

# The one whose region is the smallest around the reader's.
_WHO = f"""
SELECT p.id, signer.first_name, signer.last_name
  FROM people AS p
 CROSS JOIN LATERAL (SELECT name.person_id {_SIGNERS} ORDER BY length(role.region_path) DESC, name.person_id LIMIT 1) AS chosen
  JOIN people AS signer ON signer.account_id = p.account_id AND signer.id = chosen.person_id
 WHERE p.account_id = $1 AND p.id = ANY($2::uuid[])
"""


@dataclass(frozen=True, slots=True)
class Lending:
    """What a name is lent to: the table of those who do, what the audit log calls it, and what others are told."""

    table: type[ThanksSigner] | type[AskSigner]
    verb: str
    refusal: str


async def lend_name(actor: Actor, lending: Lending, *, sign: bool) -> bool:
    """
    From now on letters to people of the actor's regions may go out in their name (or not any more, also what is queued).

    Again, it changes nothing. Returns `sign`. Raises NotAllowed, SignInRequired.
    """
    person_id = ensure_in_person(actor)
    if not actor.has_role(*ORGANIZING):
        raise NotAllowed(lending.refusal)
    async with work.unit_of_work(actor):
        mine = lending.table.filter(account_id=actor.account_id, person_id=person_id)
        if sign == await mine.exists():
            return sign
        if sign:
            await lending.table.create(
                id=ids.new_id(), account_id=actor.account_id, person_id=person_id, since=clock.now()
            )
        else:
            await mine.delete()
        await audit.record(actor, lending.verb, "person", person_id, sign=sign)
    return sign


async def ask_signers(account_id: UUID, person_ids: Collection[UUID]) -> dict[UUID, str]:
    """By reader: the organizer who signs their asks, by first name and initial."""
    rows = await work.fetch(_WHO, account_id, list(person_ids))
    return {row["id"]: name_and_initial(row["first_name"], row["last_name"]) for row in rows}
