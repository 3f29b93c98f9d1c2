"""An organizer lends their name to thank-you notes, or takes it back."""

from models.asks.signers import Lending, lend_name
from models.asks.tables import ThanksSigner
from models.kernel.actor import Actor
from models.kernel.words import lazy

_THANKS = Lending(ThanksSigner, "thanks.sign", lazy("Organizers sign thank-you notes, for newcomers of their regions."))


async def sign_thanks(actor: Actor, *, sign: bool) -> bool:
    """
    From now on newcomers of the actor's regions may be thanked in their name (or not any more, also for what is queued).

    Again, it changes nothing. Returns `sign`. Raises NotAllowed, SignInRequired.
    """
    return await lend_name(actor, _THANKS, sign=sign)
