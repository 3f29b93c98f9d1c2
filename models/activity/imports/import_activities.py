"""Take in a table of work: look first, then keep, in batches, so that it can be undone."""

import hashlib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from models.activity.actions import NewActivity, record_many
from models.activity.imports.columns import CONTENTS, FIELDS, SYNONYMS
from models.activity.imports.drafts import ROW_LEFT_OUT, WorkReader
from models.activity.imports.makers import KnownMakers, Maker, Reference, find_makers
from models.activity.imports.moments import day_comes_first
from models.activity.imports.undo_import import SUBJECT
from models.activity.ledger import ActivityKey
from models.activity.tables import CorrectionReason, Source
from models.kernel import clock, work
from models.kernel.actor import ORGANIZING, Actor, system_actor
from models.kernel.errors import DomainError, NotAllowed
from models.kernel.tables import Account
from models.kernel.tabular.guess_columns import guess_columns, override_columns
from models.kernel.tabular.read_table import read_table
from models.kernel.tabular.source_table import FieldReader, SourceRow, SourceTable
from models.kernel.words import lazy
from models.people.imports.import_rows import begin_import, finish_import
from models.people.imports.report import ImportReport, Sentence
from models.people.rules.emails import email_key
from models.people.rules.phones import clean_phone

Progress = Callable[[int, int], None]
BATCH = 2_000
_BY_NAME_ALONE = Sentence(lazy("Found by the name alone, which only one person has. Check that it is them."))
_NO_MAKER = Sentence(lazy("The row does not say whose work it was: it needs an e-mail address or a phone number."))
_SEVERAL = Sentence(lazy("Several people could be meant. Add the first name, or another e-mail address."))
_UNKNOWN = Sentence(lazy("Nobody in your region is known by this. Import people first."))
_MONTH_FIRST = frozenset({"US", "PH", "FM", "MH", "PW"})
_KNOWN = """
SELECT DISTINCT ON (activity.ledger_id, activity.client_key)
       activity.ledger_id, activity.client_key, activity.revision, activity.voided, activity.reason_code
FROM activities AS activity
JOIN unnest($2::uuid[], $3::text[]) AS key (ledger_id, client_key)
  ON activity.ledger_id = key.ledger_id AND activity.client_key = key.client_key
WHERE activity.account_id = $1
ORDER BY activity.ledger_id, activity.client_key, activity.revision DESC
"""


