"""The way out of a letter: one tap, or one click of a mail program (RFC 8058), and its purpose stops."""

from dataclasses import replace

from models.asks import links
from models.asks.letters import Letter
from models.asks.tables import Delivery
from models.asks.ways import purpose_of
from models.kernel.words import gettext


def with_way_out(letter: Letter, delivery: Delivery) -> Letter:
    """The letter with a link that stops what it is for; as it is, if it has one, or was asked for: ways in and codes."""
    if letter.unsubscribe_url or purpose_of(delivery) is None:
        return letter
    url = links.address(f"/stop/{links.sign(links.STOP, delivery.account_id, delivery.id)}")
    words = gettext(letter.language, "No more of these letters: {url}", url=url)
    return replace(letter, small_print=(*letter.small_print, words), unsubscribe_url=url)
