"""Mails that come back, as mail servers and mailbox providers write them."""

BOUNCE = """\
From: MAILER-DAEMON@mx.example.org
To: hello@campaign.example
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="B"

--B
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you that your message could not be delivered.
--B
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.org

Final-Recipient: rfc822; ada@example.org
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 {status} <ada@example.org>: no such user

--B
Content-Type: {original}

From: Clear Water <hello@campaign.example>
To: ada@example.org
Message-ID:
 {message_id}
Subject: A question for you

{text}
--B--
"""
COMPLAINT = """\
From: feedback@mail.example.org
To: hello@campaign.example
Subject: FW: A question for you
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="B"

--B
Content-Type: text/plain

This is an abuse report.
--B
Content-Type: message/feedback-report

Feedback-Type: {kind}
User-Agent: SomeGenerator/1.0
Version: 1

--B
Content-Type: message/rfc822

From: Clear Water <hello@campaign.example>
Message-ID: {message_id}
Subject: A question for you

Hello.
--B--
"""


def write_bounce(
    message_id: str, status: str = "5.1.1", action: str = "failed", original: str = "text/rfc822-headers"
) -> bytes:
    """A delivery status notification (RFC 3464)."""
    filled = BOUNCE.format(message_id=message_id, status=status, action=action, original=original, text="")
    return filled.replace("\n", "\r\n").encode()


def write_complaint(message_id: str, kind: str = "abuse") -> bytes:
    """A feedback report (RFC 5965)."""
    return COMPLAINT.format(message_id=message_id, kind=kind).encode()
