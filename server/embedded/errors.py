"""What can go wrong when an embedded server is started, in words that say how to mend it."""


class EmbeddedServerError(RuntimeError):
    """An embedded server could not be started; the message tells a person what to do."""


class AlreadyRunning(EmbeddedServerError):
    """Another process has started the server whose data this is."""
