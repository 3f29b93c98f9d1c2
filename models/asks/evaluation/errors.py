"""Why a file cannot be judged."""


class CannotEvaluate(Exception):
    """The message is a sentence for whoever runs the command: what is wrong, and where."""
