"""The same mail, built by the standard library alone: slowly, and what ours is compared with."""

from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from models.asks.channels import OutgoingMessage


def build_mime(message: OutgoingMessage, sender: str, sender_name: str) -> EmailMessage:
    """The message as MIME, plain and HTML."""
    mime = EmailMessage(policy=SMTP)
    mime["From"] = Address(display_name=sender_name, addr_spec=sender)
    mime["To"] = Address(display_name=message.to_name, addr_spec=message.to_address)
    mime["Subject"] = message.subject
    mime["Message-ID"] = message.message_id
    mime["Auto-Submitted"] = "auto-generated"
    if message.unsubscribe_url:
        mime["List-Unsubscribe"] = f"<{message.unsubscribe_url}>"
        mime["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    mime.set_content(message.text)
    mime.add_alternative(message.html, subtype="html")
    return mime
