"""Refusals around people."""

import strawberry

from api.errors import UserError, shown_by
from models.people import errors


@strawberry.type(description="The six digits are not the ones that were sent.")
class CodeWrong(UserError):
    """Shows `CodeWrong` of the domain."""

    attempts_left: int = strawberry.field(description="How often they may be tried again.")


@strawberry.type(description="A link or code that was used already, is too old, or never was.")
class LinkExpired(UserError):
    """Shows `LinkExpired` of the domain."""


@strawberry.type(description="The link was opened in another browser than the one that asked for it: use the code.")
class OtherBrowser(UserError):
    """Shows `OtherBrowser` of the domain."""


@strawberry.type(description="The session is over, or its refresh token was used twice.")
class SessionEnded(UserError):
    """Shows `SessionEnded` of the domain."""


@strawberry.type(description="Nobody takes part without agreeing to it.")
class ConsentNeeded(UserError):
    """Shows `ConsentNeeded` of the domain."""


@strawberry.type(description="The team has no place left.")
class TeamFull(UserError):
    """Shows `TeamFull` of the domain."""

    largest: int = strawberry.field(description="How many a team may have.")


ERRORS = [
    shown_by(errors.CodeWrong, CodeWrong),
    shown_by(errors.LinkExpired, LinkExpired),
    shown_by(errors.OtherBrowser, OtherBrowser),
    shown_by(errors.SessionEnded, SessionEnded),
    shown_by(errors.ConsentNeeded, ConsentNeeded),
    shown_by(errors.TeamFull, TeamFull),
]
