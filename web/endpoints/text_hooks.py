"""Webhooks of the provider of text messages: what people answer, and what became of our messages."""

from uuid import UUID
from xml.sax.saxutils import escape

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from api.context import Context
from models.asks import hooks, links
from models.asks.actions import hear_text_message, hear_text_report
from models.kernel import webhooks
from models.kernel.errors import DomainError
from web import door

SIGNATURE = "x-twilio-signature"
_STATUS = {"SIGNATURE_WRONG": 401, "ALREADY_TAKEN": 409}


async def message(request: Request) -> Response:
    """A text message came in: STOP and HELP act and are answered, anything else is not."""
    try:
        context, fields = await _opened(request)
        told = {"sender": fields.get("From", ""), "text": fields.get("Body", ""), "sid": fields.get("MessageSid", "")}
        answer = await hear_text_message(context.account, **told)
    except DomainError as refusal:
        return _said("", _STATUS[refusal.code])
    said = f"<Message>{escape(answer)}</Message>" if answer else ""
    return _said(f'<?xml version="1.0" encoding="UTF-8"?><Response>{said}</Response>')


async def report(request: Request) -> Response:
    """What became of the message whose id the address names."""
    try:
        context, fields = await _opened(request)
        await hear_text_report(
            context.account.id,
            delivery_id=_delivery_id(request),
            status=fields.get("MessageStatus", ""),
            code=fields.get("ErrorCode", ""),
            sid=fields.get("MessageSid", ""),
        )
    except DomainError as refusal:
        return _said("", _STATUS[refusal.code])
    return _said("<Response/>")


async def _opened(request: Request) -> tuple[Context, dict[str, str]]:
    """The account and the form, if the provider signed it. Raises SignatureWrong, and HTTPException where we are closed."""
    secret = hooks.sms_secret()
    if secret is None:
        raise HTTPException(404)
    fields = {name: str(value) for name, value in (await request.form()).items()}
    address = links.address(request.url.path)
    webhooks.ensure_genuine_form(secret, address, fields, request.headers.get(SIGNATURE, ""))
    return await door.open_public_context(request), fields


def _delivery_id(request: Request) -> UUID:
    try:
        return UUID(request.path_params["delivery_id"])
    except ValueError as error:
        raise HTTPException(404) from error


def _said(xml: str, status: int = 200) -> Response:
    return Response(xml, status, media_type="text/xml", headers={"Cache-Control": "no-store"})
