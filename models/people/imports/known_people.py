"""Who of a file is here already."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from models.kernel import work
from models.people.imports.drafts import PersonDraft

_PAGE = 10_000


@dataclass(frozen=True, slots=True)
class KnownPeople:
    """The people of an account who may be in a file: by the key of an earlier import, and by address and name."""

    keys: frozenset[str]
    birth_years: dict[tuple[str, str], set[int | None]]
    addresses: frozenset[str]

    def has(self, draft: PersonDraft) -> bool:
        """
        Whether a row speaks of somebody who is here.

        The same row was imported before; or address and name agree and no year of birth speaks against it. Where two
        years are known, only the same row is the same person: in a family, names repeat.
        """
        if draft.key in self.keys:
            return True
        if draft.email_key is None:
            return False
        if not draft.name_key:
            return draft.email_key in self.addresses
        years = self.birth_years.get((draft.email_key, draft.name_key))
        return years is not None and (draft.birth_year is None or None in years)


async def find_known_people(
    account_id: UUID, drafts: Sequence[PersonDraft], *, import_id: UUID | None = None
) -> KnownPeople:
    """
    Look up everybody who may be among some rows, page by page.

    Of what this import has brought itself (`import_id`) only the same row is known again: one file tells its people apart.
    """
    keys: set[str] = set()
    years: dict[tuple[str, str], set[int | None]] = {}
    for start in range(0, len(drafts), _PAGE):
        page = drafts[start : start + _PAGE]
        rows = await work.fetch(
            "SELECT import_key, email_key, name_key, birth_year, import_id FROM people "
            "WHERE account_id = $1 AND (import_key = ANY($2::text[]) OR email_key = ANY($3::text[]))",
            account_id,
            [draft.key for draft in page],
            [draft.email_key for draft in page if draft.email_key],
        )
        for row in rows:
            keys.add(row["import_key"] or "")
            if import_id is None or row["import_id"] != import_id:
                years.setdefault((row["email_key"] or "", row["name_key"]), set()).add(row["birth_year"])
    return KnownPeople(frozenset(keys - {""}), years, frozenset(address for address, _ in years if address))
