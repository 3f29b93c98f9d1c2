"""
Refusals as data: the interface UserError, its common members, and how an error of the domain becomes one.

A mutation's result is a union of its payload, the errors special to it, and `CommonErrors`. Raise nothing here:
an action of the domain raises a DomainError, and `schema.py` turns it into the member that stands for its class.
"""

from dataclasses import fields
from typing import Any, Self

import strawberry
from strawberry.types.field import StrawberryField

from api.context import Info
from models.kernel import errors as domain
from models.kernel import words


@strawberry.interface(description="A refusal that a person can do something about.")
class UserError:
    """Subclasses add data: their fields (private ones too) are filled from the attributes of the same name."""

    message: str = strawberry.field(description="What is wrong and what to do, in the reader's language.")
    code: str = strawberry.field(description="The kind of refusal, for programs.")
    field: str | None = strawberry.field(description="The input field it belongs to, in camelCase, if any.")

    @classmethod
    def from_error(cls, error: domain.DomainError, language: str) -> Self:
        """The member that shows an error of the domain."""
        own = [each.name for each in fields(cls) if each.init and each.name not in {"message", "code", "field"}]
        values: dict[str, Any] = {name: getattr(error, name) for name in own if hasattr(error, name)}
        return cls(message=put_into_words(error, language), code=error.code, field=error.field, **values)


@strawberry.type(description="An input that cannot be taken as it is; `field` says which.")
class InvalidInput(UserError):
    """Shows `Invalid`, and every other refusal that has no member of its own."""


@strawberry.type(description="There is no such thing, or it is none of your business: the answer is the same.")
class NotFound(UserError):
    """Shows `NotFound`."""


@strawberry.type(description="You may see it, but not do this with it.")
class NotAllowed(UserError):
    """Shows `NotAllowed`."""


@strawberry.type(description="Nobody is signed in.")
class SignInRequired(UserError):
    """Shows `SignInRequired`."""


@strawberry.type(description="Somebody else was faster, or it was done already.")
class Conflict(UserError):
    """Shows `Conflict`."""


CommonErrors = InvalidInput | NotFound | NotAllowed | SignInRequired | Conflict


class ErrorRow(strawberry.ExceptionHandler):  # type: ignore[type-arg] # (a type argument would forbid `exception_type`)
    """One row of the table: errors of this class are shown by this member, in unions that have it."""

    def __init__(self, error_class: type[domain.DomainError], member: type[UserError]) -> None:
        self.exception_type = error_class
        self.error_type = member
        self.member = member

    def handle(self, exception: domain.DomainError, *, field: StrawberryField, info: Info) -> UserError:  # noqa: ARG002
        """Put the error into the shape of its member."""
        return self.member.from_error(exception, info.context.language)


def shown_by(error_class: type[domain.DomainError], member: type[UserError]) -> ErrorRow:
    """A row of a domain's table of errors: `ERRORS = [shown_by(errors.ShiftFull, ShiftFull)]`."""
    return ErrorRow(error_class, member)


COMMON_ERRORS = [
    shown_by(domain.NotFound, NotFound),
    shown_by(domain.NotAllowed, NotAllowed),
    shown_by(domain.SignInRequired, SignInRequired),
    shown_by(domain.Conflict, Conflict),
    shown_by(domain.Invalid, InvalidInput),
    shown_by(domain.DomainError, InvalidInput),
]


def put_into_words(error: domain.DomainError, language: str) -> str:
    """The error's message in `language`; parts of it that are sentences or words of the catalogue themselves, too."""
    if not error.parameters:
        return words.catalogue(language).gettext(error.template)
    parts = {name: _translated(part, language) for name, part in error.parameters.items()}
    return words.gettext(language, error.template, **parts)


def _translated(part: object, language: str) -> object:
    return words.catalogue(language).gettext(part) if isinstance(part, str) and part else part
