"""What can go wrong around people, and what they can do about it."""

from models.kernel.errors import DomainError
from models.kernel.words import lazy

_TRY_AGAIN = lazy("This is not the code that we sent. Please look again.")
_TRY_LATER = lazy("This is not the code that we sent. Ask for a new one in a quarter of an hour.")


class CodeWrong(DomainError):
    """The six digits are not the ones that were sent. `attempts_left` says how often they may be tried again."""

    code = "CODE_WRONG"

    def __init__(self, attempts_left: int) -> None:
        super().__init__(_TRY_AGAIN if attempts_left else _TRY_LATER, field="code")
        self.attempts_left = attempts_left


class LinkExpired(DomainError):
    """A link or code that was used already, is too old, or never was."""

    code = "LINK_EXPIRED"

    def __init__(self) -> None:
        super().__init__("This link is used up or too old. Ask for a new one: it takes a moment.")


class OtherBrowser(DomainError):
    """A link that was opened in another browser than the one that asked for it."""

    code = "OTHER_BROWSER"

    def __init__(self) -> None:
        super().__init__(
            "This link works in the browser that asked for it. Here, type the six digits that stand in the same mail."
        )


class SessionEnded(DomainError):
    """A session that is over, or whose refresh token was used twice."""

    code = "SESSION_ENDED"

    def __init__(self) -> None:
        super().__init__("You have been signed out. Please sign in again.")


class ConsentNeeded(DomainError):
    """Nobody takes part without saying so."""

    code = "CONSENT_NEEDED"

    def __init__(self) -> None:
        super().__init__("We need your agreement to keep your data before you can join.", field="consentParticipation")


class TeamFull(DomainError):
    """A team that has no place left."""

    code = "TEAM_FULL"

    def __init__(self, largest: int) -> None:
        super().__init__(
            "This team has its {largest} members already. Choose another, or found one.",
            field="teamId",
            largest=largest,
        )
        self.largest = largest
