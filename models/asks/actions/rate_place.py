"""Say how a shift was: one tap in the letter after it, without signing in (`rules.md` A14)."""

from models.asks.actions.stop_purpose import as_themselves
from models.asks.own_places import PlaceQuestion, ensure_asked, place_by_token
from models.kernel import work
from models.kernel.actor import Actor
from models.kernel.words import gettext, isolated
from models.tasks.actions import give_feedback
from models.tasks.actions.lock_rows import lock_shift


async def rate_place(actor: Actor, *, token: str, rating: int, text: str = "") -> str:
    """
    Rate a shift that one came to, by the signed token of its letter; gives what we say to it, in the reader's language.

    Works once, for 60 days. Raises LinkUnknown, NotFound, Invalid, PlaceClosed, LinkTooOld; then nothing has changed.
    """
    found = await place_by_token(actor, token)
    themselves, shift_id = as_themselves(found.person), found.shift.id
    async with work.unit_of_work(themselves):
        await lock_shift(themselves, shift_id)
        ensure_asked(await place_by_token(actor, token), PlaceQuestion.RATING)
        await give_feedback(themselves, shift_id=shift_id, rating=rating, text=text)
    name = isolated(found.person.first_name)
    return gettext(found.person.language, "Thank you, {name}: that helps whoever plans the next one.", name=name)
