"""What becomes of people: by the clock, when a guardian says no, and when a licence counts no longer."""

from uuid import UUID

from models.asks.actions import forget_rounds, recall_asks_of_person
from models.kernel.actor import system_actor
from models.kernel.tables import Account
from models.people.actions import forget_stale
from models.tasks.actions import give_up_shifts, give_up_unqualified
from workers.jobs.claimed import ClaimedRow


async def forget_nightly() -> None:
    """Have each account forget what is past its time."""
    for account in await Account.all().order_by("slug"):
        await forget_stale(system_actor(account.id))
        await forget_rounds(system_actor(account.id))


async def guardian_withdrew(rows: list[ClaimedRow]) -> None:
    """People whose guardian agrees no longer: nothing that was chosen for them goes out, and their places are free."""
    for row in rows:
        actor, person_id = system_actor(row["account_id"]), UUID(row["payload"]["person_id"])
        await recall_asks_of_person(actor, person_id)
        await give_up_shifts(actor, person_id=person_id)


async def qualification_lost(rows: list[ClaimedRow]) -> None:
    """People whose licence or training counts no longer: payload `person_id`, `qualification_id`."""
    for row in rows:
        person_id, qualification_id = (UUID(row["payload"][name]) for name in ("person_id", "qualification_id"))
        actor = system_actor(row["account_id"])
        await give_up_unqualified(actor, person_id=person_id, qualification_id=qualification_id)
