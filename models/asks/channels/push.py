"""Notifications in browsers (web push, RFC 8030), encrypted so that only the person's own browser reads them (RFC 8291)."""

import asyncio
import base64
import hashlib
import socket
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

import httpx
import orjson

from models.asks.channels import vapid
from models.asks.channels.channel import (
    AddressDead,
    OutcomeUnknown,
    OutgoingMessage,
    PermanentFailure,
    TemporaryFailure,
)
from models.people.actions import drop_subscription
from models.people.queries import push_subscriptions_of
from models.people.rules.push import is_public_address
from models.people.tables import PushSubscription

_GONE = {404, 410}
_LATER = {401, 403, 408, 429, 503}
"""It is our key, our clock or their load that is wrong: the message is not."""
_BEFORE_SENDING = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
NO_BROWSER = "no browser"


@dataclass(frozen=True, slots=True)
class PushSettings:
    """
    How we notify. `contact`: whom makers of browsers write to; `keep`: seconds that a browser may be off; `timeout` in
    seconds. `anywhere` sends to machines that are not public too, without encryption on the line: for tests alone.
    """

    contact: str
    keep: int = 86_400
    timeout: float = 20.0
    anywhere: bool = False


class PushChannel:
    """
    Sends to all browsers of a person; one that takes it is enough. Who takes a repeated message shows it again once the
    first was put away, so that what was in flight at a crash is parked.
    """

    honours_keys = False

    def __init__(self, settings: PushSettings) -> None:
        self._settings = settings

    async def send(self, message: OutgoingMessage) -> None:
        """Notify. A browser that is gone is forgotten; AddressDead if none is left, else the best that came of it."""
        browsers = await push_subscriptions_of(message.account_id, message.person_id)
        failures = [each for each in [await self._try(browser, message) for browser in browsers] if each]
        if len(failures) < len(browsers):
            return
        for kind in (OutcomeUnknown, TemporaryFailure, PermanentFailure):
            for failure in failures:
                if type(failure) is kind:
                    raise failure
        raise AddressDead(NO_BROWSER, NO_BROWSER)

    async def _try(self, browser: PushSubscription, message: OutgoingMessage) -> Exception | None:
        """None if its maker took the message for this browser."""
        try:
            status = await self._post(browser, message)
        except _BEFORE_SENDING as error:
            return TemporaryFailure(repr(error))
        except _NotPublic as error:
            await drop_subscription(browser.account_id, browser.id)
            return AddressDead(repr(error), NO_BROWSER)
        except httpx.HTTPError as error:
            return OutcomeUnknown(repr(error))
        if status in _GONE:
            await drop_subscription(browser.account_id, browser.id)
            return AddressDead(str(status), str(status))
        return _failure(status)

    async def _post(self, browser: PushSubscription, message: OutgoingMessage) -> int:
        settings = self._settings
        headers = {
            "TTL": str(settings.keep),
            "Urgency": "normal",
            "Topic": _topic(message),
            "Content-Encoding": "aes128gcm",
            "Authorization": vapid.authorization(browser.endpoint, settings.contact),
        }
        url, extensions = browser.endpoint, {}
        if not settings.anywhere:
            url, headers["Host"] = await _to_public_machine(browser.endpoint)
            extensions = {"sni_hostname": headers["Host"]}
        async with httpx.AsyncClient(timeout=settings.timeout, trust_env=False) as client:
            answer = await client.post(url, content=_sealed(browser, message), headers=headers, extensions=extensions)
        return answer.status_code


class _NotPublic(Exception):
    """The address leads to a machine that is nobody's business: ours, or one of our neighbours."""


async def _to_public_machine(endpoint: str) -> tuple[str, str]:
    """
    The same address with the number of the machine in it, and the machine's name: what was looked at is what is reached,
    whatever the name stands for a moment later. Raises _NotPublic.
    """
    parts = urlsplit(endpoint)
    if parts.scheme != "https" or parts.hostname is None:
        raise _NotPublic(endpoint)
    numbers = await _numbers_of(parts.hostname)
    if not numbers or not all(is_public_address(number) for number in numbers):
        raise _NotPublic(parts.hostname)
    number = f"[{numbers[0]}]" if ":" in numbers[0] else numbers[0]
    return urlunsplit(("https", f"{number}:{parts.port or 443}", parts.path, parts.query, "")), parts.hostname


async def _numbers_of(host: str) -> Sequence[str]:
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, 443, type=socket.SOCK_STREAM)
    except OSError as error:
        raise httpx.ConnectError(repr(error)) from error
    return [str(each[4][0]) for each in found]


def _sealed(browser: PushSubscription, message: OutgoingMessage) -> bytes:
    """What the service worker gets, for this browser's eyes only."""
    from pywebpush import WebPusher  # it takes half a second to import, and most processes never send one

    what = {"title": message.subject, "body": message.text, "url": message.link, "tag": _topic(message)}
    keys = {"p256dh": browser.p256dh, "auth": browser.auth}
    pusher = WebPusher({"endpoint": browser.endpoint, "keys": keys})
    return bytes(pusher.encode(orjson.dumps(what))["body"])


def _topic(message: OutgoingMessage) -> str:
    """The message's key in 22 characters: what has not been shown yet is replaced by the same (RFC 8030, 5.4)."""
    return base64.urlsafe_b64encode(hashlib.sha256(message.message_id.encode()).digest()[:16]).decode().rstrip("=")


def _failure(status: int) -> Exception | None:
    if 200 <= status < 300:
        return None
    if status in _LATER:
        return TemporaryFailure(str(status))
    return (OutcomeUnknown if status >= 500 else PermanentFailure)(str(status))
