"""
Letters about a shift that somebody signed up for or came to (`rules.md` A14): each is written when it is sent, and only if it is
still true.
"""

from collections.abc import Awaitable, Callable
from datetime import datetime
from functools import partial
from uuid import UUID

from models.asks import links
from models.asks.ask_facts import is_paused, takes_place
from models.asks.ask_letters import occasion_of
from models.asks.composing import Occasion, say_facts_of, say_hours, say_when
from models.asks.letters import Button, Letter
from models.asks.own_places import place_address, place_buttons
from models.asks.rules.shift_letters import TIMINGS, ShiftLetter
from models.asks.tables import Delivery
from models.kernel import clock
from models.kernel.words import gettext, isolated, lazy, ngettext
from models.people.tables import Person
from models.tasks.rules import COMING
from models.tasks.tables import Assignment, AssignmentState, Shift, Task

FEW = 5
"""How many came is told from so many on: fewer can be guessed by name (`rules.md` D)."""


# Subject and paragraphs, with {title}, {hours} and {facts} (what, when and where).
_AHEAD = {
    ShiftLetter.NEAR: (
        lazy("In a few days: {title}"),
        lazy("You signed up for this: {facts}"),
        lazy("You are still coming? Then there is nothing you need to do: your place is kept."),
    ),
    ShiftLetter.TOMORROW: (lazy("See you soon: {title}"), lazy("Good that you are coming: {facts}")),
    ShiftLetter.SOON: (lazy("{hours}: {title}"), lazy("It begins before long: {facts}")),
}


async def compose_ahead(letter: ShiftLetter, delivery: Delivery, person: Person) -> Letter | None:
    """What somebody hears before a shift: what, when and where; one tap says that they come, or frees the place."""
    task, shift, own = await _read(delivery)
    if own is None or not _is_still_ahead(delivery, letter, task, shift, own):
        return None
    occasion = occasion_of(task, shift)
    language = person.language
    said = {"title": occasion.title, "hours": say_hours(occasion, language), "facts": say_facts_of(language, occasion)}
    subject, *paragraphs = (gettext(language, words, **said) for words in _AHEAD[letter])
    return Letter(
        language=language,
        subject=subject,
        greeting=gettext(language, "Hello {name},", name=isolated(person.first_name)),
        paragraphs=tuple(paragraphs),
        buttons=place_buttons(language, own),
        small_print=(gettext(language, "You cannot come? Please free the place, so that the next person gets it."),),
    )


async def compose_shift_feedback_letter(delivery: Delivery, person: Person) -> Letter | None:
    """After it: how was it? Not if they have said so."""
    task, _, assignment = await _read(delivery)
    if assignment is None or assignment.state is not AssignmentState.ATTENDED or assignment.rating is not None:
        return None
    language = person.language
    return Letter(
        language=language,
        subject=gettext(language, "How was it? {title}", title=task.title),
        greeting=gettext(language, "Hello {name},", name=isolated(person.first_name)),
        paragraphs=(
            gettext(language, "Thank you for coming to “{title}”.", title=isolated(task.title)),
            gettext(language, "One to five stars, and a few words if you like: they help whoever plans the next one."),
        ),
        buttons=(Button(gettext(language, "Say how it was"), place_address(assignment)), *_stars(language, assignment)),
    )


async def compose_shift_thanks_letter(delivery: Delivery, person: Person) -> Letter | None:
    """Thanks with a fact, and what comes next for them."""
    task, shift, assignment = await _read(delivery)
    if assignment is None or assignment.state is not AssignmentState.ATTENDED or is_paused(person):
        return None
    language, occasion = person.language, occasion_of(task, shift)
    following = await _next_shift_of(person)
    asked = () if assignment.rating else (Button(gettext(language, "Say how it was"), place_address(assignment)),)
    thanks = gettext(
        language,
        "Thank you for having been at “{title}”: {when}.",
        title=isolated(task.title),
        when=say_when(occasion, language),
    )
    return Letter(
        language=language,
        subject=gettext(language, "Thank you, {name}", name=person.first_name),
        greeting=gettext(language, "Hello {name},", name=isolated(person.first_name)),
        paragraphs=(thanks, *_say_how_many(language, await _number_there(shift)), *_say_next(language, following)),
        buttons=(Button(gettext(language, "See what is needed next"), links.address("/tasks")), *asked),
    )


SHIFT_COMPOSERS: dict[str, Callable[[Delivery, Person], Awaitable[Letter | None]]] = {
    **{letter: partial(compose_ahead, letter) for letter in _AHEAD},
    ShiftLetter.FEEDBACK: compose_shift_feedback_letter,
    ShiftLetter.THANKS: compose_shift_thanks_letter,
}


def _is_still_ahead(delivery: Delivery, letter: ShiftLetter, task: Task, shift: Shift, own: Assignment) -> bool:
    """Whether the shift takes place when it was to, the reader means to come, and it is not too late for this letter."""
    moved = shift.starts_at != datetime.fromisoformat(delivery.parameters["starts_at"])
    too_late = clock.now() > shift.starts_at + TIMINGS[letter].until
    return takes_place(task, shift) and own.state in COMING and not moved and not too_late


def _stars(language: str, assignment: Assignment) -> list[Button]:
    """Five to one: each opens the page with so many chosen."""
    words = [
        (number, ngettext(language, "{number} star of 5", "{number} stars of 5", number)) for number in (5, 4, 3, 2, 1)
    ]
    return [Button(said, place_address(assignment, f"rating={number}")) for number, said in words]


async def _read(delivery: Delivery) -> tuple[Task, Shift, Assignment | None]:
    shift = await Shift.get(account_id=delivery.account_id, id=UUID(delivery.parameters["shift_id"]))
    own = Assignment.filter(account_id=shift.account_id, shift_id=shift.id, person_id=delivery.person_id)
    return await Task.get(account_id=shift.account_id, id=shift.task_id), shift, await own.first()


async def _number_there(shift: Shift) -> int:
    return await Assignment.filter(
        account_id=shift.account_id, shift_id=shift.id, state=AssignmentState.ATTENDED
    ).count()


def _say_how_many(language: str, number: int) -> tuple[str, ...]:
    if number < FEW:
        return ()
    return (ngettext(language, "You were {number} person there.", "You were {number} people there.", number),)


async def _next_shift_of(person: Person) -> Occasion | None:
    own = Assignment.filter(account_id=person.account_id, person_id=person.id, state__in=list(COMING))
    ids = [row.shift_id for row in await own]
    ahead = Shift.filter(account_id=person.account_id, id__in=ids, starts_at__gt=clock.now(), cancelled_at__isnull=True)
    shift = await ahead.order_by("starts_at", "id").first()
    return occasion_of(await Task.get(account_id=shift.account_id, id=shift.task_id), shift) if shift else None


def _say_next(language: str, following: Occasion | None) -> tuple[str, ...]:
    if following is None:
        return (gettext(language, "Whenever you like to come again: there is always something to do."),)
    return (gettext(language, "Your next shift: {facts}", facts=say_facts_of(language, following)),)
