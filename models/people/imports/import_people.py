"""Take in a table of people: look first, then keep, in batches, so that it can be undone."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from models.kernel import clock, ids, work
from models.kernel.actor import ORGANIZING, Actor
from models.kernel.errors import NotAllowed
from models.kernel.search_keys import search_key
from models.kernel.tabular.guess_columns import guess_columns, override_columns
from models.kernel.tabular.read_table import read_table
from models.kernel.tabular.source_table import SourceTable
from models.kernel.words import lazy
from models.people.imports.columns import CONTENTS, FIELDS, SYNONYMS
from models.people.imports.drafts import PersonDraft, RowReader
from models.people.imports.import_rows import begin_import, finish_import
from models.people.imports.known_people import find_known_people
from models.people.imports.placing import Columns, Placing
from models.people.imports.report import ImportReport, Sentence
from models.people.rules.holdout import is_held_out
from models.people.rules.languages import clean_language
from models.people.rules.names import sort_key
from models.people.suppression import find_erased, hashes_of
from models.people.tables import PersonKind, PublicName
from models.regions import queries as regions

Progress = Callable[[int, int], None]
BATCH = 2_000
SUBJECT = "people"
_ELSEWHERE = Sentence(
    lazy("This place is outside of your region. Ask its organizers to import the row; it is left out.")
)
_ERASED = Sentence(
    lazy("Somebody here asked to be forgotten. Only they themselves can come back, by signing up; the row is left out.")
)


@dataclass(frozen=True, slots=True)
class _Newcomer:
    """A row that is to be added, and where its person lives."""

    draft: PersonDraft
    place: Columns


async def import_people(
    actor: Actor,
    *,
    raw: bytes,
    country: str,
    language: str = "en",
    choices: Mapping[str, str] | None = None,
    encoding: str | None = None,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> ImportReport:
    """
    Take in the people of a file (CSV in any encoding, JSON, gzip) as contacts; `dry_run` only says what would happen.

    `country` is meant where a row names none; `choices` overrides guessed columns: `{"email": "Contact"}`. Rows of other
    regions than the actor's are left out. `progress` hears of rows done and rows in all. The same file again adds
    nobody; an import that was broken off goes on. Raises NotAllowed, Invalid.
    """
    if not actor.has_role(*ORGANIZING):
        raise NotAllowed("Only organizers import people.")
    table = read_table(raw, encoding=encoding)
    reader = await _reader(table, choices or {}, country, language)
    newcomers, report = await _look(actor, table, reader)
    if dry_run:
        return report
    import_id = await begin_import(actor, SUBJECT, hashlib.sha256(raw).hexdigest(), report)
    kept = await _keep(actor, import_id, newcomers, progress)
    known = report.known + report.added - kept
    return await finish_import(actor, "people.import", replace(report, import_id=import_id, added=kept, known=known))


async def _reader(table: SourceTable, choices: Mapping[str, str], country: str, language: str) -> RowReader:
    mapping = override_columns(guess_columns(table, SYNONYMS, CONTENTS), choices, table, FIELDS)
    names = {search_key(name): region.code for region in await regions.countries() for name in _names_of(region)}
    more = {"usa": "US", "united states of america": "US", "uk": "GB", "great britain": "GB"}
    return RowReader(table.columns, mapping, country.upper(), language, more | names, clock.now().date())


def _names_of(region: Any) -> list[str]:
    return [region.code, region.name, *region.names.values()]


async def _look(actor: Actor, table: SourceTable, reader: RowReader) -> tuple[list[_Newcomer], ImportReport]:
    """What is to be added, and the report as it will be: the database is read, not written."""
    drafts = [draft for row in table.rows if (draft := reader.read(row)) is not None]
    first_of_key = {draft.key: draft for draft in reversed(drafts)}
    distinct = sorted(first_of_key.values(), key=lambda draft: draft.number)
    known = await find_known_people(actor.account_id, distinct)
    new = [draft for draft in distinct if not known.has(draft)]
    newcomers = await _placed(actor, await _never_erased(actor, new, reader), reader)
    report = ImportReport.of(
        table,
        reader.mapping,
        reader.problems,
        fields=FIELDS,
        added=len(newcomers),
        known=len(distinct) - len(new),
        repeated=len(drafts) - len(distinct),
        left_out=len(table.rows) - len(drafts) + len(new) - len(newcomers),
    )
    return newcomers, report


async def _never_erased(actor: Actor, drafts: Sequence[PersonDraft], reader: RowReader) -> list[PersonDraft]:
    """All but those who asked to be forgotten: an import does not bring them back, only they themselves."""
    hashes = [hashes_of(actor.account_id, [draft.email_key, draft.phone], draft.name_key) for draft in drafts]
    erased = await find_erased(actor.account_id, [each for one in hashes for each in one])
    kept = []
    for draft, mine in zip(drafts, hashes, strict=True):
        if erased.isdisjoint(mine):
            kept.append(draft)
        else:
            reader.note(draft.number, "", "", _ERASED, left_out=True)
    return kept


async def _placed(actor: Actor, drafts: Sequence[PersonDraft], reader: RowReader) -> list[_Newcomer]:
    placing = Placing(reader)
    newcomers = []
    for draft in drafts:
        place = await placing.columns(draft)
        if place is None:
            continue
        if not actor.covers(place["region_path"], *ORGANIZING):
            reader.note(draft.number, reader.column_of("postal_code"), draft.postal_code, _ELSEWHERE, left_out=True)
            continue
        newcomers.append(_Newcomer(draft, place))
    return newcomers


async def _keep(actor: Actor, import_id: UUID, newcomers: Sequence[_Newcomer], progress: Progress | None) -> int:
    """Add the newcomers; returns how many were still missing: others may take in the same people at once."""
    now, kept = clock.now(), 0
    for start in range(0, len(newcomers), BATCH):
        batch = newcomers[start : start + BATCH]
        async with work.unit_of_work(actor):
            missing = await _still_missing(actor.account_id, import_id, batch)
            rows = [_row(actor.account_id, import_id, one, now) for one in missing]
            if rows:
                await work.copy_rows("people", list(rows[0]), [list(row.values()) for row in rows])
        kept += len(rows)
        if progress:
            progress(start + len(batch), len(newcomers))
    return kept


async def _still_missing(account_id: UUID, import_id: UUID, batch: Sequence[_Newcomer]) -> list[_Newcomer]:
    """Those of a batch whom no other import has added by now; from here on none does, until this one is kept."""
    await work.execute("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", f"import of people:{account_id}")
    known = await find_known_people(account_id, [one.draft for one in batch], import_id=import_id)
    return [one for one in batch if not known.has(one.draft)]


def _row(account_id: UUID, import_id: UUID, newcomer: _Newcomer, now: datetime) -> dict[str, Any]:
    """A row of `people`: every column that has no default in the database, and every one that the file tells."""
    draft, ledger_id = newcomer.draft, ids.new_pseudonym()
    return newcomer.place | {
        "id": ids.new_id(),
        "account_id": account_id,
        "ledger_id": ledger_id,
        "kind": PersonKind.CONTACT,
        "email": draft.email,
        "email_key": draft.email_key,
        "first_name": draft.first_name,
        "last_name": draft.last_name,
        "public_name": PublicName.HIDDEN,
        "sort_key": sort_key(draft.first_name, draft.last_name),
        "name_key": draft.name_key,
        "language": clean_language(draft.language),
        "phone": draft.phone,
        "birth_year": draft.birth_year,
        "dismissed_questions": [],
        "willing": [],
        "unwilling": [],
        "from_home": True,
        "rank_hidden": False,
        "holdout": is_held_out(account_id, ledger_id),
        "calendar_version": 1,
        "source": "import",
        "import_id": import_id,
        "import_key": draft.key,
        "created_at": now,
        "version": 1,
    }
