"""Learning how likely people say yes, come, and come back: every night, in pages of people."""

from uuid import UUID

from models.kernel import outbox, work
from models.kernel.actor import system_actor
from models.kernel.tables import Account
from models.matching.actions import begin_fit, count_page, finish_fit
from models.matching.chances import ChanceKind
from workers.jobs.claimed import ClaimedRow


async def fit(rows: list[ClaimedRow]) -> None:
    """Begin to learn a chance: payload `kind`. The job's id becomes that of the fit, so that it begins once."""
    for row in rows:
        kind = ChanceKind(row["payload"]["kind"])
        await begin_fit(system_actor(row["account_id"]), fit_id=row["id"], kind=kind)


async def count(rows: list[ClaimedRow]) -> None:
    """Count pages: payload `fit_id`, `number`, and the ids `after` and `last` between which its people are."""
    for row in rows:
        page = row["payload"]
        await count_page(
            system_actor(row["account_id"]),
            fit_id=UUID(page["fit_id"]),
            number=page["number"],
            after=UUID(page["after"]),
            last=UUID(page["last"]),
        )


async def finish(rows: list[ClaimedRow]) -> None:
    """Fit what was counted: payload `fit_id`."""
    for row in rows:
        await finish_fit(system_actor(row["account_id"]), fit_id=UUID(row["payload"]["fit_id"]))


async def fit_nightly() -> None:
    """Have each account learn all chances."""
    for account in await Account.all():
        async with work.unit_of_work(system_actor(account.id)):
            for kind in ChanceKind:
                await outbox.enqueue("chances.fit", account_id=account.id, kind=kind.value)
