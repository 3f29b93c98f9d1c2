"""The secrets that providers sign their webhooks with; a hook without one is closed."""

_secrets: dict[str, str] = {}


def configure(mail: str | None = None, sms: str | None = None) -> None:
    """Set the secrets of the webhooks for bounces and complaints and for text messages: once, when a process starts."""
    _secrets.clear()
    _secrets.update({name: secret for name, secret in (("mail", mail), ("sms", sms)) if secret})


def mail_secret() -> str | None:
    """What bounces and complaints are signed with; None where the webhook is closed."""
    return _secrets.get("mail")


def sms_secret() -> str | None:
    """What the provider of text messages signs with; None where its webhooks are closed."""
    return _secrets.get("sms")
