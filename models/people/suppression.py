"""
Whom no import may bring back: people who were erased, known by keyed hashes of how they could be reached.

The hash needs our secret key (HMAC-SHA-256), so that a copy of the table does not tell who they were. Where others of a
household go on using the address, only address and name together are kept: they shall not be shut out with them.
"""

from collections.abc import Collection, Iterable
from uuid import UUID

from models.kernel import clock, ids, work
from models.people import secrets
from models.people.tables import Person

_REMEMBER = """
INSERT INTO erased_addresses (id, account_id, address_hash, erased_at)
SELECT fresh.id, $1, fresh.hash, $4 FROM unnest($2::uuid[], $3::text[]) AS fresh (id, hash)
ON CONFLICT DO NOTHING
"""
_SHARED = """
SELECT EXISTS (SELECT FROM people WHERE account_id = $1 AND id <> $2 AND email_key = $3),
       EXISTS (SELECT FROM people WHERE account_id = $1 AND id <> $2 AND phone = $4)
"""
_KNOWN = "SELECT address_hash FROM erased_addresses WHERE account_id = $1 AND address_hash = ANY($2::text[])"
_FORGET = "DELETE FROM erased_addresses WHERE account_id = $1 AND address_hash = ANY($2::text[])"
_PAGE = 10_000


def hashes_of(account_id: UUID, addresses: Iterable[str | None], name_key: str) -> list[str]:
    """Under what somebody may be remembered: each address (normalised e-mail, E.164) alone, and with their name."""
    known = [address for address in addresses if address]
    return [
        secrets.derive("erased address", account_id, address, name).hex()
        for address in known
        for name in ("", name_key)
    ]


async def remember_erased(person: Person) -> None:
    """Keep the hashes of somebody whose row is about to go, in the current unit of work."""
    email_shared, phone_shared = await _shared(person)
    kept = [
        secrets.derive("erased address", person.account_id, address, person.name_key if is_shared else "").hex()
        for address, is_shared in ((person.email_key, email_shared), (person.phone, phone_shared))
        if address
    ]
    await work.execute(_REMEMBER, person.account_id, ids.new_ids(len(kept)), kept, clock.now())


async def _shared(person: Person) -> tuple[bool, bool]:
    row = await work.fetch_row(_SHARED, person.account_id, person.id, person.email_key, person.phone)
    return (bool(row[0]), bool(row[1])) if row else (False, False)


async def forget_erased(person: Person) -> None:
    """Somebody came back by themself: nothing keeps them out any more."""
    await work.execute(_FORGET, person.account_id, hashes_of(person.account_id, [person.email_key], person.name_key))


async def find_erased(account_id: UUID, hashes: Collection[str]) -> set[str]:
    """Those of the hashes that stand for somebody who was erased."""
    wanted, found = list(hashes), set()
    for start in range(0, len(wanted), _PAGE):
        found |= {row[0] for row in await work.fetch(_KNOWN, account_id, wanted[start : start + _PAGE])}
    return found
