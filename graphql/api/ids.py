"""Opaque global ids: the type's name and the UUID, so that one `node(id)` finds everything and no id is taken for another's."""

import base64
import binascii
from uuid import UUID

NOBODY = UUID(int=0)
_UUID_BYTES = 16


def global_id(type_name: str, row_id: UUID) -> str:
    """The id under which clients know a row: `global_id("Task", task.id)`."""
    return base64.urlsafe_b64encode(type_name.encode() + b":" + row_id.bytes).decode().rstrip("=")


def row_id(type_name: str, given: str) -> UUID:
    """
    The UUID inside a global id of a `Task`, a `Person`, ….

    An id of another type, or of none, becomes the id of nobody: whoever looks it up then answers exactly as for an
    unknown id, with the same words.
    """
    parsed = parse(given)
    return parsed[1] if parsed is not None and parsed[0] == type_name else NOBODY


def row_ids(type_name: str, given: list[str]) -> list[UUID]:
    """`row_id` of each."""
    return [row_id(type_name, each) for each in given]


def parse(given: str) -> tuple[str, UUID] | None:
    """The type's name and the UUID of a global id in its one canonical spelling, else None."""
    try:
        raw = base64.urlsafe_b64decode(given.encode("ascii") + b"=" * (-len(given) % 4))
        name, colon, key = raw[: -_UUID_BYTES - 1].decode("ascii"), raw[-_UUID_BYTES - 1 : -_UUID_BYTES], raw[-16:]
    except (ValueError, binascii.Error):
        return None
    if colon != b":" or not name.isidentifier():
        return None
    parsed = UUID(bytes=key)
    return (name, parsed) if global_id(name, parsed) == given else None
