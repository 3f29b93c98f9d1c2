"""Coming in by the link or the code of a mail: once, and only the one who asked."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from models.kernel import clock, work
from models.kernel.actor import Actor
from models.kernel.errors import Invalid
from models.people import secrets, sign_in_tokens
from models.people.actions.confirm_person import confirm_person
from models.people.actions.open_session import OpenedSession, open_session
from models.people.actions.revoke_session import end_session
from models.people.actions.suppress_address import lift_suppression
from models.people.errors import CodeWrong, LinkExpired, OtherBrowser
from models.people.rules.emails import email_key
from models.people.tables import Channel, Person, SessionKind, SignInRequest

WRONG_CODES = 5
_WINDOW = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A new session. The secrets are told this once; `refresh_token` is for phones alone."""

    session_token: str
    refresh_token: str | None
    session_id: UUID
    person: Person
    expires_at: datetime


async def redeem_sign_in(
    actor: Actor,
    *,
    link_token: str | None = None,
    email: str | None = None,
    code: str | None = None,
    browser_secret: str | None = None,
    client: SessionKind = SessionKind.BROWSER,
    session_name: str = "",
) -> SignedIn:
    """
    Sign in by a link's secret, or by an address and its code; the first time confirms the person (double opt-in).

    The session that the actor has, if any, ends. Raises LinkExpired, OtherBrowser, CodeWrong (five wrong codes within a
    quarter of an hour end it) and Invalid.
    """
    if client not in (SessionKind.BROWSER, SessionKind.MOBILE):
        raise Invalid("People sign in with a browser or a phone.", field="client")
    if link_token is not None:
        request_id = await _request_by_link(actor, link_token, browser_secret)
    else:
        request_id = await _request_by_code(actor, email or "", code or "")
    return await _come_in(actor, request_id, client, session_name)


async def _request_by_link(actor: Actor, link_token: str, browser_secret: str | None) -> UUID:
    request_id = sign_in_tokens.request_of_link(link_token)
    request = await SignInRequest.get_or_none(account_id=actor.account_id, id=request_id) if request_id else None
    if request is None or request.used_at is not None or request.expires_at <= clock.now():
        raise LinkExpired
    if not request.unbound and not _is_same_browser(request, browser_secret):
        raise OtherBrowser
    return request.id


def _is_same_browser(request: SignInRequest, browser_secret: str | None) -> bool:
    if request.browser_hash is None or not browser_secret:
        return False
    return secrets.same(request.browser_hash, secrets.hash_token(browser_secret))


async def _request_by_code(actor: Actor, email: str, code: str) -> UUID:
    """The open request whose code this is. A wrong one is counted, and the count stays whatever happens next."""
    key = email_key(email)
    async with work.unit_of_work(actor):
        recent = await _recent_requests(actor, key)
        attempts_left = WRONG_CODES - sum(request.wrong_codes for request in recent)
        found = _find_by_code(recent, code) if attempts_left > 0 else None
        if found is None and recent:
            await _count_wrong_code(actor, recent[0].id)
    if not recent:
        raise LinkExpired
    if found is None:
        raise CodeWrong(max(attempts_left - 1, 0))
    return found.id


async def _recent_requests(actor: Actor, key: str) -> list[SignInRequest]:
    """The requests of the last quarter of an hour for an address, newest first, locked: used ones count wrong codes too."""
    return (
        await SignInRequest.filter(
            account_id=actor.account_id, email_key=key, unbound=False, created_at__gt=clock.now() - _WINDOW
        )
        .order_by("-created_at", "-id")
        .select_for_update()
    )


def _find_by_code(requests: list[SignInRequest], code: str) -> SignInRequest | None:
    typed = "".join(character for character in code if character.isalnum())
    matching = [request for request in requests if secrets.same(typed, sign_in_tokens.code(request.id))]
    usable = (request for request in matching if request.used_at is None and request.expires_at > clock.now())
    return next((request for request in usable if request.person_id is not None), None)


async def _count_wrong_code(actor: Actor, request_id: UUID) -> None:
    await work.execute(
        "UPDATE sign_in_requests SET wrong_codes = wrong_codes + 1 WHERE account_id = $1 AND id = $2",
        actor.account_id,
        request_id,
    )


async def _come_in(actor: Actor, request_id: UUID, client: SessionKind, session_name: str) -> SignedIn:
    async with work.unit_of_work(actor):
        person = await _use_request(actor, request_id)
        person = await confirm_person(actor, person)
        await lift_suppression(person, Channel.EMAIL)
        if actor.session_id is not None:
            await end_session(actor.account_id, actor.session_id)
        opened = await open_session(person, client, name=session_name)
    return _signed_in(person, opened)


async def _use_request(actor: Actor, request_id: UUID) -> Person:
    """Use a request up; of two who try at once, one gets the person and the other LinkExpired."""
    person_id = await work.fetch_value(
        "UPDATE sign_in_requests SET used_at = $3 WHERE account_id = $1 AND id = $2 AND used_at IS NULL "
        "AND expires_at > $3 RETURNING person_id",
        actor.account_id,
        request_id,
        clock.now(),
    )
    person = await Person.get_or_none(account_id=actor.account_id, id=person_id) if person_id else None
    if person is None:
        raise LinkExpired
    await _use_up_others(person)
    return person


async def _use_up_others(person: Person) -> None:
    """Older mails that still lie about open no door any more."""
    others = SignInRequest.filter(
        account_id=person.account_id, person_id=person.id, used_at__isnull=True, unbound=False
    )
    await others.update(used_at=clock.now())


def _signed_in(person: Person, opened: OpenedSession) -> SignedIn:
    return SignedIn(opened.access_token, opened.refresh_token, opened.session_id, person, opened.expires_at)
