"""
What comes back about mail: bounces (delivery status notifications, RFC 3464) and complaints (feedback reports, RFC 5965).

A report counts only by the Message-ID of ours that it quotes: nobody but its readers and their servers knows that, so
nobody else can have an address silenced.
"""

import re
from dataclasses import dataclass
from email import message_from_bytes, message_from_string
from email.message import Message
from enum import StrEnum
from uuid import UUID

_OURS = re.compile(r"<([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@[^<>@\s]+>")
_STATUS = re.compile(r"\s*([245]\.\d{1,3}\.\d{1,3})\b")
_COMPLAINTS = {"abuse", "fraud", "opt-out"}
UNSAID = "5.0.0"


class ReportKind(StrEnum):
    """What became of a message."""

    BOUNCED = "bounced"
    COMPLAINED = "complained"


@dataclass(frozen=True, slots=True)
class MailReport:
    """News of one of our messages. `status`: a bounce's enhanced status code (RFC 3463)."""

    kind: ReportKind
    delivery_id: UUID
    status: str | None = None


def read_report(raw: bytes) -> MailReport | None:
    """What a mail that came back reports; None if it is no report of a failure or complaint about a message of ours."""
    mail = message_from_bytes(raw)
    if mail.get_content_type() != "multipart/report":
        return None
    parts = list(mail.walk())
    delivery_id = _quoted(parts)
    if delivery_id is None:
        return None
    if _complains(parts):
        return MailReport(ReportKind.COMPLAINED, delivery_id)
    status = _failure(parts)
    return MailReport(ReportKind.BOUNCED, delivery_id, status) if status else None


def delivery_of(message_id: str) -> UUID | None:
    """The delivery that a Message-ID names, if it looks like one of ours."""
    found = _OURS.fullmatch(message_id.strip().lower())
    return UUID(found[1]) if found else None


def _quoted(parts: list[Message]) -> UUID | None:
    """The delivery whose message the report brings back, whole or as headers."""
    for part in parts:
        for original in _originals(part):
            found = delivery_of(str(original.get("Message-ID", "")))
            if found:
                return found
    return None


def _originals(part: Message) -> list[Message]:
    payload = part.get_payload()
    match part.get_content_type():
        case "message/rfc822" if isinstance(payload, list):
            return [each for each in payload if isinstance(each, Message)]
        case "text/rfc822-headers" | "message/rfc822-headers":
            return [message_from_string(_text_of(part))]
    return []


def _text_of(part: Message) -> str:
    payload = part.get_payload(decode=True)
    return payload.decode("utf-8", "replace") if isinstance(payload, bytes) else str(part)


def _complains(parts: list[Message]) -> bool:
    return any(_field(block, "Feedback-Type") in _COMPLAINTS for block in _blocks(parts, "message/feedback-report"))


def _failure(parts: list[Message]) -> str | None:
    """The status of the first recipient whom the message did not reach."""
    for block in _blocks(parts, "message/delivery-status"):
        if _field(block, "Action") == "failed":
            found = _STATUS.match(str(block.get("Status", "")))
            return found[1] if found else UNSAID
    return None


def _blocks(parts: list[Message], content_type: str) -> list[Message]:
    """The groups of fields of a report's machine-readable part."""
    payloads = [part.get_payload() for part in parts if part.get_content_type() == content_type]
    return [
        block for payload in payloads if isinstance(payload, list) for block in payload if isinstance(block, Message)
    ]


def _field(block: Message, name: str) -> str:
    return str(block.get(name, "")).strip().lower()
