"""E-mail addresses: which ones we take, and when two are the same."""

import re
from typing import NamedTuple

from email_validator import EmailNotValidError, validate_email

from models.kernel.errors import Invalid

_HEADER_TRICK = re.compile(r"=\?.*\?=|[\x00-\x1f\x7f]")


class EmailAddress(NamedTuple):
    """An address as it is written to, and the key by which addresses are compared."""

    written: str
    key: str


def read_email(typed: str) -> EmailAddress:
    """
    The address that somebody typed: trimmed, its domain in lower case; its key all in lower case, the domain in ASCII.

    Raises Invalid if no mail could go there. Text that a mail header would decode (`=?…?=`) is refused (`safety.md` 1).
    """
    text = typed.strip()
    if _HEADER_TRICK.search(text):
        raise Invalid("This is no e-mail address. Please check it.", field="email")
    try:
        address = validate_email(text, check_deliverability=False)
    except EmailNotValidError:
        raise Invalid("This is no e-mail address. It should look like ada@example.org.", field="email") from None
    return EmailAddress(address.normalized, f"{address.local_part.lower()}@{address.ascii_domain.lower()}")


def email_key(typed: str) -> str:
    """The key of an address. Raises Invalid; idempotent."""
    return read_email(typed).key
