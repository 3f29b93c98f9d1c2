"""What can go wrong in a way that a person can mend."""

from typing import Any, ClassVar


class DomainError(Exception):
    """
    A refusal with a reason. Subclasses add the data that a client needs to explain it.

    `code` names the refusal for machines, `field` the input it belongs to (camelCase), if any;
    `message` is a sentence in English that says what to do. What changes in it stands in `{named}` places, given as
    `parameters`: the sentence with its places (`template`) is what the catalogue translates (`words.gettext`).
    """

    code: ClassVar[str] = "DOMAIN_ERROR"
    field: str | None = None

    def __init__(self, template: str, *, field: str | None = None, **parameters: Any) -> None:
        self.template = template
        self.parameters = parameters
        self.message = template.format(**parameters) if parameters else template
        super().__init__(self.message)
        if field is not None:
            self.field = field


class NotFound(DomainError):
    """There is no such thing, or it is none of the actor's business: the answer is the same."""

    code = "NOT_FOUND"

    def __init__(self, what: str = "This") -> None:
        super().__init__("{what} was not found. It may have been removed, or it belongs to somebody else.", what=what)


class NotAllowed(DomainError):
    """The actor may see it, but may not do this with it."""

    code = "NOT_ALLOWED"

    def __init__(self, message: str = "You are not allowed to do this. Ask an organizer of your region.") -> None:
        super().__init__(message)


class SignInRequired(DomainError):
    """Nobody is signed in."""

    code = "SIGN_IN_REQUIRED"

    def __init__(self) -> None:
        super().__init__("Please sign in first.")


class Invalid(DomainError):
    """An input that cannot be taken as it is; `field` says which."""

    code = "INVALID"


class Conflict(DomainError):
    """Somebody else was faster, or it was done already."""

    code = "CONFLICT"
