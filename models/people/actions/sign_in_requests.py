"""Asking for a way in: a link and a code, sent by mail."""

from datetime import timedelta
from uuid import UUID

from models.kernel import clock, ids, outbox, work
from models.kernel.actor import Actor
from models.kernel.errors import NotAllowed, NotFound
from models.people import secrets
from models.people.rules.emails import email_key
from models.people.sign_in_tokens import link_token
from models.people.tables import Person, PersonKind, SignInRequest

LIFETIME = timedelta(minutes=15)
DEVELOPMENT_LIFETIME = timedelta(hours=24)


async def request_sign_in(actor: Actor, *, email: str, browser_secret: str | None = None) -> None:
    """
    Have a link and a code sent to an address, if somebody here signs in by it.

    Nothing tells whether: the same rows are written and the same job runs for addresses that nobody has.
    `browser_secret` binds the link to the browser that asks. Raises Invalid for what is no address.
    """
    key = email_key(email)
    async with work.unit_of_work(actor):
        found = Person.filter(account_id=actor.account_id, sign_in_key=key).exclude(kind=PersonKind.CONTACT)
        person = await found.only("id").first()
        await store_sign_in_request(actor, key, person.id if person else None, browser_secret)


async def store_sign_in_request(
    actor: Actor, key: str, person_id: UUID | None, browser_secret: str | None
) -> SignInRequest:
    """Store a request in the current unit of work, and the job that writes its mail."""
    request = await SignInRequest.create(
        id=ids.new_id(),
        account_id=actor.account_id,
        person_id=person_id,
        email_key=key,
        browser_hash=secrets.hash_token(browser_secret) if browser_secret else None,
        created_at=clock.now(),
        expires_at=clock.now() + LIFETIME,
    )
    await outbox.enqueue("people.sign_in_requested", account_id=actor.account_id, request_id=request.id)
    return request


async def make_development_link(account_id: UUID, person_id: UUID, *, development: bool) -> str:
    """
    The secret of a link that signs a person in from any browser, once, within a day.

    For demonstrations on one's own machine: raises NotAllowed unless the caller says that this is one, NotFound for
    nobody.
    """
    if not development:
        raise NotAllowed("Links without a mail are made in development only.")
    person = await Person.get_or_none(account_id=account_id, id=person_id)
    if person is None:
        raise NotFound("This person")
    request = await SignInRequest.create(
        id=ids.new_id(),
        account_id=account_id,
        person_id=person_id,
        email_key=person.email_key or "",
        unbound=True,
        created_at=clock.now(),
        expires_at=clock.now() + DEVELOPMENT_LIFETIME,
    )
    return link_token(request.id)
