"""The codes that are texted to a number to show whose it is: derived from the proof's id, so that nothing is stored."""

from datetime import timedelta
from uuid import UUID

from models.people import secrets

LIFETIME = timedelta(minutes=15)


def code_of(proof_id: UUID) -> str:
    """The six digits of a proof."""
    return secrets.derive_code("phone code", proof_id)
