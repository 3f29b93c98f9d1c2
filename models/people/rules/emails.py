"""E-mail addresses: which ones we take, and when two are the same."""

import re

from email_validator import EmailNotValidError, validate_email

from models.kernel.errors import Invalid

_HEADER_TRICK = re.compile(r"=\?.*\?=|[\x00-\x1f\x7f]")


def clean_email(typed: str) -> str:
    """
    The address as it is written to: trimmed, its domain in lower case. Raises Invalid if no mail could go there.

    Text that a mail header would decode (`=?…?=`) is refused (`safety.md` 1).
    """
    text = typed.strip()
    if _HEADER_TRICK.search(text):
        raise Invalid("This is no e-mail address. Please check it.", field="email")
    try:
        return validate_email(text, check_deliverability=False).normalized
    except EmailNotValidError:
        raise Invalid("This is no e-mail address. It should look like ada@example.org.", field="email") from None


def email_key(typed: str) -> str:
    """The form in which addresses are compared: lower case, international domains in ASCII. Raises Invalid; idempotent."""
    address = validate_email(clean_email(typed), check_deliverability=False)
    return f"{address.local_part.lower()}@{address.ascii_domain.lower()}"
