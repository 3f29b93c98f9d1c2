"""What a page is: one line in the table of `pages.py`."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from starlette.requests import Request

Variables = Callable[[Request], dict[str, Any]]


class Audience(StrEnum):
    """Who may see a page."""

    EVERYBODY = "everybody"
    SIGNED_IN = "signed in"
    ORGANIZERS = "organizers"
    DEVELOPMENT = "development"


def nothing(_: Request) -> dict[str, Any]:
    """The variables of an operation that takes none."""
    return {}


@dataclass(frozen=True, slots=True)
class Page:
    """
    A path, the operation it executes (once), and the template that shows the answer.

    `needs` names the field of the answer without which there is no such page (404);
    `stranger_template` is what those see who are not signed in.
    """

    name: str
    path: str
    operation: str
    template: str
    audience: Audience = Audience.EVERYBODY
    variables: Variables = nothing
    needs: str | None = None
    stranger_template: str | None = None
