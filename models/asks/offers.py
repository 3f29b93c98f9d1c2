"""Who said yes to host or to lead a team, for the organizers of their region: somebody has to get in touch with them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from models.asks.policy import may_ask
from models.asks.rules.next_steps import Subject
from models.asks.step_words import subject_asked
from models.asks.tables import Ask, AskAnswer
from models.kernel import clock
from models.kernel.actor import ORGANIZING, Actor
from models.kernel.errors import NotAllowed
from models.people.visibility import visible_to

SHOWN_FOR = timedelta(days=90)
OFFERED = (Subject.HOST, Subject.LEAD_TEAM)
MOST = 200


@dataclass(frozen=True, slots=True)
class StepOffer:
    """Somebody who would take a step, and since when."""

    person_id: UUID
    subject: Subject
    at: datetime


async def step_offers(actor: Actor) -> list[StepOffer]:
    """Of the people whom the actor organizes, those who said yes within 90 days, newest first. Raises NotAllowed."""
    if not actor.has_role(*ORGANIZING):
        raise NotAllowed
    yes = Ask.filter(account_id=actor.account_id, answer=AskAnswer.YES, subject__in=[each.value for each in OFFERED])
    asks = await yes.filter(chosen_at__gt=clock.now() - SHOWN_FOR).order_by("-answered_at", "-id")
    people = visible_to(actor).filter(id__in=[ask.person_id for ask in asks])
    own = {person.id for person in await people if may_ask(actor, person.region_path)}
    found = [ask for ask in asks if ask.person_id in own][:MOST]
    return [StepOffer(ask.person_id, subject_asked(ask), ask.answered_at or ask.chosen_at) for ask in found]
