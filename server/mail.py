"""Which way mail goes: by SMTP where a server is configured, else into the local mailbox."""

from models.asks import channels, hooks, links
from models.asks.channels.channel import Channel
from models.asks.channels.mailbox import MailboxChannel
from models.asks.channels.smtp import SmtpChannel, SmtpSettings
from server.settings import Settings


def configure_mail(chosen: Settings) -> None:
    """Tell the domain the site's address, its channel for e-mail, and what bounces are signed with."""
    links.configure(chosen.public_url)
    hooks.configure(mail=chosen.mail_webhook_secret.get_secret_value() if chosen.mail_webhook_secret else None)
    channels.configure(email=_email_channel(chosen))


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
        )
    )
