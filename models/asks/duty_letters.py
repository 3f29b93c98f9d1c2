"""The day's letter to whoever has people in hand (`rules.md` A7, A8): whom to greet or to ask, and how long there is time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from uuid import UUID

from models.asks import links
from models.asks.cards import card_ids_of
from models.asks.letters import Button, Letter
from models.asks.tables import AskCard, Delivery
from models.kernel import clock
from models.kernel.words import gettext, isolated, ngettext
from models.people.queries import has_stopped
from models.people.rules.names import name_and_initial
from models.people.tables import Channel, GreetingLease, Person, Purpose
from models.regions.queries import regions_by_ids

MOST = 10
"""As many as a batch holds. An organizer may answer for more: the rest is counted."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody who waits for the reader: first name and initial, region, and until when."""

    name: str
    region: str
    due_at: datetime


async def compose_duties_letter(delivery: Delivery, person: Person) -> Letter | None:
    """Everybody whom the reader has in hand now; None if nobody of them came with this news, or they want no such letters."""
    if await has_stopped(person.account_id, person.id, Purpose.DUTIES, Channel.EMAIL):
        return None
    mine = GreetingLease.filter(account_id=person.account_id, greeter_person_id=person.id, closed_at__isnull=True)
    leases = await mine.order_by("due_at", "id")
    ids = await card_ids_of(person.account_id, person.id)
    cards = await AskCard.filter(account_id=person.account_id, id__in=ids).order_by("leased_until", "id")
    since = datetime.fromisoformat(delivery.parameters["since"])
    if not any(came >= since for came in [*(each.leased_at for each in leases), *(each.given_at for each in cards)]):
        return None
    return compose_duties(
        language=person.language,
        first_name=person.first_name,
        greet=await _waiting({each.person_id: each.due_at for each in leases[:MOST]}, person),
        others=max(0, len(leases) - MOST),
        ask=await _waiting({each.person_id: each.leased_until for each in cards}, person),
        now=clock.now(),
        stop_url=links.address(f"/stop/{links.sign(links.DUTIES, person.account_id, person.id)}"),
    )


async def _waiting(until: Mapping[UUID, datetime], reader: Person) -> list[Waiting]:
    found = await Person.filter(account_id=reader.account_id, id__in=list(until))
    people, regions = {each.id: each for each in found}, await regions_by_ids([each.region_id for each in found])
    waiting = []
    for person_id, due_at in until.items():
        person = people[person_id]
        region = regions.get(person.region_id)
        where = region.names.get(reader.language, region.name) if region else person.place
        waiting.append(Waiting(name_and_initial(person.first_name, person.last_name), where, due_at))
    return waiting


def compose_duties(
    *,
    language: str,
    first_name: str,
    greet: Sequence[Waiting],
    others: int,
    ask: Sequence[Waiting],
    now: datetime,
    stop_url: str,
) -> Letter:
    """One letter for all of them. `others`: how many more are to be greeted than those that are named."""
    number = len(greet) + others
    to_greet = Button(gettext(language, "See them and what you could say"), links.address("/greeting"))
    to_ask = Button(gettext(language, "See whom to ask, and for what"), links.address("/cards"))
    return Letter(
        language=language,
        subject=_subject(language, number, len(ask)),
        greeting=gettext(language, "Hello {name},", name=isolated(first_name)),
        paragraphs=(*_to_greet(language, greet, others, now), *_to_ask(language, ask, now)),
        buttons=(
            *([to_greet] if greet else []),
            *([to_ask] if ask else []),
            Button(gettext(language, "Do not write to me about this any more"), stop_url),
        ),
        small_print=(
            gettext(
                language,
                "You get this because you greet newcomers, answer for them, or offered to ask people. It comes once a day at most.",
            ),
            gettext(
                language,
                "You cannot? Nobody is lost: who is not called in time goes to somebody else, or gets a letter.",
            ),
        ),
        unsubscribe_url=stop_url,
    )


def _subject(language: str, greet: int, ask: int) -> str:
    if greet:
        return ngettext(
            language, "{number} newcomer waits for your hello", "{number} newcomers wait for your hello", greet
        )
    return ngettext(language, "{number} person could be asked by you", "{number} people could be asked by you", ask)


def _to_greet(language: str, greet: Sequence[Waiting], others: int, now: datetime) -> list[str]:
    if not greet:
        return []
    opening = ngettext(
        language,
        "{number} newcomer is in your hands. A short call is enough: whoever hears from a person within three days stays.",
        "{number} newcomers are in your hands. A short call is enough: whoever hears from a person within three days stays.",
        len(greet) + others,
    )
    more = [ngettext(language, "and {number} more", "and {number} more", others)] if others else []
    return [opening, *(_line(language, each, now) for each in greet), *more]


def _to_ask(language: str, ask: Sequence[Waiting], now: datetime) -> list[str]:
    if not ask:
        return []
    opening = ngettext(
        language,
        "{number} person fits something that is needed, and you could ask them: a call from somebody one knows beats every letter.",
        "{number} people fit something that is needed, and you could ask them: a call from somebody one knows beats every letter.",
        len(ask),
    )
    return [opening, *(_line(language, each, now) for each in ask)]


def _line(language: str, each: Waiting, now: datetime) -> str:
    hours = ceil((each.due_at - now) / timedelta(hours=1))
    left = (
        ngettext(language, "{number} hour left", "{number} hours left", hours)
        if hours > 0
        else gettext(language, "the promised time is over")
    )
    return " · ".join(part for part in (isolated(each.name), isolated(each.region), left) if part)
