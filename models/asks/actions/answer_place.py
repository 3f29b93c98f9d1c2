"""Come, or free the place: one tap in a letter about a shift, without signing in (`rules.md` A14)."""

from models.asks.actions.stop_purpose import as_themselves
from models.asks.ask_letters import occasion_of
from models.asks.errors import PlaceClosed
from models.asks.own_places import OwnPlace, PlaceQuestion, ensure_asked, place_by_token
from models.asks.replies import reply_to
from models.asks.tables import AskAnswer
from models.kernel import work
from models.kernel.actor import Actor
from models.kernel.words import gettext, isolated, lazy
from models.tasks.actions import cancel_sign_up, confirm_coming
from models.tasks.actions.lock_rows import lock_shift

_TOLD = lazy("You have told us already that you come. Thank you, your place is kept!")


async def answer_place(actor: Actor, *, token: str, coming: bool) -> str:
    """
    Say by the signed token of a letter that one comes, or free the place; gives what we say to it, in the reader's language.

    Who said that they come can still free the place; all else works once. Raises LinkUnknown, NotFound, PlaceClosed (said
    before, given back, over or called off); then nothing has changed.
    """
    found = await place_by_token(actor, token)
    themselves, shift_id = as_themselves(found.person), found.shift.id
    async with work.unit_of_work(themselves):
        await lock_shift(themselves, shift_id)
        place = await place_by_token(actor, token)
        ensure_asked(place, PlaceQuestion.COMING)
        if coming and place.assignment.coming_said_at is not None:
            raise PlaceClosed(_TOLD)
        await (confirm_coming if coming else cancel_sign_up)(themselves, shift_id=shift_id)
    return _reply(place, coming)


def _reply(place: OwnPlace, coming: bool) -> str:
    language, name = place.person.language, place.person.first_name
    if coming:
        occasion = occasion_of(place.task, place.shift)
        return reply_to(AskAnswer.YES, language, name=name, occasion=occasion, placed=True)
    return gettext(
        language,
        "Thank you for telling us, {name}: your place in “{title}” is free for somebody else.",
        name=isolated(name),
        title=isolated(place.task.title),
    )
