"""Finds the people whose work a file tells of, among those who are here."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

import asyncpg

from models.kernel import work
from models.kernel.actor import ORGANIZING, Actor
from models.kernel.search_keys import search_key
from models.people.rules.names import name_key

_PEOPLE = """
SELECT id, ledger_id, email_key, phone, first_name, last_name, name_key, region_path, time_zone FROM people
WHERE account_id = $1
  AND (email_key = ANY($2::text[]) OR phone = ANY($3::text[]) OR name_key = ANY($4::text[]) OR id = ANY($5::uuid[]))
"""
_PAGE = 5_000


@dataclass(frozen=True, slots=True)
class Reference:
    """How a row says whose work it is; what it does not say is empty."""

    email_key: str
    phone: str
    first_name: str
    last_name: str
    person_id: UUID | None

    @property
    def is_empty(self) -> bool:
        """Whether the row says nothing by which somebody could be found."""
        return not (self.email_key or self.phone or self.person_id or (self.first_name and self.last_name))


@dataclass(frozen=True, slots=True)
class Maker:
    """Somebody who is here."""

    person_id: UUID
    ledger_id: UUID
    first_name: str
    last_name: str
    time_zone: str


@dataclass(slots=True)
class KnownMakers:
    """People in the actor's scope who may be meant in a file, by what a file can know of them."""

    by_id: dict[UUID, Maker] = field(default_factory=dict)
    by_email: dict[str, list[Maker]] = field(default_factory=lambda: defaultdict(list))
    by_phone: dict[str, list[Maker]] = field(default_factory=lambda: defaultdict(list))
    by_name: dict[str, list[Maker]] = field(default_factory=lambda: defaultdict(list))

    def add(self, row: asyncpg.Record) -> None:
        """Take in one row of `people`."""
        maker = Maker(row["id"], row["ledger_id"], row["first_name"], row["last_name"], row["time_zone"])
        if maker.person_id in self.by_id:
            return
        self.by_id[maker.person_id] = maker
        self.by_email[row["email_key"] or ""].append(maker)
        self.by_phone[row["phone"] or ""].append(maker)
        self.by_name[row["name_key"]].append(maker)

    def candidates(self, wanted: Reference) -> list[Maker]:
        """
        Who may be meant: by our own id, else by address, else by phone, else by first and last name together.

        In a household that shares an address or a phone, the names in the row decide.
        """
        if wanted.person_id is not None and wanted.person_id in self.by_id:
            return [self.by_id[wanted.person_id]]
        shared = (self.by_email.get(wanted.email_key) if wanted.email_key else None) or (
            self.by_phone.get(wanted.phone) if wanted.phone else None
        )
        if shared:
            return _agreeing(shared, wanted)
        if wanted.email_key or wanted.phone or not (wanted.first_name and wanted.last_name):
            return []
        return self.by_name.get(name_key(wanted.first_name, wanted.last_name), [])


def _agreeing(makers: Sequence[Maker], wanted: Reference) -> list[Maker]:
    """Those whom the row's names fit; a name that is not said fits. If last names tell more, they decide."""
    fitting = [maker for maker in makers if _fits(maker.first_name, wanted.first_name)]
    closer = [maker for maker in fitting if _fits(maker.last_name, wanted.last_name)]
    return closer or fitting


def _fits(known: str, said: str) -> bool:
    return not known or not said or search_key(known) == search_key(said)


async def find_makers(actor: Actor, references: Iterable[Reference]) -> KnownMakers:
    """Look up everybody in the actor's scope who may be meant, page by page."""
    known = KnownMakers()
    wanted = list(dict.fromkeys(references))
    for start in range(0, len(wanted), _PAGE):
        for row in await _fetch(actor, wanted[start : start + _PAGE]):
            if actor.covers(row["region_path"], *ORGANIZING):
                known.add(row)
    return known


async def _fetch(actor: Actor, page: Collection[Reference]) -> list[asyncpg.Record]:
    return await work.fetch(
        _PEOPLE,
        actor.account_id,
        [one.email_key for one in page if one.email_key],
        [one.phone for one in page if one.phone],
        [name_key(one.first_name, one.last_name) for one in page if one.first_name and one.last_name],
        [one.person_id for one in page if one.person_id],
    )
