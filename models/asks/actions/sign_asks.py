"""An organizer lends their name to asks, or takes it back."""

from models.asks.signers import Lending, lend_name
from models.asks.tables import AskSigner
from models.kernel.actor import Actor
from models.kernel.words import lazy

_ASKS = Lending(AskSigner, "asks.sign", lazy("Organizers sign asks, of people of their regions."))


async def sign_asks(actor: Actor, *, sign: bool) -> bool:
    """
    From now on people of the actor's regions may be asked in their name, some of them, by lot (or not any more).

    Again, it changes nothing. Returns `sign`. Raises NotAllowed, SignInRequired.
    """
    return await lend_name(actor, _ASKS, sign=sign)
