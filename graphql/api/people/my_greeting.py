"""My own welcome."""

from datetime import datetime

import strawberry

from models.kernel import clock


@strawberry.type(description="Your welcome by a human being, as long as it is still to come.")
class MyGreeting:
    """Shows a `MyGreeting` of the domain."""

    greeter_name: str | None = strawberry.field(
        description="First name of who will call or write to you; null while somebody is looked for."
    )
    due_at: datetime = strawberry.field(description="Until when.")
    tried: bool = strawberry.field(description="Whether somebody tried to reach you.")
    missed_at: datetime | None = strawberry.field(description="When you told us that nobody had come.")

    @strawberry.field(description="Whether the time is over: then tell us (`greetingMiss`).")
    def is_over(self) -> bool:
        """Whether it is too late."""
        return self.due_at <= clock.now()
