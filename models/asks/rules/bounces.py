"""What a mail server's enhanced status code (RFC 3463) says about an address."""

import re

_DEAD = re.compile(r"5\.(1\.(1|2|3|6|10)|2\.1)")


def is_address_dead(status: str) -> bool:
    """
    Whether nobody will ever be reached there: no such mailbox, domain or syntax, moved away, takes no mail, closed.

    A full mailbox, a message that is too large and a server that thinks it spam say nothing against the address.
    """
    return _DEAD.fullmatch(status) is not None
