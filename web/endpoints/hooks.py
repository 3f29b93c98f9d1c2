"""Webhooks: what mail servers and providers tell us. A signature counts, no cookie is read."""

from uuid import UUID

import orjson
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from models.asks import hooks
from models.asks.actions import hear_signed_report
from models.asks.channels.mail_reports import MailReport, ReportKind, delivery_of, read_report
from models.kernel import webhooks
from models.kernel.errors import DomainError
from web import door

SIGNATURE = "groundswell-signature"
_STATUS = {"SIGNATURE_WRONG": 401, "ALREADY_TAKEN": 409}
_LONGEST_STATUS = 12


async def mail(request: Request) -> Response:
    """A bounce or complaint: the mail that came back (message/rfc822), or JSON with `event`, `messageId` and `status`."""
    secret = hooks.mail_secret()
    if secret is None:
        raise HTTPException(404)
    context = await door.open_public_context(request)
    body, signature = await request.body(), request.headers.get(SIGNATURE, "")
    try:
        webhooks.ensure_genuine(secret, body, signature)
        report = _read(request, body)
        heard = report is not None and await hear_signed_report(context.account.id, report, signature)
    except DomainError as refusal:
        return _said({"error": refusal.code}, _STATUS[refusal.code])
    return _said({"heard": heard}, 200)


def _said(what: dict[str, object], status: int) -> Response:
    return JSONResponse(what, status, headers={"Cache-Control": "no-store"})


def _read(request: Request, body: bytes) -> MailReport | None:
    if request.headers.get("content-type", "").split(";")[0].strip().lower() != "application/json":
        return read_report(body)
    try:
        told = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise HTTPException(400) from error
    return _of_json(told)


def _of_json(told: object) -> MailReport | None:
    if not isinstance(told, dict) or told.get("event") not in set(ReportKind):
        raise HTTPException(400)
    delivery_id: UUID | None = delivery_of(str(told.get("messageId", "")))
    status = str(told["status"])[:_LONGEST_STATUS] if told.get("status") else None
    return MailReport(ReportKind(told["event"]), delivery_id, status) if delivery_id else None
