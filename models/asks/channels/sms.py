"""Text messages by a provider's HTTP API of the common kind: a form with To, From and Body, basic authentication, JSON back."""

from dataclasses import dataclass
from typing import Any

import httpx

from models.asks.channels.channel import (
    AddressDead,
    OutcomeUnknown,
    OutgoingMessage,
    PermanentFailure,
    TemporaryFailure,
)
from models.asks.rules.text_codes import is_number_dead

_LATER = {401, 403, 404, 408, 429, 503}
"""Our account, the address of the API or its load is what is wrong: the message is not."""


@dataclass(frozen=True, slots=True)
class SmsSettings:
    """
    Where text messages go. `sender`: our number in E.164, or a name; `timeout` in seconds; `idempotent`: the provider takes
    a message once that comes again under the same Idempotency-Key.
    """

    url: str
    username: str
    password: str
    sender: str
    timeout: float = 20.0
    idempotent: bool = False


class SmsChannel:
    """Sends over HTTP. Most such providers take a repeated message twice: then what was in flight at a crash is parked."""

    def __init__(self, settings: SmsSettings) -> None:
        self._settings = settings
        self._trusted = httpx.create_ssl_context()

    @property
    def honours_keys(self) -> bool:
        """As the provider says."""
        return self._settings.idempotent

    async def send(self, message: OutgoingMessage) -> None:
        """Hand the message over. Where nothing was sent yet a broken line is temporary; after that it may have been taken."""
        settings = self._settings
        headers = {"Idempotency-Key": message.message_id.strip("<>")} if settings.idempotent else {}
        form = {"To": message.to_address, "From": settings.sender, "Body": message.text}
        if message.report_url:
            form["StatusCallback"] = message.report_url
        try:
            async with httpx.AsyncClient(
                auth=(settings.username, settings.password), timeout=settings.timeout, verify=self._trusted
            ) as client:
                answer = await client.post(settings.url, data=form, headers=headers)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
            raise TemporaryFailure(repr(error)) from error
        except httpx.HTTPError as error:
            raise OutcomeUnknown(repr(error)) from error
        _judge(answer)


def _judge(answer: httpx.Response) -> None:
    """Return if the provider took the message; else raise what its answer means."""
    if answer.is_success:
        return
    told = _told(answer)
    said = f"{answer.status_code} {told.get('code', '')} {told.get('message', '')}".strip()
    if answer.status_code in _LATER:
        raise TemporaryFailure(said)
    if not answer.is_client_error:
        raise OutcomeUnknown(said)
    code = str(told.get("code", ""))
    raise AddressDead(said, code) if is_number_dead(code) else PermanentFailure(said)


def _told(answer: httpx.Response) -> dict[str, Any]:
    try:
        told = answer.json()
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}
