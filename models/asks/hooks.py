"""The secrets that providers sign their webhooks with; a hook without one is closed."""

_mail: list[str] = []


def configure(mail: str | None) -> None:
    """Set the secret of the webhook for bounces and complaints: once, when a process starts."""
    _mail[:] = [mail] if mail else []


def mail_secret() -> str | None:
    """What bounces and complaints are signed with; None where the webhook is closed."""
    return _mail[0] if _mail else None
