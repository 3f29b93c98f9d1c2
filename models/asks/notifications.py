"""
A letter as a notification. Others see a screen light up: it says neither who asks nor for what, only that there is something
to read, and where.
"""

from models.asks import links
from models.asks.channels import OutgoingMessage
from models.asks.letters import Letter
from models.asks.replies import subject_of
from models.asks.tables import Delivery
from models.kernel.words import gettext
from models.people.tables import Person


def notification_of(delivery: Delivery, letter: Letter, person: Person) -> OutgoingMessage:
    """What a browser shows, and where a tap on it leads: to the letter's first button."""
    return OutgoingMessage(
        account_id=delivery.account_id,
        person_id=delivery.person_id,
        message_id=f"<{delivery.id}@{links.host()}>",
        to_address="",
        to_name=person.first_name,
        subject=subject_of(delivery.template, letter.language),
        text=gettext(letter.language, "Tap to open it."),
        html="",
        link=letter.url(letter.buttons[0]) if letter.buttons else links.address("/messages"),
    )
