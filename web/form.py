"""What a form is: one line in the table of `forms.py`; and what went wrong with one."""

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from starlette.datastructures import FormData

from web.page import Audience

Values = dict[str, str]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to mend in a form: a refusal of the API, or of ours. `field` None concerns the whole form."""

    message: str
    field: str | None = None
    code: str = "INVALID"
    details: dict[str, Any] = dataclasses.field(default_factory=dict)


class FormRefused(Exception):
    """The form cannot be turned into an input; nothing was sent."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(problems)
        self.problems = list(problems)


@dataclass(frozen=True, slots=True)
class Submission:
    """What somebody sent: the fields of the form, and what its path names."""

    fields: FormData
    path: dict[str, str]

    def text(self, name: str) -> str:
        """A field without blanks around it; empty if missing."""
        value = self.fields.get(name, "")
        return value.strip() if isinstance(value, str) else ""

    def optional(self, name: str) -> str | None:
        """A field, or None if it is empty or missing."""
        return self.text(name) or None

    def many(self, name: str) -> list[str]:
        """All values of a field that may be chosen several times."""
        return [value for value in self.fields.getlist(name) if isinstance(value, str) and value]

    def ticked(self, name: str) -> bool:
        """Whether a box is ticked."""
        return bool(self.text(name))

    def values(self) -> dict[str, list[str]]:
        """Everything that was typed, to show it again."""
        return {name: self.many(name) for name in self.fields if name != "token"}


Read = Callable[[Submission], dict[str, Any]]
Next = Callable[[Submission, dict[str, Any]], str]


def to(path: str) -> Next:
    """Go to a path; `{names}` in it are those of the form's own path."""

    def go(submission: Submission, _: dict[str, Any]) -> str:
        return path.format(**submission.path)

    return go


@dataclass(frozen=True, slots=True)
class Form:
    """
    Where a form is sent, the mutation it becomes, the page that is shown again if it is refused, and where to go.

    `read` makes the mutation's input out of the fields; it raises FormRefused for what no API could understand.
    Where `shows_outcome`, nobody goes anywhere: the page is shown again with what the mutation answered, for what is
    told only once (a token's secret) or is too long for an address (a report).
    """

    path: str
    operation: str
    page: str
    read: Read
    then: Next
    audience: Audience = Audience.SIGNED_IN
    shows_outcome: bool = False
