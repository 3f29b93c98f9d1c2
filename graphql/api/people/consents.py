"""What somebody has agreed to."""

from datetime import datetime

import strawberry

from api.enums import described
from api.people.channels import Channel
from api.people.enums import Purpose
from models.people.tables import SuppressionReason


@strawberry.type(description="Where you stand with one purpose on one channel.")
class ConsentState:
    """Shows a `ConsentState` of the domain."""

    purpose: Purpose = strawberry.field(description="What it is for.")
    channel: Channel = strawberry.field(description="The way it would go.")
    granted: bool = strawberry.field(description="Whether you agree.")
    wording: str = strawberry.field(description="The text that was shown to you, or is now.")
    wording_version: int = strawberry.field(description="The version of that text.")
    decided_at: datetime | None = strawberry.field(description="When you decided, if ever.")


described(
    SuppressionReason,
    "Why nothing is sent to an address any more.",
    BOUNCED="Messages came back: nobody is reached there.",
    COMPLAINED="A message was reported as unwanted.",
)


@strawberry.type(
    description="An address of yours that we send nothing to any more, until you sign in by a message to it."
)
class SuppressedAddress:
    """Shows a `SuppressedAddress` of the domain."""

    channel: Channel = strawberry.field(description="The way that it belongs to.")
    reason: SuppressionReason = strawberry.field(description="Why.")
    status: str | None = strawberry.field(
        description="What the mail server said, as an enhanced status code (RFC 3463)."
    )
    since: datetime = strawberry.field(description="Since when.")


@strawberry.input(description="What for, and by which way.")
class ConsentInput:
    """What a decision is about."""

    purpose: Purpose = strawberry.field(description="What it is for.")
    channel: Channel = strawberry.field(description="The way it goes.")


@strawberry.type(description="Your decision is on record.")
class ConsentPayload:
    """What a decision answers."""

    consents: list[ConsentState] = strawberry.field(description="Where you stand with everything.")
