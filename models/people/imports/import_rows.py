"""The row of an import, whatever it brings: begun once, finished once, however often the file is given."""

from uuid import UUID

from models.kernel import audit, clock, ids, work
from models.kernel.actor import Actor
from models.people.imports.report import ImportReport
from models.people.tables import Import


async def begin_import(actor: Actor, subject: str, digest: str, report: ImportReport) -> UUID:
    """The id of the import's row: that of an earlier attempt which never finished, or a new one."""
    unfinished = Import.filter(
        account_id=actor.account_id, subject=subject, digest=digest, finished_at__isnull=True, undone_at__isnull=True
    )
    found = await unfinished.first()
    if found is not None:
        return found.id
    async with work.unit_of_work(actor):
        created = await Import.create(
            id=ids.new_id(),
            account_id=actor.account_id,
            subject=subject,
            digest=digest,
            mapping=report.mapping,
            counts={},
            started_at=clock.now(),
        )
    return created.id


async def finish_import(actor: Actor, verb: str, report: ImportReport) -> ImportReport:
    """Store what came of it, and record it in the audit log under `verb`."""
    async with work.unit_of_work(actor):
        rows = Import.filter(account_id=actor.account_id, id=report.import_id, finished_at__isnull=True)
        await rows.update(finished_at=clock.now(), counts=report.counts())
        await audit.record(actor, verb, "import", report.import_id, counts=report.counts())
    return report
