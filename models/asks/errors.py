"""What can go wrong when somebody is asked or answers."""

from models.asks.tables import AskAnswer
from models.kernel.errors import DomainError
from models.kernel.words import lazy

_ANSWERED = lazy("You have answered this already. Thank you! Sign in to see what else is needed.")
_NOT_NEEDED = lazy("This is no longer needed. Thank you anyway! Sign in to see what else is needed.")


class LinkUnknown(DomainError):
    """The link is forged, damaged, or speaks of something that is gone: the answer is the same."""

    code = "LINK_UNKNOWN"

    def __init__(self) -> None:
        super().__init__("This link does not work. Open the newest message from us, or sign in to see what is needed.")


class AskClosed(DomainError):
    """The ask was answered before, withdrawn, or its shift has begun."""

    code = "ASK_CLOSED"

    def __init__(self, answer: AskAnswer | None) -> None:
        super().__init__(_ANSWERED if answer else _NOT_NEEDED)
        self.answer = answer


class CardGone(DomainError):
    """A card whose time is over, or whose ask was answered or taken back meanwhile."""

    code = "CARD_GONE"

    def __init__(self) -> None:
        super().__init__(
            "This card is no longer in your hands: its time is over, or they have answered meanwhile. Thank you anyway!"
        )


class AlreadyCorrected(DomainError):
    """The same was said against this ask before: a link works once."""

    code = "ALREADY_CORRECTED"

    def __init__(self) -> None:
        super().__init__("You have told us this already, and it is changed. Your profile shows how it is now.")


class LinkTooOld(DomainError):
    """The link has worked for two months, and does not any more."""

    code = "LINK_TOO_OLD"

    def __init__(self) -> None:
        super().__init__(
            "This link is too old to change anything. Sign in: your profile shows all that we know of you."
        )


class PlaceClosed(DomainError):
    """What a letter about one's own place offers was done, or cannot be done any more; the message says which."""

    code = "PLACE_CLOSED"


class TextUnsafe(DomainError):
    """A text that would change a message's headers."""

    code = "TEXT_UNSAFE"

    def __init__(self, field: str) -> None:
        super().__init__(
            "This text has characters that an e-mail cannot carry there. Leave out line breaks and “=?”.", field=field
        )


class FieldUnknown(DomainError):
    """A text has a field of a name that there is not."""

    code = "FIELD_UNKNOWN"

    def __init__(self, line: int, column: int, *, name: str, names: str, field: str) -> None:
        super().__init__(
            "Line {line}, character {column}: there is no field “{name}”. There are: {names}.",
            line=line,
            column=column,
            name=name,
            names=names,
            field=field,
        )


class FieldBroken(DomainError):
    """A text has a brace that belongs to no field."""

    code = "FIELD_BROKEN"

    def __init__(self, line: int, column: int, *, field: str) -> None:
        super().__init__(
            "Line {line}, character {column}: this brace belongs to no field. A field looks like {example}.",
            line=line,
            column=column,
            example="{first_name|there}",
            field=field,
        )


class FieldNeedsFallback(DomainError):
    """A text asks for a fact that is not known of everybody, and does not say what stands there otherwise."""

    code = "FIELD_NEEDS_FALLBACK"

    def __init__(self, line: int, column: int, *, name: str, field: str) -> None:
        super().__init__(
            "Line {line}, character {column}: “{name}” is not known of everybody. Say what stands there otherwise, like this: "
            "{example}.",
            line=line,
            column=column,
            name=name,
            example=f"{{{name}|…}}",
            field=field,
        )
