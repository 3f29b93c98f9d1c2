"""Identifiers: UUID version 7 (RFC 9562), made here rather than in the database so that a row is known before it is written."""

import secrets
from uuid import NAMESPACE_URL, UUID, uuid4, uuid5

from asyncpg.pgproto import pgproto

from models.kernel import clock

_RANDOM_BITS = 74
"""One of them is left at 0 to begin with, as room for the steps."""
_STEP_BITS = 40

_latest = (0, 0)
"""Milliseconds and random bits of the latest id."""


def new_id() -> UUID:
    """
    A fresh UUIDv7: 48 bits of milliseconds, then random bits, so that new rows lie at the end of an index.

    Those that one process makes in one millisecond ascend (RFC 9562, 6.2, method 2): what was written later sorts later.
    """
    global _latest
    milliseconds, (before, noise) = _milliseconds(), _latest
    same = milliseconds == before
    noise = noise + 1 + secrets.randbits(_STEP_BITS) if same else secrets.randbits(_RANDOM_BITS - 1)
    _latest = milliseconds, noise
    high = (milliseconds << 16) | (0x7 << 12) | (noise >> 62)
    low = (0b10 << 62) | (noise & ((1 << 62) - 1))
    return UUID(int=(high << 64) | low)


def _milliseconds() -> int:
    return int(clock.now().timestamp() * 1000) & ((1 << 48) - 1)


def new_ids(count: int) -> list[UUID]:
    """
    As many as `count` calls of `new_id()` give, at a tenth of the cost: for bulk loads. All of one moment, unordered.

    They are of the class that asyncpg reads ids as: a UUID in every way, several times quicker to make, hash and send.
    """
    fixed = (_milliseconds() << 80) | (0x7 << 76) | (0b10 << 62)
    noise = secrets.token_bytes(10 * count)
    drawn = (int.from_bytes(noise[start : start + 10]) for start in range(0, 10 * count, 10))
    return [pgproto.UUID((fixed | (bits & (0xFFF << 64)) | (bits & ((1 << 62) - 1))).to_bytes(16)) for bits in drawn]


def new_pseudonym() -> UUID:
    """A name that says nothing, not even when it was given: a random UUIDv4."""
    return uuid4()


def id_for(code: str) -> UUID:
    """The same id for the same code, everywhere and always: for reference data such as regions and skills."""
    return uuid5(NAMESPACE_URL, f"groundswell:{code}")
