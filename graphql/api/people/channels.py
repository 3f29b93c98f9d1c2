"""Ways that messages go, for every domain of the API."""

from api.enums import described
from models.people.tables import Channel

__all__ = ["Channel"]

described(
    Channel,
    "The way a message goes, or the place where a name appears.",
    APP="On this site.",
    EMAIL="By e-mail.",
    SMS="By text message.",
    PUSH="By notification on a phone or in a browser.",
    PERSON="By somebody of one's team, personally, who sees one's phone number for it.",
    PUBLIC="In public, on boards and displays.",
)
