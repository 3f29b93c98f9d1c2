"""The preview of an appeal."""

from typing import cast

import strawberry

from api.costs import costs
from api.enums import described
from api.rows import wrap_all
from models.asks.letters import render_html, render_text
from models.asks.preview import Preview
from models.asks.preview_checks import CheckCode

described(
    CheckCode,
    "What is looked at before an appeal goes out.",
    SUBJECT="Whether a phone shows the whole subject.",
    LANGUAGES="Whether there is a text in everybody's language.",
    FALLBACKS="Whether a first name or a team has to be replaced.",
    LINKS="Whether a link leads elsewhere.",
    QUIET_HOURS="Whether it is night for somebody.",
)


@strawberry.type(description="Somebody who would be asked.")
class PreviewReader:
    """Shows a `PreviewReader` of the domain."""

    number: int = strawberry.field(description="What to choose them by.")
    name: str = strawberry.field(description="First name and initial.")
    language: str = strawberry.field(description="The code of their language.")


@strawberry.type(description="Something that was looked at.")
class AppealCheck:
    """Shows a `Check` of the domain."""

    code: CheckCode = strawberry.field(description="What, for programs.")
    passed: bool = strawberry.field(description="Whether all is well.")
    sentence: str = strawberry.field(description="What was found, in your language.")


@strawberry.type(description="The letter as one reader would get it. Its links lead nowhere.")
class AppealPreview:
    """Shows a `Preview` of the domain."""

    number: int = strawberry.field(description="Which of the readers this is.")

    @strawberry.field(
        description="Three people who would be asked; yourself, if nobody would be.", metadata=costs(rows=3)
    )
    def readers(self) -> list[PreviewReader]:
        """Always the same three."""
        return wrap_all(PreviewReader, cast("Preview", self).readers)

    @strawberry.field(description="What to look at before it is released.", metadata=costs(rows=5))
    def checks(self) -> list[AppealCheck]:
        """All checks."""
        return wrap_all(AppealCheck, cast("Preview", self).checks)

    @strawberry.field(description="The code of the language that the letter is in.")
    def language(self) -> str:
        """The reader's, or the one that was chosen."""
        return cast("Preview", self).letter.language

    @strawberry.field(description="The subject.")
    def subject(self) -> str:
        """As the reader gets it."""
        return cast("Preview", self).letter.subject

    @strawberry.field(description="The letter as plain text.")
    def text(self) -> str:
        """Plain."""
        return render_text(cast("Preview", self).letter)

    @strawberry.field(description="The letter as HTML.")
    def html(self) -> str:
        """HTML."""
        return render_html(cast("Preview", self).letter)