async def import_activities(
    actor: Actor,
    *,
    raw: bytes,
    choices: Mapping[str, str] | None = None,
    encoding: str | None = None,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> ImportReport:
    """
    Take in the work that a file tells of (CSV in any encoding, JSON, gzip) for people who are here and whom the actor
    organizes; `dry_run` only says what would happen.

    People are found by e-mail, phone, our own id, or by a full name that only one person has. `choices` overrides
    guessed columns. Imported work is provisional. The same file again adds nothing, and an import that was broken off
    goes on; one that was undone can be taken in again. Raises NotAllowed, Invalid.
    """
    if not actor.has_role(*ORGANIZING):
        raise NotAllowed("Only organizers import work.")
    account = await Account.get(id=actor.account_id)
    table = read_table(raw, encoding=encoding)
    mapping = override_columns(guess_columns(table, SYNONYMS, CONTENTS), choices or {}, table, FIELDS)
    reader = WorkReader(table.columns, mapping, _day_first(table, mapping, account), clock.now())
    drafts = await _read(actor, table, reader, account.default_country)
    fresh = await _not_yet_known(actor.account_id, drafts)
    report = ImportReport.of(
        table,
        reader.mapping,
        reader.problems,
        fields=FIELDS,
        added=len(fresh),
        known=len(drafts) - len(fresh),
        left_out=len(table.rows) - len(drafts),
    )
    if dry_run:
        return report
    import_id = await begin_import(actor, SUBJECT, hashlib.sha256(raw).hexdigest(), report)
    await _keep(actor, import_id, fresh, progress)
    return await finish_import(actor, "activity.import", replace(report, import_id=import_id))


def _day_first(table: SourceTable, mapping: Mapping[str, list[str]], account: Account) -> bool:
    positions = [table.columns.index(name) for name in mapping.get("started_at", [])]
    texts = [row.values[position] for row in table.rows for position in positions]
    return day_comes_first(texts, usual=account.default_country not in _MONTH_FIRST)


async def _read(actor: Actor, table: SourceTable, reader: WorkReader, country: str) -> list[NewActivity]:
    cells = FieldReader(reader.columns, reader.mapping)
    happened = [row for row in table.rows if not reader.was_missed(row)]
    references = [_reference(row, cells, country) for row in happened]
    makers = await find_makers(actor, references)
    drafts = []
    for row, reference in zip(happened, references, strict=True):
        maker = _maker_of(row, reference, makers, reader)
        draft = reader.read(row, maker) if maker else None
        if draft is not None:
            drafts.append(draft)
    return drafts


def _reference(row: SourceRow, cells: FieldReader, country: str) -> Reference:
    first, last = cells.read(row, "first_name"), cells.read(row, "last_name")
    if not (first or last):
        first, _, last = cells.read(row, "full_name").rpartition(" ")
        first, last = (first, last) if first else (last, "")
    return Reference(
        email_key=_clean(cells.read(row, "email"), email_key),
        phone=_clean(cells.read(row, "phone"), lambda typed: clean_phone(typed, country)),
        first_name=first,
        last_name=last,
        person_id=_uuid_or_none(cells.read(row, "person_id")),
    )


def _clean(typed: str, clean: Callable[[str], str | None]) -> str:
    try:
        return (clean(typed) if typed else None) or ""
    except DomainError:
        return ""


def _uuid_or_none(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _maker_of(row: SourceRow, reference: Reference, makers: KnownMakers, reader: WorkReader) -> Maker | None:
    """The one person who is meant; else a note on what to do."""
    candidates = makers.candidates(reference)
    if len(candidates) == 1:
        if not (reference.email_key or reference.phone or reference.person_id):
            reader.note(row, "last_name", reference.last_name, _BY_NAME_ALONE, left_out=False)
        return candidates[0]
    said = reference.email_key or reference.phone or f"{reference.first_name} {reference.last_name}".strip()
    if reference.is_empty:
        advice = _NO_MAKER
    elif candidates:
        advice = _SEVERAL
    else:
        advice = _UNKNOWN
    reader.note(row, "email", said, advice, ROW_LEFT_OUT, left_out=True)
    return None


async def _not_yet_known(account_id: UUID, drafts: Sequence[NewActivity]) -> list[NewActivity]:
    """What is to be recorded: what is new, and what an import had brought that was undone since, as a further revision."""
    known = await _known(account_id, [(one.ledger_id, one.client_key) for one in drafts])
    fresh = []
    for one in drafts:
        revision = known.get((one.ledger_id, one.client_key), 0)
        if revision is not None:
            fresh.append(one._replace(revision=revision))
    return fresh


async def _known(account_id: UUID, keys: Collection[ActivityKey]) -> dict[ActivityKey, int | None]:
    """For keys that are there: the next revision if its import was undone, else None."""
    rows = await work.fetch(_KNOWN, account_id, [key[0] for key in keys], [key[1] for key in keys])
    return {
        (row["ledger_id"], row["client_key"]): row["revision"] + 1
        if row["voided"] and row["reason_code"] == CorrectionReason.IMPORT_UNDONE
        else None
        for row in rows
    }


async def _keep(actor: Actor, import_id: UUID, fresh: Sequence[NewActivity], progress: Progress | None) -> None:
    system = system_actor(actor.account_id)
    for start in range(0, len(fresh), BATCH):
        batch = fresh[start : start + BATCH]
        await record_many(system, batch, source=Source.IMPORT, import_id=import_id)
        if progress:
            progress(start + len(batch), len(fresh))
