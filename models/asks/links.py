"""
Signed links of messages: what they may do stands in the database; the link carries an id and a signature for one purpose.
"""

import base64
import binascii
from urllib.parse import urlsplit
from uuid import UUID

from models.asks.errors import LinkUnknown
from models.people import secrets

ASK = "ask-answer"
DUTIES = "duty-letters"
INVITATION = "own-invitation"
PLACE = "own-place"
STOP = "stop-letters"
_SIGNATURE_BYTES = 16
_ADDRESS: list[str] = []


def configure(base_url: str) -> None:
    """Set the address under which people reach the site, such as `https://example.org`."""
    site = base_url.rstrip("/")
    _ADDRESS[:] = [site, urlsplit(site).hostname or "localhost"]


def address(path: str) -> str:
    """The full address of a path. Raises RuntimeError before `configure`."""
    return _configured()[0] + path


def host() -> str:
    """The host name of the site: the right side of our Message-IDs. Raises RuntimeError before `configure`."""
    return _configured()[1]


def _configured() -> list[str]:
    if not _ADDRESS:
        raise RuntimeError("no address: call links.configure(base_url) when the process starts")
    return _ADDRESS


def sign(purpose: str, account_id: UUID, row_id: UUID) -> str:
    """A token of 64 characters that names a row and proves that we made it for this purpose."""
    signature = secrets.derive(purpose, account_id, row_id)[:_SIGNATURE_BYTES]
    return base64.urlsafe_b64encode(account_id.bytes + row_id.bytes + signature).decode()


def read_own(purpose: str, token: str, account_id: UUID) -> UUID:
    """The row's id of a token that this account made. Raises LinkUnknown, for those of other accounts too."""
    owner, row_id = read(purpose, token)
    if owner != account_id:
        raise LinkUnknown
    return row_id


def read(purpose: str, token: str) -> tuple[UUID, UUID]:
    """The account's and the row's id of a token. Raises LinkUnknown if it is not one of ours for this purpose."""
    try:
        raw = base64.urlsafe_b64decode(token.encode("ascii", "strict"))
    except (ValueError, binascii.Error):
        raw = b""
    if len(raw) != 32 + _SIGNATURE_BYTES:
        raise LinkUnknown
    account_id, row_id = UUID(bytes=raw[:16]), UUID(bytes=raw[16:32])
    if not secrets.same(sign(purpose, account_id, row_id), token):
        raise LinkUnknown
    return account_id, row_id
