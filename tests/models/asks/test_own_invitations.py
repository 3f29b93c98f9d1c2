"""Bring a friend: a yes leads to one's own invitation, which says who invites, and no more."""

import pytest

from models.asks import links
from models.asks.actions import answer_ask
from models.asks.errors import LinkUnknown
from models.asks.own_invitations import invitation_by_token, invitation_token
from models.asks.rules.next_steps import KIND_OF, Subject
from models.asks.tables import Ask, AskAnswer, AskStatus
from models.kernel import clock, ids
from models.kernel.actor import stranger
from models.kernel.errors import NotFound
from models.kernel.tables import Account
from models.people.tables import Person
from tests.factories import make_account, make_person


@pytest.fixture(autouse=True)
def reachable() -> None:
    links.configure("https://campaign.example")


async def answer_yes(person: Person, subject: Subject) -> str:
    """Where a yes leads."""
    now = clock.now()
    ask = await Ask.create(
        id=ids.new_id(), account_id=person.account_id, person_id=person.id, kind=KIND_OF[subject], subject=subject.value,
        reasons=[{"code": "helped", "times": 3}], score=1.0, status=AskStatus.SENT, chosen_on=now.date(), chosen_at=now,
    )  # fmt: skip
    token = links.sign(links.ASK, ask.account_id, ask.id)
    answered = await answer_ask(stranger(person.account_id), AskAnswer.YES, token=token)
    assert answered.leads_to is not None
    return answered.leads_to.path


async def test_who_brings_a_friend_gets_an_invitation_in_their_first_name(account: Account) -> None:
    person = await make_person(account, last_name="Lovelace")
    path = await answer_yes(person, Subject.BRING_FRIEND)
    token = invitation_token(account.id, person.id)
    assert path == f"/invitation/{token}"
    found = await invitation_by_token(stranger(account.id), token)
    assert (found.first_name, found.address) == ("Ada", f"https://campaign.example/join?invitation={token}")


async def test_every_other_yes_leads_where_it_led(account: Account) -> None:
    assert await answer_yes(await make_person(account), Subject.LEAD_TEAM) == "/team"


async def test_an_invitation_that_is_not_ours_or_of_nobody_invites_nobody(account: Account) -> None:
    person, elsewhere = await make_person(account), await make_account()
    for token in (
        "",
        "nonsense",
        links.sign(links.PLACE, account.id, person.id),
        invitation_token(elsewhere.id, person.id),
    ):
        with pytest.raises(LinkUnknown):
            await invitation_by_token(stranger(account.id), token)
    contact = await make_person(account, kind="contact")
    for person_id in (contact.id, ids.new_id()):
        with pytest.raises(NotFound):
            await invitation_by_token(stranger(account.id), invitation_token(account.id, person_id))
