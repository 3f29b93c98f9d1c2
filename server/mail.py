"""Which way messages go: mail by SMTP where a server is configured, else into the local mailbox; texts by a provider, if any."""

from urllib.parse import urlsplit

from models.asks import channels, hooks, links
from models.asks.channels.channel import Channel
from models.asks.channels.dkim import DkimKey, read_key
from models.asks.channels.mailbox import MailboxChannel
from models.asks.channels.push import PushChannel, PushSettings
from models.asks.channels.sms import SmsChannel, SmsSettings
from models.asks.channels.smtp import SmtpChannel, SmtpSettings
from server.settings import Settings


def configure_mail(chosen: Settings) -> None:
    """Tell the domain the site's address, its channels, and what their webhooks are signed with."""
    links.configure(chosen.public_url)
    sms = _sms_settings(chosen)
    mail_secret = chosen.mail_webhook_secret.get_secret_value() if chosen.mail_webhook_secret else None
    hooks.configure(mail=mail_secret, sms=sms.password if sms else None)
    push = PushChannel(PushSettings(chosen.mail_from)) if _reaches_browsers(chosen) else None
    channels.configure(email=_email_channel(chosen), sms=SmsChannel(sms) if sms else None, push=push)


def _reaches_browsers(chosen: Settings) -> bool:
    """Browsers take notifications of sites that are encrypted, or on the same machine."""
    parts = urlsplit(chosen.public_url)
    return parts.scheme == "https" or parts.hostname == "localhost"


def _sms_settings(chosen: Settings) -> SmsSettings | None:
    if not (chosen.sms_url and chosen.sms_user and chosen.sms_password and chosen.sms_from):
        return None
    return SmsSettings(
        url=chosen.sms_url,
        username=chosen.sms_user,
        password=chosen.sms_password.get_secret_value(),
        sender=chosen.sms_from,
        idempotent=chosen.sms_idempotent,
    )


def _email_channel(chosen: Settings) -> Channel:
    if chosen.mail_host is None:
        return MailboxChannel()
    return SmtpChannel(
        SmtpSettings(
            host=chosen.mail_host,
            port=chosen.mail_port,
            sender=chosen.mail_from,
            sender_name=chosen.mail_from_name,
            username=chosen.mail_user,
            password=chosen.mail_password.get_secret_value() if chosen.mail_password else None,
            security=chosen.mail_security.value,
            dkim=dkim_key(chosen),
        )
    )


class KeyMissing(RuntimeError):
    """Mail is to be signed, and there is no key to do it with; the message tells a person what to do."""


def dkim_key(chosen: Settings) -> DkimKey | None:
    """What mail is signed with; None where it is not. Raises KeyMissing."""
    if chosen.dkim_selector is None:
        return None
    file = chosen.dkim_key_file
    try:
        return read_key(file.read_bytes(), chosen.mail_from.rpartition("@")[2], chosen.dkim_selector)
    except (OSError, ValueError, TypeError) as problem:
        raise KeyMissing(
            f"GROUNDSWELL_DKIM_SELECTOR is set, but {file} is no key to sign mail with ({problem}). "
            "Run `groundswell mail dkim`: it makes one where there is none."
        ) from problem
