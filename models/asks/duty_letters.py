"""The day's letter to whoever answers for newcomers (`rules.md` A7): who they are, and how long there is still time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from models.asks import links
from models.asks.letters import Button, Letter
from models.asks.tables import Delivery
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
    """Somebody who waits for a first call: first name and initial, region, and until when they were promised it."""

    name: str
    region: str
    due_at: datetime


async def compose_duties_letter(delivery: Delivery, person: Person) -> Letter | None:
    """Everybody whom the reader answers for now; None if nobody of them came with this news, or they want no such letters."""
    if await has_stopped(person.account_id, person.id, Purpose.DUTIES, Channel.EMAIL):
        return None
    mine = GreetingLease.filter(
        account_id=delivery.account_id, greeter_person_id=person.id, closed_at__isnull=True
    ).order_by("due_at", "id")
    leases = await mine
    since = datetime.fromisoformat(delivery.parameters["since"])
    if not any(lease.leased_at >= since for lease in leases):
        return None
    return compose_duties(
        language=person.language,
        first_name=person.first_name,
        waiting=await _waiting(leases[:MOST], person),
        others=max(0, len(leases) - MOST),
        now=clock.now(),
        stop_url=links.address(f"/stop/{links.sign(links.DUTIES, person.account_id, person.id)}"),
    )


async def _waiting(leases: Sequence[GreetingLease], person: Person) -> list[Waiting]:
    found = await Person.filter(account_id=person.account_id, id__in=[lease.person_id for lease in leases])
    people = {person.id: person for person in found}
    regions = await regions_by_ids([person.region_id for person in found])
    waiting = []
    for lease in leases:
        newcomer = people[lease.person_id]
        region = regions.get(newcomer.region_id)
        where = region.names.get(person.language, region.name) if region else newcomer.place
        waiting.append(Waiting(name_and_initial(newcomer.first_name, newcomer.last_name), where, lease.due_at))
    return waiting


def compose_duties(
    *, language: str, first_name: str, waiting: Sequence[Waiting], others: int, now: datetime, stop_url: str
) -> Letter:
    """One letter for all of them. `others`: how many more than the `waiting` that are named."""
    number = len(waiting) + others
    subject = ngettext(
        language, "{number} newcomer waits for your hello", "{number} newcomers wait for your hello", number
    )
    return Letter(
        language=language,
        subject=subject,
        greeting=gettext(language, "Hello {name},", name=isolated(first_name)),
        paragraphs=(
            ngettext(
                language,
                "{number} newcomer is in your hands. A short call is enough: whoever hears from a person within three days stays.",
                "{number} newcomers are in your hands. A short call is enough: whoever hears from a person within three days "
                "stays.",
                number,
            ),
            *(_line(language, each, now) for each in waiting),
            *([ngettext(language, "and {number} more", "and {number} more", others)] if others else []),
        ),
        buttons=(
            Button(gettext(language, "See them and what you could say"), links.address("/greeting")),
            Button(gettext(language, "Do not write to me about this any more"), stop_url),
        ),
        small_print=(
            gettext(
                language, "You get this because you greet newcomers, or answer for them. It comes once a day at most."
            ),
            gettext(language, "You cannot? Give them back on that page: then somebody else is looked for at once."),
        ),
        unsubscribe_url=stop_url,
    )


def _line(language: str, each: Waiting, now: datetime) -> str:
    hours = ceil((each.due_at - now) / timedelta(hours=1))
    left = (
        ngettext(language, "{number} hour left", "{number} hours left", hours)
        if hours > 0
        else gettext(language, "the promised time is over")
    )
    return " · ".join(part for part in (isolated(each.name), isolated(each.region), left) if part)
