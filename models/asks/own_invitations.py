"""
Somebody's own invitation, to give to a friend: its link opens the page on which one joins, and says by first name who invites.

It credits nobody: sign-ups are nothing that points are given for (`rules.md` G7).
"""

from dataclasses import dataclass, replace
from uuid import UUID

from models.asks import links
from models.asks.rules.next_steps import Subject
from models.asks.step_words import Wording, subject_asked, wording_of
from models.asks.tables import Ask
from models.kernel.actor import Actor
from models.kernel.errors import NotFound
from models.people.tables import Person, PersonKind


@dataclass(frozen=True, slots=True)
class OwnInvitation:
    """Who invites, and the address for their friend."""

    first_name: str
    address: str


def invitation_token(account_id: UUID, person_id: UUID) -> str:
    """What proves that somebody invites; whoever holds it reads their first name, and no more."""
    return links.sign(links.INVITATION, account_id, person_id)


async def invitation_by_token(actor: Actor, token: str) -> OwnInvitation:
    """The invitation of a link. Raises LinkUnknown, or NotFound if whoever invites is no volunteer (any more)."""
    person_id = links.read_own(links.INVITATION, token, actor.account_id)
    person = await Person.get_or_none(account_id=actor.account_id, id=person_id, kind=PersonKind.VOLUNTEER)
    if person is None:
        raise NotFound("This invitation")
    return OwnInvitation(person.first_name, links.address(f"/join?invitation={token}"))


def where_yes_leads(ask: Ask) -> Wording:
    """The words for a yes to what is no shift, and where it leads: whoever brings a friend gets their invitation."""
    wording = wording_of(ask)
    if subject_asked(ask) is not Subject.BRING_FRIEND:
        return wording
    return replace(wording, path=wording.path + invitation_token(ask.account_id, ask.person_id))
