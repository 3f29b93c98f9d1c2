"""What can be consented to, and what a yes at sign-up means."""

from collections.abc import Collection

from models.kernel.errors import Invalid
from models.people.errors import ConsentNeeded
from models.people.tables import Channel, Purpose

Agreement = tuple[Purpose, Channel]

OFFERED: tuple[Agreement, ...] = (
    (Purpose.PARTICIPATION, Channel.APP),
    (Purpose.ASKS, Channel.APP),
    (Purpose.ASKS, Channel.EMAIL),
    (Purpose.ASKS, Channel.SMS),
    (Purpose.ASKS, Channel.PUSH),
    (Purpose.ASKS, Channel.PERSON),
    (Purpose.NEWS, Channel.EMAIL),
    (Purpose.URGENT_CALLS, Channel.APP),
    (Purpose.URGENT_CALLS, Channel.EMAIL),
    (Purpose.URGENT_CALLS, Channel.SMS),
    (Purpose.URGENT_CALLS, Channel.PUSH),
    (Purpose.PUBLIC_BOARD, Channel.PUBLIC),
    (Purpose.SERVICE, Channel.EMAIL),
    (Purpose.SERVICE, Channel.PUSH),
    (Purpose.SERVICE, Channel.SMS),
    (Purpose.THANKS, Channel.EMAIL),
    (Purpose.THANKS, Channel.PUSH),
    (Purpose.DUTIES, Channel.EMAIL),
)
UNTIL_STOPPED: frozenset[Purpose] = frozenset({Purpose.SERVICE, Purpose.THANKS, Purpose.DUTIES})
"""What goes out by e-mail until somebody says stop: it belongs to what they do with us, or took on."""
_AT_SIGN_UP: dict[Purpose, tuple[Channel, ...]] = {
    Purpose.PARTICIPATION: (Channel.APP,),
    Purpose.ASKS: (Channel.APP, Channel.EMAIL),
    Purpose.NEWS: (Channel.EMAIL,),
}


def agreements_of_sign_up(purposes: Collection[Purpose]) -> list[Agreement]:
    """
    What somebody agrees to who ticks these purposes when signing up. Raises ConsentNeeded without participation: the
    rest follows from it.
    """
    if Purpose.PARTICIPATION not in purposes:
        raise ConsentNeeded
    return [
        (purpose, channel) for purpose, channels in _AT_SIGN_UP.items() if purpose in purposes for channel in channels
    ]


def ensure_offered(purpose: Purpose, channel: Channel) -> None:
    """Raises Invalid for a pair that makes no sense, such as news on a public board."""
    if (purpose, channel) not in OFFERED:
        raise Invalid("This is nothing that we ask for in this way.", field="channel")


def is_wanted(purpose: Purpose, channel: Channel, decided: bool | None) -> bool:
    """Whether somebody wants this, by what they decided last; None: they never did."""
    return decided if decided is not None else purpose in UNTIL_STOPPED and channel is Channel.EMAIL
