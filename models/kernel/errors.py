"""What can go wrong in a way that a person can mend."""

from typing import ClassVar


class DomainError(Exception):
    """
    A refusal with a reason. Subclasses add the data that a client needs to explain it.

    `code` names the refusal for machines, `field` the input it belongs to (camelCase), if any;
    `message` is a sentence in English that says what to do (clients translate by code).
    """

    code: ClassVar[str] = "DOMAIN_ERROR"
    field: str | None = None

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        if field is not None:
            self.field = field


class NotFound(DomainError):
    """There is no such thing, or it is none of the actor's business: the answer is the same."""

    code = "NOT_FOUND"

    def __init__(self, what: str = "This") -> None:
        super().__init__(f"{what} was not found. It may have been removed, or it belongs to somebody else.")


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
